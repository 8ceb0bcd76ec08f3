import { Type } from "typebox";
import { loadConfig } from "./config.ts";
import type { WorkerPoolOptions } from "./worker-pool.ts";

/** What an operator may set for the work of every service. */
export const WorkSchema = Type.Object({
  WORKER_SECONDS: Type.Integer({
    minimum: 1,
    maximum: 86_400,
    default: 900,
    description: "A worker thread that needs longer for one image, or for one model, is ended.",
  }),
  WORKER_HEAP_MIB: Type.Integer({
    minimum: 64,
    maximum: 65_536,
    default: 2_048,
    description: "Objects that a worker thread may hold, samples apart; one that needs more is ended.",
  }),
  TASK_TOUCH_MS: Type.Integer({
    minimum: 100,
    maximum: 60_000,
    default: 5_000,
    description: "How often pipeline is told that a task is still in hand.",
  }),
});

/** The limits of worker threads that the environment sets. @throws {ArgosyError} SETTINGS_INVALID with every fault. */
export function workerLimits(env: Readonly<Record<string, string | undefined>>): Pick<WorkerPoolOptions, "limitMs" | "resourceLimits"> {
  const { WORKER_SECONDS, WORKER_HEAP_MIB } = loadConfig(WorkSchema, env);
  return { limitMs: WORKER_SECONDS * 1_000, resourceLimits: { maxOldGenerationSizeMb: WORKER_HEAP_MIB } };
}
