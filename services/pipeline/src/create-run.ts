import { createHash } from "node:crypto";
import { ArgosyError, canonicalJson, refusal } from "@argosy/core";
import type { CheckedGraph, GraphDraft, NodeRegistry } from "@argosy/nodes";
import { planStages, validateGraph } from "@argosy/nodes";
import type { Db } from "@argosy/work";
import { factsOf, imagesOf, tablesOf } from "./collection-images.ts";
import type { GraphRow } from "./graphs.ts";
import { findGraph, putGraph } from "./graphs.ts";
import { insertJob, settleJob } from "./jobs.ts";
import { planTasks } from "./plan-run.ts";
import { insertRun } from "./runs.ts";
import type { Sample } from "./sample-units.ts";
import { sampleUnits } from "./sample-units.ts";
import { sharedTaskOf, withShared } from "./shared-task.ts";
import { insertTasks } from "./tasks.ts";
import { companionsOf, unitsOf } from "./units.ts";

/** What this action needs of the world. */
export interface PlanningPorts {
  readonly db: Db;
  readonly registry: NodeRegistry;
  readonly templates: ReadonlyMap<string, GraphDraft>;
  readonly newId: () => string;
}

/** What a person asks for. */
export interface RunRequest {
  readonly project: string;
  readonly collection: string;
  readonly graph: string;
  readonly targets: readonly string[];
  readonly model: string;
  readonly title: string;
  /** W3C `traceparent` of the request. */
  readonly trace: string;
  /** For a trial. */
  readonly sample: Sample | undefined;
}

/** Checks a graph; its sha256 is taken over the canonical form with all defaults filled in. */
export function checkGraph(draft: unknown, registry: NodeRegistry): CheckedGraph & { readonly sha256: string } {
  const checked = validateGraph(draft as GraphDraft, registry);
  return { ...checked, sha256: createHash("sha256").update(canonicalJson(checked.graph)).digest("hex") };
}

/** A stored graph by id, or a template by name, which is stored with its first run. */
async function resolveGraph(ports: PlanningPorts, projectId: string, graph: string): Promise<GraphRow> {
  const stored = await findGraph(ports.db, projectId, graph);
  if (stored !== undefined) return stored;
  const template = ports.templates.get(graph);
  if (template === undefined) {
    throw new ArgosyError("not_found", "there is no such graph or template", {
      details: { graph, templates: [...ports.templates.keys()] },
    });
  }
  const checked = checkGraph(template, ports.registry);
  return putGraph(ports.db, { id: ports.newId(), projectId, definition: checked.graph, sha256: checked.sha256 });
}

/**
 * Writes a run with all its tasks, in one transaction.
 *
 * @returns The id of its job.
 * @throws {ArgosyError} `not_found`, COLLECTION_EMPTY, COMPANION_MISSING, GRAPH_*.
 */
export async function createRun(ports: PlanningPorts, request: RunRequest): Promise<string> {
  const { db, registry } = ports;
  const collection = await db.one<{ name: string }>("select name from read.collection where id = $1 and project_id = $2", [
    request.collection,
    request.project,
  ]);
  if (collection === undefined)
    throw new ArgosyError("not_found", "there is no such collection", { details: { collection: request.collection } });
  const graph = await resolveGraph(ports, request.project, request.graph);
  const { sample } = request;
  const planned = planStages(graph.definition, registry, request.targets);
  // A trial makes objects to look at; classes and bundles wait for the run on all.
  const stages = sample === undefined ? planned : planned.filter((plan) => plan.stage === "segment" || plan.stage === "measure");
  const images = await imagesOf(db, request.project, request.collection);
  if (images.length === 0) {
    throw refusal("COLLECTION_EMPTY", `no image of the collection ${collection.name} is ready`, { collection: request.collection });
  }
  const { project } = request;
  const found = unitsOf(images, await tablesOf(db, project, request.collection), companionsOf(graph.definition, registry));
  const shared = sharedTaskOf(registry, { project, graph: graph.definition, stages, images, units: found });
  const all = shared === undefined ? found : withShared(found, shared);
  const units = sample === undefined ? all : sampleUnits(all, sample);
  const model = stages.some((plan) => plan.stage === "classify") ? await resolveModel(db, request.project, request.model) : undefined;
  const facts = await factsOf(db, request.project, request.collection);
  const tasks = [...(shared === undefined ? [] : [shared.task]), ...planTasks(stages, units, { projectId: project, model, facts })];
  const [runId, jobId] = [ports.newId(), ports.newId()];
  await db.transaction(async (tx) => {
    const title = request.title || `${sample === undefined ? "" : "Trial of "}${graph.name} on ${collection.name}`;
    const results = { run: runId, collection: request.collection };
    await insertJob(tx, { id: jobId, projectId: request.project, kind: "run", title, growing: false, results, trace: request.trace });
    await insertRun(tx, {
      id: runId,
      projectId: request.project,
      jobId,
      collectionId: request.collection,
      graphId: graph.id,
      modelId: model?.id ?? null,
      plan: { graph: { name: graph.name, version: graph.version, sha256: graph.sha256 }, stages, targets: request.targets },
      images: units.reduce((sum, unit) => sum + unit.images.length, 0),
      sample: sample ?? null,
    });
    await insertTasks(tx, { projectId: request.project, jobId, trace: request.trace }, tasks);
    await settleJob(tx, jobId);
  });
  return jobId;
}

async function resolveModel(db: Db, projectId: string, model: string): Promise<{ id: string; sha256: string } | undefined> {
  if (model === "none") return undefined;
  if (model === "") {
    return db.one<{ id: string; sha256: string }>(
      "select id, sha256 from read.model where project_id = $1 and deleted_at is null order by activated_at desc, version desc limit 1",
      [projectId],
    );
  }
  const found = await db.one<{ id: string; sha256: string }>("select id, sha256 from read.model where id = $1 and project_id = $2", [
    model,
    projectId,
  ]);
  if (found === undefined) throw new ArgosyError("not_found", "there is no such model", { details: { model } });
  return found;
}
