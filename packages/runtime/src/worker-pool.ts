import type { Transferable } from "node:worker_threads";

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
   * Runs the task of that name in a worker; waits for a free one.
   *
   * @throws {ArgosyError} what the task threw; `WORKER_CRASHED` when its worker ended; `cancelled` after the signal.
   */
  run<Result>(job: { readonly task: string; readonly input: unknown }, options?: RunOptions): Promise<Result>;
  /** Refuses new jobs, cancels what waits and what runs, ends the workers. */
  close(): Promise<void>;
}
