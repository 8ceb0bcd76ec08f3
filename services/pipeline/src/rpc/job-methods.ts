import { ArgosyError } from "@argosy/core";
import type { CallContext, Job, TaskSpec } from "@argosy/rpc";
import { formatTraceparent } from "@argosy/rpc";
import { cancelJob, retryJob } from "../change-job.ts";
import { checkWork } from "../check-work.ts";
import { addResults, findJob, insertJob, listJobs, settleJob } from "../jobs.ts";
import { viewJob } from "../progress.ts";
import type { NewTask } from "../tasks.ts";
import { insertTasks } from "../tasks.ts";
import { watchJobs } from "../watch-jobs.ts";
import type { PipelineWorld } from "../world.ts";
import type { PipelineMethods } from "./methods.ts";
import { limitOf } from "./methods.ts";

/** Jobs: make, add to, look up, cancel, retry, watch; and the check of stored work. */
export function jobMethods(
  world: PipelineWorld,
): Pick<PipelineMethods, "createJob" | "addTasks" | "getJob" | "listJobs" | "cancelJob" | "retryJob" | "watchJobs" | "checkWork"> {
  const { db } = world;
  return {
    async createJob({ project, kind, title, tasks, results, growing }, context) {
      const trace = formatTraceparent(context.trace);
      const id = world.newId();
      await db.transaction(async (tx) => {
        await insertJob(tx, { id, projectId: project, kind, title, growing, results, trace });
        await insertTasks(tx, { projectId: project, jobId: id, trace }, tasks.map(newTask));
        await settleJob(tx, id);
      });
      await world.announce([{ projectId: project, jobId: id }]);
      world.loop.wake();
      return jobOf(world, project, id);
    },
    async addTasks({ project, job, tasks, results, complete }, context) {
      const trace = formatTraceparent(context.trace);
      const change = await db.transaction(async (tx) => {
        const row = await findJob(tx, project, job);
        if (row === undefined) throw new ArgosyError("not_found", "there is no such job", { details: { job } });
        await insertTasks(tx, { projectId: project, jobId: job, trace }, tasks.map(newTask));
        await addResults(tx, job, results, complete);
        return settleJob(tx, job);
      });
      if (change !== undefined) await world.announce([change]);
      world.loop.wake();
      return jobOf(world, project, job);
    },
    getJob: ({ project, job }) => jobOf(world, project, job),
    async listJobs({ project, kind, state, page }) {
      const limit = limitOf(page?.limit);
      const rows = await listJobs(db, project, { kind, state, before: page?.cursor ?? "", limit });
      const jobs: Partial<Job>[] = [];
      for (const row of rows) jobs.push(await viewJob(db, row));
      return { jobs, nextCursor: rows.length === limit ? rows.at(-1)!.id : "" };
    },
    async cancelJob({ project, job }) {
      await world.announce([await cancelJob(db, project, job)]);
      return jobOf(world, project, job);
    },
    async retryJob({ project, job }, { trace }) {
      await world.announce([await retryJob(db, project, job, formatTraceparent(trace))]);
      world.loop.wake();
      return jobOf(world, project, job);
    },
    async *watchJobs({ project }, { signal }: CallContext) {
      for await (const id of watchJobs(world.bus, `watch-${world.newId()}`, project, signal)) {
        const row = await findJob(db, project, id);
        if (row !== undefined) yield await viewJob(db, row);
      }
    },
    checkWork: ({ project, repair }, { signal }) => checkWork(world, { project, repair, signal }),
  };
}

/** A job of a project as people see it. @throws {ArgosyError} `not_found`. */
export async function jobOf(world: PipelineWorld, project: string, id: string): Promise<Partial<Job>> {
  const row = await findJob(world.db, project, id);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such job", { details: { job: id } });
  return viewJob(world.db, row);
}

function newTask(spec: TaskSpec): NewTask {
  return { id: spec.id, stage: spec.stage, title: spec.title, weight: Math.max(1, spec.weight), work: spec.work ?? {}, needs: spec.needs };
}
