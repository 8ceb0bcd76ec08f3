import { AsyncLocalStorage } from "node:async_hooks";
import type { TraceContext } from "./trace-context.ts";

// What is called and what is logged need not be told of the trace by every function that lies between.
const current = new AsyncLocalStorage<TraceContext | undefined>();

/** The trace that the work in hand belongs to, or `undefined`. */
export function currentTrace(): TraceContext | undefined {
  return current.getStore();
}

/** Does work, and all that it starts, within a trace; with `undefined` outside of any, for loops that outlive who wakes them. */
export function inTrace<T>(context: TraceContext | undefined, work: () => T): T {
  return current.run(context, work);
}
