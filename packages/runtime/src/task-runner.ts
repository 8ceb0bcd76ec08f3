import type { Log } from "@argosy/core";
import { toArgosyError } from "@argosy/core";
import type { Client } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Clock, Stage, Subscription } from "@argosy/work";
import { parseEvent } from "@argosy/work";
import type { Ports } from "./service.ts";

const TOUCH_MS = 10_000;
/** Services may ask for tasks of any project: the task carries its own. */
const ANY = "";

/** A task in hand. */
export interface TaskInHand<Work> {
  readonly id: string;
  readonly project: string;
  readonly work: Work;
  /** Jobs that use it. */
  readonly jobs: readonly string[];
}

/** What a task came to: the SHA-256 of everything that it wrote, and results for its jobs by name. */
export interface TaskEnd {
  readonly sha256: string;
  readonly results?: Readonly<Record<string, string>>;
}

/** Works off one task. It must bear to be run twice, also at once. */
export type TaskHandler<Work> = (task: TaskInHand<Work>, options: { readonly signal: AbortSignal }) => Promise<TaskEnd>;

/**
 * Takes the tasks of a stage and works them off, `concurrency` at a time: tells the pipeline that a task is in hand, that it still is,
 * and how it ended. A task that was cancelled meanwhile is dropped.
 */
export async function runTasks<Work>(ports: Ports, stage: Stage, concurrency: number, handler: TaskHandler<Work>): Promise<Subscription> {
  const pipeline = ports.calls(PipelineServiceDefinition);
  return ports.bus.subscribe(`task.${stage}`, { name: stage, concurrency }, async (message, { signal }) => {
    for (const id of parseEvent(`task.${stage}`, message).taskIds) await runTask(pipeline, ports, id, handler, signal);
  });
}

async function runTask<Work>(
  pipeline: Client<typeof PipelineServiceDefinition>,
  { clock, log }: { readonly clock: Clock; readonly log: Log },
  id: string,
  handler: TaskHandler<Work>,
  stopping: AbortSignal,
): Promise<void> {
  const task = await pipeline.startTask({ project: ANY, task: id });
  if (task.state !== "running" || task.spec === undefined) return;
  const dropped = new AbortController();
  const signal = AbortSignal.any([stopping, dropped.signal]);
  const stopTouching = keepTouching(pipeline, clock, log, id, dropped);
  try {
    const end = await handler({ id, project: task.project, work: task.spec.work as Work, jobs: task.jobs }, { signal });
    stopTouching();
    await pipeline.completeTask({ project: task.project, task: id, sha256: end.sha256, results: { ...end.results } });
  } catch (error) {
    stopTouching();
    // A task that was cancelled, or that a stopping server lets go, has not failed: its row says what comes next.
    if (signal.aborted) return;
    const { code, reason, message, details } = toArgosyError(error);
    log.error("a task failed", { task: id, error });
    await pipeline.failTask({
      project: task.project,
      task: id,
      failure: { code, reason: reason ?? "", detail: message, details: { ...details } },
      retry: false,
    });
  }
}

function keepTouching(
  pipeline: Client<typeof PipelineServiceDefinition>,
  clock: Clock,
  log: Log,
  id: string,
  dropped: AbortController,
): () => void {
  let callOff = () => {};
  let ended = false;
  const touch = async (): Promise<void> => {
    try {
      const { cancelled } = await pipeline.touchTasks({ project: ANY, tasks: [id] });
      if (cancelled.includes(id)) dropped.abort();
    } catch (error) {
      log.warn("a task in hand could not be reported", { task: id, error });
    }
    if (!ended) callOff = clock.after(TOUCH_MS, () => void touch());
  };
  callOff = clock.after(TOUCH_MS, () => void touch());
  return () => {
    ended = true;
    callOff();
  };
}
