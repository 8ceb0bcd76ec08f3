import type { KeptOfProjects } from "@argosy/runtime";

/** Everything that this service keeps of a project. */
export const keptOfProjects: KeptOfProjects = {
  service: "classify",
  rows: [
    "delete from output where task_id in (select id from read.task where project_id = $1)",
    "delete from event where project_id = $1",
    "delete from prediction where project_id = $1",
    "delete from model where project_id = $1",
    "delete from training where project_id = $1",
    "delete from object_map where project_id = $1",
    "delete from map_request where project_id = $1",
    "delete from label where project_id = $1",
    "delete from label_history where project_id = $1",
    "delete from label_action where project_id = $1",
    "delete from class where project_id = $1",
  ],
};
