import type { ResourceLimits, Transferable } from "node:worker_threads";
import { Worker } from "node:worker_threads";
import { ArgosyError, refusal } from "@argosy/core";
import type { Answer } from "./worker-message.ts";
import { unpackFailure } from "./worker-message.ts";

/** How one job is run. */
export interface RunOptions {
  /** Stops the job: first by its signal, then, after the grace, by ending its thread. */
  readonly signal?: AbortSignal | undefined;
  /** Buffers of the input that move instead of being copied; the caller cannot read them afterwards. */
  readonly transfer?: readonly Transferable[];
}

/** Workers that do heavy work beside the event loop. */
export interface WorkerPool {
  /** How many jobs run at a time. */
  readonly size: number;
  /**
   * Runs the task of that name in a worker; waits for a free one, first come first served.
   *
   * @throws {ArgosyError} what the task threw; `WORKER_CRASHED` or `OUT_OF_MEMORY` when its worker ended, `TASK_TIMEOUT` when it was
   *   ended because it took too long; `cancelled` after the signal.
   */
  run<Result>(job: { readonly task: string; readonly input: unknown }, options?: RunOptions): Promise<Result>;
  /** Starts the threads that do not run yet, for jobs that will come: they load while the caller does something else. */
  prepare(): void;
  /** Refuses new jobs, cancels what waits and what runs, ends the workers. */
  close(): Promise<void>;
}

/** What a pool of threads is made of. */
export interface WorkerPoolOptions {
  readonly size: number;
  /** A module that calls `serveTasks`. */
  readonly module: URL;
  /** How long a cancelled task may take to notice; default 1,000 ms. */
  readonly graceMs?: number;
  /** How long a task may take; then its thread is ended. Default: as long as it likes. */
  readonly limitMs?: number;
  readonly resourceLimits?: ResourceLimits;
}

interface Job {
  readonly task: string;
  readonly input: unknown;
  readonly transfer: readonly Transferable[];
  resolve(result: unknown): void;
  reject(error: ArgosyError): void;
}

/** A {@link WorkerPool} of threads, each started when first needed or prepared. A thread that ends takes only the job in its hand along. */
export function createWorkerPool(options: WorkerPoolOptions): WorkerPool {
  return new ThreadPool(options);
}

class ThreadPool implements WorkerPool {
  readonly size: number;
  readonly #options: WorkerPoolOptions;
  readonly #waiting: Job[] = [];
  readonly #idle: Worker[] = [];
  readonly #busy = new Map<Worker, Job>();
  /** What ends a thread whose task takes too long. */
  readonly #timers = new Map<Worker, NodeJS.Timeout>();
  #closed = false;

  constructor(options: WorkerPoolOptions) {
    this.size = options.size;
    this.#options = options;
  }

  async run<Result>(job: { readonly task: string; readonly input: unknown }, { signal, transfer = [] }: RunOptions = {}): Promise<Result> {
    if (this.#closed) throw new ArgosyError("unavailable", "the workers have ended");
    if (signal?.aborted) throw cancelled();
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const entry: Job = { ...job, transfer, resolve, reject };
    const onAbort = () => this.#cancel(entry);
    signal?.addEventListener("abort", onAbort, { once: true });
    this.#waiting.push(entry);
    this.#pump();
    try {
      return (await promise) as Result;
    } finally {
      signal?.removeEventListener("abort", onAbort);
    }
  }

  prepare(): void {
    for (let started = this.#idle.length + this.#busy.size; started < this.size && !this.#closed; started++) {
      const worker = this.#start();
      worker.unref();
      this.#idle.push(worker);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const job of this.#waiting.splice(0)) job.reject(cancelled());
    const workers = [...this.#idle, ...this.#busy.keys()];
    for (const job of this.#busy.values()) job.reject(cancelled());
    await Promise.all(workers.map((worker) => worker.terminate()));
  }

  #pump(): void {
    while (this.#waiting.length > 0 && !this.#closed) {
      const worker = this.#idle.pop() ?? (this.#busy.size < this.size ? this.#start() : undefined);
      if (worker === undefined) return;
      this.#hand(worker, this.#waiting.shift()!);
    }
  }

  #hand(worker: Worker, job: Job): void {
    this.#busy.set(worker, job);
    worker.ref();
    try {
      worker.postMessage({ kind: "run", task: job.task, input: job.input }, job.transfer);
      this.#limit(worker, job);
    } catch (cause) {
      // What cannot be cloned never reached the worker.
      this.#release(worker);
      job.reject(new ArgosyError("internal", "the input of a task cannot be handed to a worker", { cause }));
    }
  }

  #limit(worker: Worker, job: Job): void {
    const { limitMs } = this.#options;
    if (limitMs === undefined) return;
    const timer = setTimeout(() => {
      job.reject(refusal("TASK_TIMEOUT", "the worker took too long", { task: job.task, seconds: limitMs / 1_000 }));
      void worker.terminate();
    }, limitMs);
    this.#timers.set(worker, timer);
  }

  #release(worker: Worker): void {
    clearTimeout(this.#timers.get(worker));
    this.#busy.delete(worker);
    this.#idle.push(worker);
    // A thread without work does not keep the process alive.
    worker.unref();
  }

  #start(): Worker {
    const { module, resourceLimits } = this.#options;
    const worker = new Worker(module, resourceLimits === undefined ? {} : { resourceLimits });
    let failure: unknown;
    worker.on("message", (answer: Answer) => {
      const job = this.#busy.get(worker);
      if (job === undefined) return;
      this.#release(worker);
      if (answer.ok) job.resolve(answer.result);
      else job.reject(unpackFailure(answer.failure));
      this.#pump();
    });
    worker.on("error", (error) => {
      failure = error;
    });
    worker.on("exit", () => this.#ended(worker, failure));
    return worker;
  }

  #ended(worker: Worker, failure: unknown): void {
    const job = this.#busy.get(worker);
    clearTimeout(this.#timers.get(worker));
    this.#timers.delete(worker);
    this.#busy.delete(worker);
    const at = this.#idle.indexOf(worker);
    if (at >= 0) this.#idle.splice(at, 1);
    job?.reject(crash(job.task, failure));
    this.#pump();
  }

  #cancel(job: Job): void {
    const at = this.#waiting.indexOf(job);
    if (at >= 0) this.#waiting.splice(at, 1);
    job.reject(cancelled());
    for (const [worker, busyWith] of this.#busy) if (busyWith === job) this.#interrupt(worker, job);
  }

  /** A thread in a tight loop does not hear the signal: it is ended, and the next job gets a new one. */
  #interrupt(worker: Worker, job: Job): void {
    worker.postMessage({ kind: "cancel" });
    const timer = setTimeout(() => {
      if (this.#busy.get(worker) === job) void worker.terminate();
    }, this.#options.graceMs ?? 1_000);
    timer.unref();
  }
}

function crash(task: string, failure: unknown): ArgosyError {
  if ((failure as { code?: unknown } | undefined)?.code === "ERR_WORKER_OUT_OF_MEMORY")
    return refusal("OUT_OF_MEMORY", "the worker ran out of memory", { task }, failure);
  return refusal("WORKER_CRASHED", "the worker ended while it worked", { task }, failure);
}

function cancelled(): ArgosyError {
  return new ArgosyError("cancelled", "the task was cancelled");
}
