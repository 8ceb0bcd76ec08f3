import type { KeptOfProjects } from "@argosy/runtime";

/** Everything that this service keeps of a project. */
export const keptOfProjects: KeptOfProjects = {
  service: "measure",
  rows: [
    "delete from output where task_id in (select id from read.task where project_id = $1)",
    "delete from measurement where project_id = $1",
    "delete from feature_set where project_id = $1",
  ],
};
