import { randomInt } from "node:crypto";
import { ClientError } from "nice-grpc";
import type { Outgoing } from "./client.ts";
import type { ServiceDefinition } from "./definition.ts";
import { DEFAULT_TIMEOUT_MS } from "./middleware.ts";

const FIRST_PAUSE_MS = 50;
const LONGEST_PAUSE_MS = 1_000;
/** What gRPC says of a connection that was lost (14), and of one that was ended under a call (1). */
const LOST = [14, 1];
/** What it says of a call whose stream the other end has closed without an answer, as one that ends may do. */
const RESET = 13;

/** Makes a call once more, where it is right to: decided by what the failed one met. */
export interface Again {
  /** Waits a little. @returns Whether there is still time for another call. */
  pause(): Promise<boolean>;
}

/**
 * How often a call may be made: as long as it has time, where its method may be called twice, else once. Pauses grow and differ, so that
 * those who lost the same server do not come back in step.
 */
export function againWithin(definition: ServiceDefinition, method: string, { timeoutMs = DEFAULT_TIMEOUT_MS, signal }: Outgoing): Again {
  const end = performance.now() + timeoutMs;
  const mayRepeat = definition.methods[method]?.options.idempotencyLevel !== undefined;
  let longest = FIRST_PAUSE_MS;
  return {
    async pause() {
      const ms = randomInt(Math.ceil(longest / 2), longest + 1);
      if (!mayRepeat || signal.aborted || performance.now() + ms >= end) return false;
      longest = Math.min(2 * longest, LONGEST_PAUSE_MS);
      await waited(ms, signal);
      return !signal.aborted;
    },
  };
}

/** Whether a call was lost on its way, there or back: nobody has answered it, in whatever words. */
export function isLost(error: unknown, answered: boolean, signal: AbortSignal): boolean {
  if (!(error instanceof ClientError) || answered || signal.aborted) return false;
  return LOST.includes(error.code) || (error.code === RESET && error.details.includes("RST_STREAM"));
}

function waited(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal.removeEventListener("abort", end);
      resolve();
    };
    const timer = setTimeout(end, milliseconds);
    signal.addEventListener("abort", end);
  });
}
