import { ArgosyError } from "@argosy/core";
import type { Failure, Task } from "@argosy/rpc";
import { completeTask, failTask, mayPass } from "../end-task.ts";
import { settleJob } from "../jobs.ts";
import type { TaskRow } from "../tasks.ts";
import { findTask, jobsOfTask, markRunning, touch } from "../tasks.ts";
import type { PipelineWorld } from "../world.ts";
import type { PipelineMethods } from "./methods.ts";

/** Tasks: for the services that work them off. */
export function taskMethods(
  world: PipelineWorld,
): Pick<PipelineMethods, "getTask" | "startTask" | "touchTasks" | "completeTask" | "failTask"> {
  const { db } = world;
  const one = async (id: string): Promise<TaskRow> => {
    const task = await findTask(db, id);
    if (task === undefined) throw new ArgosyError("not_found", "there is no such task", { details: { task: id } });
    return task;
  };
  return {
    getTask: async ({ task }) => taskMessage(await one(task), await jobsOfTask(db, task)),
    async startTask({ task }) {
      const changes = await db.transaction(async (tx) => {
        if (!(await markRunning(tx, task))) return [];
        const jobs = await jobsOfTask(tx, task);
        const settled = [];
        for (const job of jobs) settled.push(await settleJob(tx, job));
        return settled.filter((change) => change !== undefined);
      });
      await world.announce(changes);
      return taskMessage(await one(task), await jobsOfTask(db, task));
    },
    touchTasks: async ({ tasks }) => ({ cancelled: await touch(db, tasks) }),
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
  };
}
