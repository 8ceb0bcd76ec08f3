import { createHash } from "node:crypto";
import { idFromHash } from "@argosy/core";
import type { Step } from "@argosy/nodes";

/** The name under which a task stores what its last step takes from a collection. */
export const SHARED_SLOT = "shared";

/** The id of an array that a task writes: it follows from the task, so others can name it before it is there. */
export function storedArrayId(taskId: string, step: number, slot: string): string {
  return idFromHash(createHash("sha256").update(`${taskId} ${step}.${slot}`).digest());
}

/** The id of the array in which a task stores what the last of its steps takes from a collection. */
export function sharedArrayId(taskId: string, steps: readonly Step[]): string {
  return storedArrayId(taskId, steps.length - 1, SHARED_SLOT);
}
