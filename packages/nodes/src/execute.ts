import { ArgosyError } from "@argosy/core";
import type { NodeContext, NodeDefinition, Slot } from "./define-node.ts";
import { makesObjects } from "./define-node.ts";
import { nameStep } from "./graph/name-step.ts";
import type { Source, Step } from "./graph/plan.ts";
import { bringBack } from "./grid/bring-back.ts";
import { contextOn, imageGrid } from "./grid/grid.ts";
import { objectsOnImage } from "./grid/objects-on-image.ts";
import type { ChainGrids } from "./grid/trace-grids.ts";
import { traceGrids } from "./grid/trace-grids.ts";
import type { NodeRegistry } from "./registry.ts";
import type { ImageValue } from "./values.ts";

/** What a chain works on: the frame, what earlier stages stored of it, and what is known of it. */
export interface ChainInputs {
  readonly frame: ImageValue;
  /** The value of a stored source. */
  stored(source: Source & { readonly from: "stored" }): unknown;
  readonly context: NodeContext;
}

/** The results of a chain by `<step>.<slot>`; those behind a step that moves pixels lie on the moved grid. */
export type ChainResults = ReadonlyMap<string, unknown>;

/** What a step works in: the values of its sources, each on the grid that it was made on, and the grids of its chain. */
export interface StepPlace {
  readSource(source: Source): unknown;
  readonly grids: ChainGrids;
  /** Of the image. */
  readonly context: NodeContext;
}

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
  const { context } = inputs;
  const grids = gridsOf(registry, steps, inputs);
  const readSource = (source: Source) => sourceValue(source, results, inputs);
  for (const [index, step] of steps.entries()) {
    if (nodeOf(registry, step).scope !== "image") continue;
    const outputs = runStep(registry, step, { readSource, grids, context });
    for (const [slot, value] of Object.entries(outputs)) results.set(resultKey(index, slot), value);
  }
  return results;
}

/** The grids of the steps of a chain on a frame. */
export function gridsOf(
  registry: NodeRegistry,
  steps: readonly Step[],
  { frame, context }: { readonly frame: Pick<ImageValue, "width" | "height">; readonly context: NodeContext },
): ChainGrids {
  return traceGrids(registry, steps, imageGrid(frame, context));
}

/**
 * The results of a chain as they lie on the image, by the keys of {@link ChainResults}: what a step that moves pixels has moved is brought
 * back. Each is worked out when it is first asked for.
 */
export function resultsOnImage(
  registry: NodeRegistry,
  steps: readonly Step[],
  inputs: ChainInputs,
  results: ChainResults,
): Pick<ChainResults, "get"> {
  const grids = gridsOf(registry, steps, inputs);
  const brought = new Map<string, unknown>();
  return {
    get(key) {
      if (!brought.has(key)) brought.set(key, bringBack(results.get(key), grids.of(steps[Number.parseInt(key, 10)]!).made, grids.image));
      return brought.get(key);
    },
  };
}

/**
 * Runs one step of image scope over the values of its sources.
 *
 * @param summary - What the node takes from the whole image, where the values are a part of it; for nodes with a rule for whole images.
 * @returns The values of its outputs by slot, on the grid that the step makes.
 * @throws {ArgosyError} what the node throws, with the instance's id added.
 */
export function runStep(registry: NodeRegistry, step: Step, place: StepPlace, summary?: { readonly of: unknown }): Record<string, unknown> {
  const node = nodeOf(registry, step);
  const { image, of } = place.grids;
  const { given } = of(step);
  const outputs = runNode(node, step, collectOn(node, step, place), contextOn(given, place.context), summary);
  return given !== image && makesObjects(node) ? objectsOnImage(outputs, given, image) : outputs;
}

/** What the node of a step takes from the whole image, given whole values; `undefined` for a node without such a rule. */
export function summariseStep(registry: NodeRegistry, step: Step, place: StepPlace): { readonly of: unknown } | undefined {
  const node = nodeOf(registry, step);
  const { whole } = node;
  if (whole === undefined) return undefined;
  const values = collectOn(node, step, place);
  const context = contextOn(place.grids.of(step).given, place.context);
  return { of: nameStep(step, () => whole.summarise(values as never, step.params, context)) };
}

/** The parameters that a step learns from whole values, with those that it has; `undefined` where nothing is new. */
export function learnStep(registry: NodeRegistry, step: Step, place: StepPlace): Readonly<Record<string, unknown>> | undefined {
  const node = nodeOf(registry, step);
  const { learn } = node;
  if (learn === undefined) return undefined;
  const values = collectOn(node, step, place);
  const context = contextOn(place.grids.of(step).given, place.context);
  return nameStep(step, () => learn(values as never, step.params, context));
}

/** The values that a step gets, all on the grid on which it works. */
export function collectOn(node: NodeDefinition, step: Step, { readSource, grids }: StepPlace): Record<string, unknown> {
  const { given } = grids.of(step);
  return collect(node, step, (source) => bringBack(readSource(source), grids.ofSource(source), given));
}

/** The class of a step's node. @throws {ArgosyError} `failed_precondition` where this server does not have it. */
export function nodeOf(registry: NodeRegistry, step: Step): NodeDefinition {
  const node = registry.find(step.node, step.version);
  if (node === undefined) throw new ArgosyError("failed_precondition", `this server has no node ${step.node} in version ${step.version}`);
  return node;
}

/** The values of a node's inputs: lists for those that take many. */
export function collect(node: NodeDefinition, step: Step, resolve: (source: Source, slot: Slot) => unknown): Record<string, unknown> {
  const values: Record<string, unknown> = {};
  for (const [name, slot] of Object.entries(node.inputs)) {
    const given = (step.inputs[name] ?? []).flatMap((source) => resolve(source, slot));
    values[name] = slot.many === true ? given : given[0];
  }
  return values;
}

/** Runs a node on values. */
export function runNode(
  node: NodeDefinition,
  step: Step,
  values: Record<string, unknown>,
  context: NodeContext,
  summary?: { readonly of: unknown },
): Record<string, unknown> {
  const { run, whole } = node;
  if (run === undefined) throw new ArgosyError("internal", `the node ${node.name} cannot be run on an image`);
  return nameStep(step, () =>
    summary === undefined || whole === undefined
      ? run(values as never, step.params, context)
      : whole.apply(values as never, step.params, summary.of, context),
  );
}

/** The value of a source of a chain. */
export function sourceValue(source: Source, results: Pick<ChainResults, "get">, inputs: ChainInputs): unknown {
  if (source.from === "frame") return inputs.frame;
  if (source.from === "stored") return inputs.stored(source);
  return results.get(resultKey(source.step, source.slot));
}
