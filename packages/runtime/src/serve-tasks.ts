import type { Transferable } from "node:worker_threads";
import { parentPort } from "node:worker_threads";
import { ArgosyError, refusal } from "@argosy/core";
import type { Answer, Order } from "./worker-message.ts";
import { packFailure } from "./worker-message.ts";

/** One kind of work of a worker; it may answer at once or later. */
export type WorkerTask = (input: never, context: { readonly signal: AbortSignal }) => unknown;

/** A result together with its buffers that move to the caller instead of being copied. */
export class Moved {
  readonly result: unknown;
  readonly transfer: readonly Transferable[];

  constructor(result: unknown, transfer: readonly Transferable[]) {
    this.result = result;
    this.transfer = transfer;
  }
}

/** Makes this thread work off the tasks of a pool. Call it once, in the module that the pool was given. */
export function serveTasks(tasks: Readonly<Record<string, WorkerTask>>): void {
  const port = parentPort;
  if (port === null) throw new ArgosyError("failed_precondition", "this module is for worker threads");
  let stop = new AbortController();
  port.on("message", async (order: Order) => {
    if (order.kind === "cancel") {
      stop.abort(new ArgosyError("cancelled", "the task was cancelled"));
      return;
    }
    stop = new AbortController();
    try {
      const task = Object.hasOwn(tasks, order.task) ? tasks[order.task] : undefined;
      if (task === undefined) throw new ArgosyError("unimplemented", "the worker has no such task", { details: { task: order.task } });
      const result = await task(order.input as never, { signal: stop.signal });
      const moved = result instanceof Moved ? result : new Moved(result, []);
      port.postMessage({ ok: true, result: moved.result } satisfies Answer, moved.transfer);
    } catch (error) {
      port.postMessage({ ok: false, failure: packFailure(named(error)) } satisfies Answer);
    }
  });
}

/** The engine says in words only that there is no room for samples. */
function named(error: unknown): unknown {
  if (!(error instanceof RangeError) || !/allocation failed/i.test(error.message)) return error;
  return refusal("OUT_OF_MEMORY", "there is no memory for the samples of the task", {}, error);
}
