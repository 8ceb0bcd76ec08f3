import type { KeptOfProjects } from "@argosy/runtime";

/** Everything that this service keeps of a project. */
export const keptOfProjects: KeptOfProjects = {
  service: "ingest",
  rows: [
    "delete from output where task_id in (select id from read.task where project_id = $1)",
    "delete from event where project_id = $1",
    "delete from image where project_id = $1",
    "delete from sheet_change where project_id = $1",
    "delete from sheet_row where project_id = $1",
    "delete from intake where project_id = $1",
    "delete from file where project_id = $1",
    "delete from upload where project_id = $1",
    "delete from collection where project_id = $1",
    "delete from stored_array where project_id = $1",
  ],
};
