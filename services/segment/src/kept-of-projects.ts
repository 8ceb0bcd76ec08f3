import type { KeptOfProjects } from "@argosy/runtime";

/** Everything that this service keeps of a project. */
export const keptOfProjects: KeptOfProjects = {
  service: "segment",
  rows: [
    "delete from output where task_id in (select id from read.task where project_id = $1)",
    "delete from object where project_id = $1",
    "delete from facet where project_id = $1",
    "delete from dropped where project_id = $1",
    "delete from stored_array where project_id = $1",
  ],
};
