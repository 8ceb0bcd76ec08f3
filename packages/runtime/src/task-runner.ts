import { toArgosyError } from "@argosy/core";
import type { Client, Task } from "@argosy/rpc";
import { inTrace, PipelineServiceDefinition, parseTraceparent } from "@argosy/rpc";
import type { Stage, Subscription } from "@argosy/work";
import { parseEvent } from "@argosy/work";
import { loadConfig } from "./config.ts";
import { insist } from "./insist.ts";
import type { Ports } from "./service.ts";
import { WorkSchema } from "./work-settings.ts";

/** Services may ask for tasks of any project: the task carries its own. */
const ANY = "";

/** A task in hand. */
export interface TaskInHand<Work> {
  readonly id: string;
  readonly project: string;
  readonly work: Work;
  /** Jobs that use it. */
  readonly jobs: readonly string[];
  /** W3C `traceparent` of the request that asked for it; empty: unknown. */
  readonly trace: string;
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
 * and how it ended. A task that was cancelled meanwhile is dropped, one that a stopping server lets go is given back. A task that took its
 * process along before is run alone. Each is a step of the trace of the request that asked for it.
 * With a concurrency of 0 it takes none: the process answers calls, and others take the tasks.
 */
export async function runTasks<Work>(ports: Ports, stage: Stage, concurrency: number, handler: TaskHandler<Work>): Promise<Subscription> {
  if (concurrency === 0) return { stop: async () => undefined };
  const { TASK_TOUCH_MS: touchMs } = loadConfig(WorkSchema, ports.settings);
  const pipeline = ports.calls(PipelineServiceDefinition);
  const runner: Runner<Work> = { ports, pipeline, stage, handler, touchMs, inHand: new Map() };
  return ports.bus.subscribe(`task.${stage}`, { name: stage, concurrency }, (message, { signal, trace }) =>
    inTrace(parseTraceparent(trace), async () => {
      for (const id of parseEvent(`task.${stage}`, message).taskIds) await takeOnce(runner, id, signal);
    }),
  );
}

type Pipeline = Client<typeof PipelineServiceDefinition>;

interface Runner<Work> {
  readonly ports: Pick<Ports, "clock" | "gate" | "log" | "metrics" | "tracer">;
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly handler: TaskHandler<Work>;
  readonly touchMs: number;
  /** Tasks in hand, and whether another message has come for them meanwhile. */
  readonly inHand: Map<string, { again: boolean }>;
}

/** Takes a task that this process does not have in hand yet. Another message for one that it has is looked at when that has ended. */
async function takeOnce<Work>(runner: Runner<Work>, id: string, stopping: AbortSignal): Promise<void> {
  const { gate } = runner.ports;
  const held = runner.inHand.get(id);
  if (held !== undefined) {
    held.again = true;
    return;
  }
  const hold = { again: true };
  runner.inHand.set(id, hold);
  try {
    while (hold.again) {
      hold.again = false;
      const suspect = await gate.beside(() => runTask(runner, id, stopping, false));
      if (suspect) await gate.alone(() => runTask(runner, id, stopping, true));
    }
  } finally {
    runner.inHand.delete(id);
  }
}

/** @returns Whether the task must be run alone, and was not begun. */
async function runTask<Work>(runner: Runner<Work>, id: string, stopping: AbortSignal, alone: boolean): Promise<boolean> {
  const { ports, pipeline, stage } = runner;
  stopping.throwIfAborted();
  const task = await insist(ports.clock, stopping, () => pipeline.startTask({ project: ANY, task: id, alone }));
  if (task.taken !== "begun" || task.spec === undefined) return task.taken === "suspect";
  const span = ports.tracer.begin(`task ${stage}`, {
    service: stage,
    kind: "consumer",
    parent: parseTraceparent(task.trace),
    attributes: { "argosy.task": id, "argosy.project": task.project, "argosy.attempt": task.attempts },
  });
  const begun = performance.now();
  const outcome = await inTrace(span.context, () => workOff(runner, id, task, stopping));
  span.end({ failure: outcome.failure });
  ports.metrics.count("argosy_tasks_ended_total", { stage, outcome: outcome.state });
  ports.metrics.observe("argosy_task_seconds", { stage }, (performance.now() - begun) / 1_000);
  if (outcome.failure !== undefined) ports.metrics.count("argosy_errors_total", { service: stage, reason: outcome.failure });
  // Whoever gets the message next does the work: nobody has to find out that it was let go.
  if (outcome.state === "dropped") stopping.throwIfAborted();
  return false;
}

interface Outcome {
  readonly state: "done" | "failed" | "dropped";
  readonly failure?: string;
}

async function workOff<Work>(runner: Runner<Work>, id: string, task: Task, stopping: AbortSignal): Promise<Outcome> {
  const { ports, pipeline, handler } = runner;
  const { clock, log } = ports;
  const dropped = new AbortController();
  const signal = AbortSignal.any([stopping, dropped.signal]);
  const stopTouching = keepTouching(runner, id, dropped);
  const { project, jobs, trace } = task;
  try {
    const end = await handler({ id, project, work: task.spec?.work as Work, jobs, trace }, { signal });
    stopTouching();
    const done = { project, task: id, sha256: end.sha256, results: { ...end.results } };
    await insist(clock, stopping, () => pipeline.completeTask(done));
    log.debug("a task is done", { task: id });
    return { state: "done" };
  } catch (error) {
    stopTouching();
    // A task that was cancelled, or that a stopping server lets go, has not failed.
    if (signal.aborted) {
      if (!dropped.signal.aborted) await giveBack(runner, id);
      return { state: "dropped" };
    }
    const { code, reason, message, details } = toArgosyError(error);
    log.error("a task failed", { task: id, error });
    const failure = { code, reason: reason ?? "", detail: message, details: { ...details } };
    await insist(clock, stopping, () => pipeline.failTask({ project, task: id, failure, retry: false }));
    return { state: "failed", failure: reason ?? code };
  }
}

/** Where pipeline does not hear of it, it finds the task silent after a while. */
async function giveBack<Work>({ pipeline, ports: { log } }: Runner<Work>, id: string): Promise<void> {
  try {
    await pipeline.releaseTask({ project: ANY, task: id });
  } catch (error) {
    log.warn("a task could not be given back", { task: id, error });
  }
}

function keepTouching<Work>({ pipeline, ports: { clock, log }, touchMs }: Runner<Work>, id: string, dropped: AbortController): () => void {
  let callOff = () => {};
  let ended = false;
  const touch = async (): Promise<void> => {
    try {
      const { cancelled } = await pipeline.touchTasks({ project: ANY, tasks: [id] });
      if (cancelled.includes(id)) dropped.abort();
    } catch (error) {
      log.warn("a task in hand could not be reported", { task: id, error });
    }
    if (!ended) callOff = clock.after(touchMs, () => void touch());
  };
  callOff = clock.after(touchMs, () => void touch());
  return () => {
    ended = true;
    callOff();
  };
}
