import { ArgosyError } from "@argosy/core";
import type { Failure, Task } from "@argosy/rpc";
import type { Db, JobChanged } from "@argosy/work";
import type { TaskFailure } from "../end-task.ts";
import { completeTask, failTask, mayPass } from "../end-task.ts";
import { noteBegin } from "../jobs.ts";
import type { Taken } from "../take-task.ts";
import { releaseTask, takeTask } from "../take-task.ts";
import type { TaskRow } from "../tasks.ts";
import { findTask, jobsOfTask, touch } from "../tasks.ts";
import type { PipelineWorld } from "../world.ts";
import type { PipelineMethods } from "./methods.ts";

/** Tasks: for the services that work them off. */
export function taskMethods(
  world: PipelineWorld,
): Pick<PipelineMethods, "getTask" | "startTask" | "touchTasks" | "releaseTask" | "completeTask" | "failTask"> {
  const { db } = world;
  return {
    getTask: async ({ task }) => taskMessage(await existing(db, task), await jobsOfTask(db, task)),
    async startTask({ task, alone }) {
      const { taken, changes, row, jobs } = await begin(world, task, alone);
      await world.announce(taken === "lost" ? await failTask(db, task, LOST, false, world.retry) : changes);
      return { ...taskMessage(row, jobs), taken };
    },
    touchTasks: async ({ tasks }) => ({ cancelled: await touch(db, tasks) }),
    async releaseTask({ task }) {
      await releaseTask(db, task);
      return {};
    },
    async completeTask({ task, sha256, results }) {
      await world.announce(await completeTask(db, task, sha256, results));
      world.loop.wake();
      return {};
    },
    async failTask({ task, failure, retry }) {
      const { code, reason, detail, details } = failure ?? { code: "internal", reason: "", detail: "the task failed", details: {} };
      const changes = await failTask(
        db,
        task,
        { code, reason, detail, details: details ?? {} },
        retry || mayPass(code, reason),
        world.retry,
      );
      await world.announce(changes);
      return {};
    },
  };
}

/** How a task failed whose process always ended while it was in hand. */
const LOST: TaskFailure = {
  code: "internal",
  reason: "WORKER_CRASHED",
  detail: "the process ended each time while it worked on this task, at last on nothing else",
  details: {},
};

/** A task that was asked for, and what changed by it. */
interface Begun {
  readonly taken: Taken;
  readonly row: TaskRow;
  readonly jobs: string[];
  readonly changes: readonly JobChanged[];
}

async function begin({ db, take }: PipelineWorld, id: string, alone: boolean): Promise<Begun> {
  return db.transaction(async (tx) => {
    const { taken, row = await existing(tx, id) } = await takeTask(tx, id, alone, take);
    const jobs = await jobsOfTask(tx, id);
    const changes: JobChanged[] = [];
    for (const job of taken === "begun" ? jobs : []) {
      const change = await noteBegin(tx, job);
      if (change !== undefined) changes.push(change);
    }
    return { taken, row, jobs, changes };
  });
}

async function existing(db: Db, id: string): Promise<TaskRow> {
  const task = await findTask(db, id);
  if (task === undefined) throw new ArgosyError("not_found", "there is no such task", { details: { task: id } });
  return task;
}

function taskMessage(row: TaskRow, jobs: string[]): Task {
  return {
    spec: { id: row.id, stage: row.stage, work: { ...row.work }, needs: [], title: row.title, weight: row.weight },
    project: row.project_id,
    state: row.state,
    attempts: row.attempts,
    outputSha256: row.output_sha256 ?? "",
    jobs,
    problem: (row.problem as Failure | null) ?? undefined,
    trace: row.trace,
    taken: "",
  };
}
