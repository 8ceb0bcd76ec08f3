import type { Log } from "@argosy/core";
import { toArgosyError } from "@argosy/core";
import type { Client, Task } from "@argosy/rpc";
import { inTrace, PipelineServiceDefinition, parseTraceparent } from "@argosy/rpc";
import type { Clock, Stage, Subscription } from "@argosy/work";
import { parseEvent } from "@argosy/work";
import { insist } from "./insist.ts";
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
 * and how it ended. A task that was cancelled meanwhile is dropped. Each is a step of the trace of the request that asked for it.
 * With a concurrency of 0 it takes none: the process answers calls, and others take the tasks.
 */
export async function runTasks<Work>(ports: Ports, stage: Stage, concurrency: number, handler: TaskHandler<Work>): Promise<Subscription> {
  if (concurrency === 0) return { stop: async () => undefined };
  const runner: Runner<Work> = { ports, pipeline: ports.calls(PipelineServiceDefinition), stage, handler };
  return ports.bus.subscribe(`task.${stage}`, { name: stage, concurrency }, (message, { signal, trace }) =>
    inTrace(parseTraceparent(trace), async () => {
      for (const id of parseEvent(`task.${stage}`, message).taskIds) await runTask(runner, id, signal);
    }),
  );
}

type Pipeline = Client<typeof PipelineServiceDefinition>;

interface Runner<Work> {
  readonly ports: Pick<Ports, "clock" | "log" | "metrics" | "tracer">;
  readonly pipeline: Pipeline;
  readonly stage: Stage;
  readonly handler: TaskHandler<Work>;
}

async function runTask<Work>(runner: Runner<Work>, id: string, stopping: AbortSignal): Promise<void> {
  const { ports, pipeline, stage } = runner;
  const task = await insist(ports.clock, stopping, () => pipeline.startTask({ project: ANY, task: id }));
  if (task.state !== "running" || task.spec === undefined) return;
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
  const stopTouching = keepTouching(pipeline, clock, log, id, dropped);
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
    // A task that was cancelled, or that a stopping server lets go, has not failed: its row says what comes next.
    if (signal.aborted) return { state: "dropped" };
    const { code, reason, message, details } = toArgosyError(error);
    log.error("a task failed", { task: id, error });
    const failure = { code, reason: reason ?? "", detail: message, details: { ...details } };
    await insist(clock, stopping, () => pipeline.failTask({ project, task: id, failure, retry: false }));
    return { state: "failed", failure: reason ?? code };
  }
}

function keepTouching(pipeline: Pipeline, clock: Clock, log: Log, id: string, dropped: AbortController): () => void {
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
