import { ArgosyError } from "@argosy/core";
import type { NodeDefinition } from "./define-node.ts";
import type { ChainInputs } from "./execute.ts";
import { collectOn, gridsOf, nodeOf, runImageSteps, sourceValue } from "./execute.ts";
import { nameStep } from "./graph/name-step.ts";
import type { Source, Step } from "./graph/plan.ts";
import { contextOn } from "./grid/grid.ts";
import type { NodeRegistry } from "./registry.ts";
import type { ImageValue } from "./values.ts";

/**
 * What one frame says to the last step of a chain, which takes something from many images: the steps before it are run on the frame.
 *
 * @returns The sample, and the results of the steps, which nobody needs any more.
 * @throws {ArgosyError} what a node throws, with the instance's id added; `internal` for a chain that ends in another node.
 */
export function sampleFrame(
  registry: NodeRegistry,
  steps: readonly Step[],
  inputs: ChainInputs,
): { readonly sample: ImageValue; readonly results: Iterable<unknown> } {
  const step = steps.at(-1)!;
  const node = nodeOf(registry, step);
  const results = runImageSteps(registry, steps.slice(0, -1), inputs);
  const grids = gridsOf(registry, steps, inputs);
  const { context } = inputs;
  const values = collectOn(node, step, { readSource: (source: Source) => sourceValue(source, results, inputs), grids, context });
  const sample = nameStep(step, () => ruleOf(node).sample(values as never, step.params, contextOn(grids.of(step).given, context)));
  return { sample, results: results.values() };
}

/** What the samples of frames say together, by the node of a step. @throws {ArgosyError} what the node throws. */
export function combineSamples(registry: NodeRegistry, step: Step, samples: readonly ImageValue[]): ImageValue {
  return nameStep(step, () => ruleOf(nodeOf(registry, step)).combine(samples, step.params));
}

function ruleOf({ name, collection }: NodeDefinition): NonNullable<NodeDefinition["collection"]> {
  if (collection === undefined) throw new ArgosyError("internal", `the node ${name} takes nothing from a collection`);
  return collection;
}
