import { ArgosyError } from "@argosy/core";
import type { Run } from "@argosy/rpc";
import { formatTraceparent } from "@argosy/rpc";
import { compareRuns } from "../compare-runs.ts";
import { createRun } from "../create-run.ts";
import { getShared } from "../get-shared.ts";
import { inspectRun } from "../inspect-run.ts";
import type { RunRow } from "../runs.ts";
import { deleteRun, findRun, listRuns, showModel } from "../runs.ts";
import type { PipelineWorld } from "../world.ts";
import { jobOf } from "./job-methods.ts";
import type { PipelineMethods } from "./methods.ts";
import { limitOf } from "./methods.ts";

/** Runs: start, look up, delete. */
export function runMethods(
  world: PipelineWorld,
): Pick<PipelineMethods, "createRun" | "inspectRun" | "getShared" | "compareRuns" | "getRun" | "listRuns" | "deleteRun" | "showModel"> {
  const { db } = world;
  const one = async (project: string, id: string): Promise<RunRow> => {
    const run = await findRun(db, project, id);
    if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: id } });
    return run;
  };
  return {
    async createRun(request, { trace }) {
      const jobId = await createRun(world, { ...request, sample: request.sample, trace: formatTraceparent(trace) });
      await world.announce([{ projectId: request.project, jobId }]);
      world.loop.wake();
      return jobOf(world, request.project, jobId);
    },
    inspectRun: ({ project, collection, definition }) => inspectRun(world, { project, collection, definition: definition ?? {} }),
    getShared: ({ project, image, definition }) => getShared(world, { project, image, definition: definition ?? {} }),
    compareRuns: async ({ project, run, other }) => compareRuns(db, project, await one(project, run), await one(project, other)),
    getRun: async ({ project, run }) => runMessage(await one(project, run)),
    async listRuns({ project, collection, page, trials }) {
      const limit = limitOf(page?.limit);
      const rows = await listRuns(db, project, { collection, before: page?.cursor ?? "", limit, trials });
      return { runs: rows.map(runMessage), nextCursor: rows.length === limit ? rows.at(-1)!.id : "" };
    },
    async deleteRun({ project, run }) {
      const row = await one(project, run);
      if (!["done", "failed", "cancelled"].includes(row.state)) {
        throw new ArgosyError("failed_precondition", "a run that is not finished cannot be deleted; cancel it first", { details: { run } });
      }
      await db.transaction((tx) => deleteRun(tx, row));
      return {};
    },
    async showModel({ project, run, model }) {
      await showModel(db, (await one(project, run)).id, model);
      return {};
    },
  };
}

function runMessage(row: RunRow): Run {
  return {
    id: row.id,
    project: row.project_id,
    job: row.job_id,
    collection: row.collection_id,
    graph: row.graph_id,
    model: row.model_id ?? "",
    plan: { ...row.plan },
    state: row.state,
    createdAt: row.created_at.toISOString(),
    images: row.images,
    tasksComputed: row.computed,
    tasksReused: row.reused,
    sample: row.sample ?? undefined,
    title: row.title,
    graphName: row.plan.graph.name,
    graphVersion: row.plan.graph.version,
  };
}
