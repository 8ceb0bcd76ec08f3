import type { Labels } from "@argosy/kernels";
import { cutImage, maskOfObject } from "./cut.ts";
import type { Slot } from "./define-node.ts";
import type { ChainInputs, ChainResults } from "./execute.ts";
import { collect, nodeOf, resultKey, runNode, sourceValue } from "./execute.ts";
import type { Source, Step } from "./graph/plan.ts";
import type { NodeRegistry } from "./registry.ts";
import type { FoundObject, ImageValue } from "./values.ts";

/**
 * Runs the steps of object scope for one object, and gives what arrives at the input `slot` of step `sink`, in the order of its edges.
 * Images and label images of the frame are cut to the object's crop; a label image that meets a mask becomes the object's own mask.
 *
 * @param frameResults - On the image ({@link resultsOnImage}), as objects are.
 */
export function runObjectSteps(
  registry: NodeRegistry,
  steps: readonly Step[],
  inputs: ChainInputs,
  frameResults: Pick<ChainResults, "get">,
  object: FoundObject,
  wanted: { readonly sink: number; readonly slot: string },
): unknown[] {
  const own = new Map<string, unknown>();
  const resolve = (source: Source, slot: Slot): unknown => {
    if (source.from === "step" && own.has(resultKey(source.step, source.slot))) return own.get(resultKey(source.step, source.slot));
    return cut(sourceValue(source, frameResults, inputs), slot, object);
  };
  for (const [index, step] of steps.entries()) {
    const node = nodeOf(registry, step);
    if (node.scope !== "object") continue;
    const values = collect(node, step, resolve);
    for (const [slot, value] of Object.entries(runNode(node, step, values, inputs.context))) own.set(resultKey(index, slot), value);
  }
  const sink = steps[wanted.sink]!;
  const slot = nodeOf(registry, sink).inputs[wanted.slot]!;
  return (sink.inputs[wanted.slot] ?? []).flatMap((source) => resolve(source, { ...slot, scope: "object" }));
}

/** What of a frame's value belongs to one object. */
function cut(value: unknown, slot: Slot, object: FoundObject): unknown {
  if (slot.scope !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => cut(one, slot, object));
  if (slot.kind === "image") return cutImage(value as ImageValue, object.crop);
  if (slot.kind === "mask") return maskOfObject(value as Labels, object);
  return value;
}
