import type { KeptOfProjects } from "@argosy/runtime";

/** Everything that this service keeps of a project. */
export const keptOfProjects: KeptOfProjects = {
  service: "pipeline",
  rows: [
    "delete from task_need where task_id in (select id from task where project_id = $1)",
    "delete from event where project_id = $1",
    "delete from run where project_id = $1",
    "delete from job where project_id = $1",
    "delete from task where project_id = $1",
    "delete from graph where project_id = $1",
  ],
};
