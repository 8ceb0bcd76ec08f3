import type { Slot } from "../define-node.ts";

/**
 * Whether an edge may lead from an output into an input.
 *
 * Values of image scope may go where one object is worked on: they are cut to it there. The reverse has no meaning.
 */
export function slotFits(output: Slot, input: Slot): boolean {
  if (output.scope === "object" && input.scope !== "object") return false;
  if (output.many === true && input.many !== true) return false;
  if (output.kind === input.kind) return true;
  return output.kind === "labels" && input.kind === "mask" && input.scope === "object";
}
