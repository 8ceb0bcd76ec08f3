import type { Box } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Labels, Mask, Plane } from "@argosy/kernels";
import type { NodeContext, NodeDefinition, Slot } from "./define-node.ts";
import type { Source, Step } from "./graph/plan.ts";
import type { NodeRegistry } from "./registry.ts";
import type { FoundObject, ImageValue } from "./values.ts";

/** What a chain works on: the frame, what earlier stages stored of it, and what is known of it. */
export interface ChainInputs {
  readonly frame: ImageValue;
  /** The value of a stored source. */
  stored(source: Source & { readonly from: "stored" }): unknown;
  readonly context: NodeContext;
}

/** The results of a chain by `<step>.<slot>`. */
export type ChainResults = ReadonlyMap<string, unknown>;

/** The key of a result in {@link ChainResults}. */
export function resultKey(step: number, slot: string): string {
  return `${step}.${slot}`;
}

/**
 * Runs every step of image scope of a chain, one after another. Sources, sinks and steps of object scope are left to others.
 *
 * @throws {ArgosyError} what a node throws, with the instance's id added.
 */
export function runImageSteps(registry: NodeRegistry, steps: readonly Step[], inputs: ChainInputs): ChainResults {
  const results = new Map<string, unknown>();
  for (const [index, step] of steps.entries()) {
    if (nodeOf(registry, step).scope !== "image") continue;
    const outputs = runStep(registry, step, (source) => sourceValue(source, results, inputs), inputs.context);
    for (const [slot, value] of Object.entries(outputs)) results.set(resultKey(index, slot), value);
  }
  return results;
}

/**
 * Runs one step of image scope over the values of its sources.
 *
 * @param summary - What the node takes from the whole image, where the values are a part of it; for nodes with a rule for whole images.
 * @returns The values of its outputs by slot.
 * @throws {ArgosyError} what the node throws, with the instance's id added.
 */
export function runStep(
  registry: NodeRegistry,
  step: Step,
  readSource: (source: Source) => unknown,
  context: NodeContext,
  summary?: { readonly of: unknown },
): Record<string, unknown> {
  const node = nodeOf(registry, step);
  const values = collect(node, step, readSource);
  return runNode(node, step, values, context, summary);
}

/** What the node of a step takes from the whole image, given whole values; `undefined` for a node without such a rule. */
export function summariseStep(
  registry: NodeRegistry,
  step: Step,
  readSource: (source: Source) => unknown,
  context: NodeContext,
): { readonly of: unknown } | undefined {
  const node = nodeOf(registry, step);
  const { whole } = node;
  if (whole === undefined) return undefined;
  const values = collect(node, step, readSource);
  return { of: named(step, () => whole.summarise(values as never, step.params, context)) };
}

/**
 * Runs the steps of object scope for one object, and gives what arrives at the input `slot` of step `sink`, in the order of its edges.
 * Images and label images of the frame are cut to the object's crop; a label image that meets a mask becomes the object's own mask.
 */
export function runObjectSteps(
  registry: NodeRegistry,
  steps: readonly Step[],
  inputs: ChainInputs,
  frameResults: ChainResults,
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

function nodeOf(registry: NodeRegistry, step: Step): NodeDefinition {
  const node = registry.find(step.node, step.version);
  if (node === undefined) throw new ArgosyError("failed_precondition", `this server has no node ${step.node} in version ${step.version}`);
  return node;
}

function collect(node: NodeDefinition, step: Step, resolve: (source: Source, slot: Slot) => unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, slot] of Object.entries(node.inputs)) {
    const given = (step.inputs[name] ?? []).flatMap((source) => resolve(source, slot));
    values[name] = slot.many === true ? given : given[0];
  }
  return values;
}

function runNode(
  node: NodeDefinition,
  step: Step,
  values: Record<string, unknown>,
  context: NodeContext,
  summary?: { readonly of: unknown },
): Record<string, unknown> {
  const { run, whole } = node;
  if (run === undefined) throw new ArgosyError("internal", `the node ${node.name} cannot be run on an image`);
  return named(step, () =>
    summary === undefined || whole === undefined
      ? run(values as never, step.params, context)
      : whole.apply(values as never, step.params, summary.of, context),
  );
}

/** Adds the instance to what its node throws. */
function named<Value>(step: Step, work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof ArgosyError)) throw error;
    const options = {
      details: { ...error.details, node: step.id },
      cause: error,
      ...(error.reason === undefined ? {} : { reason: error.reason }),
    };
    throw new ArgosyError(error.code, `${step.id} (${step.node}): ${error.message}`, options);
  }
}

function sourceValue(source: Source, results: ChainResults, inputs: ChainInputs): unknown {
  if (source.from === "frame") return inputs.frame;
  if (source.from === "stored") return inputs.stored(source);
  return results.get(resultKey(source.step, source.slot));
}

/** What of a frame's value belongs to one object. */
function cut(value: unknown, slot: Slot, object: FoundObject): unknown {
  if (slot.scope !== "object") return value;
  if (Array.isArray(value)) return value.map((one) => cut(one, slot, object));
  if (slot.kind === "image") return cutImage(value as ImageValue, object.crop);
  if (slot.kind === "mask") return maskOfObject(value as Labels, object);
  return value;
}

/** The part of an image in a box, which must lie inside. Copies. */
export function cutImage(image: ImageValue, box: Box): ImageValue {
  return { width: box.width, height: box.height, channels: image.channels.map((channel) => cutPlane(channel, box)) };
}

/** The part of a plane in a box, which must lie inside. Copies. */
export function cutPlane<P extends Plane>(source: P, box: Box): P {
  const data = source.data.slice(0, 0).constructor as new (length: number) => P["data"];
  const part = new data(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * source.width + box.x;
    part.set(source.data.subarray(from, from + box.width) as never, y * box.width);
  }
  return { ...source, data: part, width: box.width, height: box.height };
}

/** The mask of one object, as large as its crop. */
export function maskOfObject(labels: Labels, object: Pick<FoundObject, "label" | "crop">): Mask {
  const part = cutPlane(labels, object.crop);
  const data = new Uint8Array(part.data.length);
  for (let i = 0; i < data.length; i++) if (part.data[i] === object.label) data[i] = 1;
  return { data, width: part.width, height: part.height };
}
