import { ArgosyError, canonicalJson, refusal } from "@argosy/core";
import type { DrawMapRequest, Job } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { featureSetsOfRun, loadConfig, MAP_LIBRARY } from "@argosy/runtime";
import { learntColumns } from "./learnt-columns.ts";
import { measuredObjects, putMapRequest } from "./mapped-objects.ts";
import { measuringTasks } from "./measuring-tasks.ts";
import { sha256Of } from "./models.ts";
import { findRun } from "./planned-run.ts";
import { SettingsSchema } from "./settings.ts";
import type { MapWork } from "./work.ts";

/** Rises when equal objects, measures and settings give another map than before. */
const DRAWING = 1;
const NEIGHBOURS = { default: 15, least: 2, most: 50 } as const;
const MIN_DIST = { default: 0.1, most: 0.99 } as const;
const SEED = { default: 1, most: 2 ** 32 - 1 } as const;

/**
 * Makes a job that lays the objects of a run out in the plane. Equal objects, measures and settings have an equal task: what was drawn once
 * is the job's result at once.
 *
 * @throws {ArgosyError} FIELD_INVALID; `not_found` for the run; `failed_precondition` where it measures nothing or has no measured object.
 */
export async function planMap(ports: Pick<Ports, "db" | "calls" | "settings">, request: DrawMapRequest, author: string): Promise<Job> {
  const { db } = ports;
  const { project } = request;
  const how = settingsOf(request);
  const run = await findRun(db, project, request.run);
  const sets = await featureSetsOfRun(db, project, run.id);
  const columns = learntColumns(sets, request.columns);
  if (columns.length === 0)
    throw new ArgosyError("failed_precondition", "the run measures nothing to lay objects out by; add a measuring step to its pipeline", {
      details: { run: run.id },
    });
  const used = sets.filter((one) => one.columns.some((column) => columns.includes(column.name))).map((one) => one.id);
  const { CLASSIFY_MAP_OBJECTS: most } = loadConfig(SettingsSchema, ports.settings);
  const mapped = await measuredObjects(db, project, { run: run.id, sets: used, most });
  const { objects } = mapped;
  if (objects.length === 0)
    throw new ArgosyError("failed_precondition", "the run has no measured object that could be laid out", { details: { run: run.id } });
  const facts = sha256Of(canonicalJson({ ...mapped, measure: await measuringTasks(db, project, objects, used) }));
  const work: MapWork = { kind: "map", run: run.id, columns, sets: used, ...how, library: MAP_LIBRARY, facts };
  const id = sha256Of(canonicalJson({ project, drawing: DRAWING, ...work }));
  await putMapRequest(db, { id, project, run: run.id, author }, mapped);
  const title = `map of ${objects.length} objects`;
  return ports.calls(PipelineServiceDefinition).createJob({
    project,
    kind: "map",
    title,
    tasks: [{ id, stage: "classify", title, weight: objects.length, work: { ...work }, needs: [] }],
    results: { run: run.id },
  });
}

function settingsOf({ neighbours: asked, minDist = MIN_DIST.default, seed = SEED.default }: DrawMapRequest) {
  const neighbours = asked === 0 ? NEIGHBOURS.default : asked;
  const { least, most } = NEIGHBOURS;
  if (!(neighbours >= least && neighbours <= most))
    throw refusal("FIELD_INVALID", `neighbours are ${least} to ${most}`, { field: "neighbours", got: neighbours });
  if (!(minDist >= 0 && minDist <= MIN_DIST.most))
    throw refusal("FIELD_INVALID", `the least distance is 0 to ${MIN_DIST.most}`, { field: "minDist", got: minDist });
  if (!(seed >= 0 && seed <= SEED.most)) throw refusal("FIELD_INVALID", `a seed is 0 to ${SEED.most}`, { field: "seed", got: seed });
  return { neighbours, minDist, seed };
}
