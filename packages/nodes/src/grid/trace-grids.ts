import type { NodeDefinition } from "../define-node.ts";
import { makesObjects } from "../define-node.ts";
import { nameStep } from "../graph/name-step.ts";
import type { Source, Step } from "../graph/plan.ts";
import type { NodeRegistry } from "../registry.ts";
import type { Grid } from "./grid.ts";
import { moveGrid } from "./grid.ts";

/** The grid on which a step works, and that of its results. */
export interface StepGrids {
  readonly given: Grid;
  readonly made: Grid;
}

/** The grids of a chain. */
export interface ChainGrids {
  /** Of the image as it was imported: of the frame, and of all that is stored. */
  readonly image: Grid;
  of(step: Step): StepGrids;
  /** Of the value of a source. */
  ofSource(source: Source): Grid;
}

/**
 * On which grid each step of a chain works.
 *
 * Behind a node that moves pixels steps work on the moved ones, up to the step that makes objects: those lie on the image again. Steps that
 * measure or draw, read files beside the image, or are given values of several grids, get everything on the image.
 *
 * @throws {ArgosyError} what a node says of a movement that it cannot make, with the instance's id added.
 */
export function traceGrids(registry: NodeRegistry, steps: readonly Step[], image: Grid): ChainGrids {
  const grids = new Map<Step, StepGrids>();
  const ofSource = (source: Source): Grid => (source.from === "step" ? grids.get(steps[source.step]!)!.made : image);
  for (const step of steps) {
    const node = registry.find(step.node, step.version);
    const given = node === undefined || !worksOnMoved(node) ? image : commonGrid(step, ofSource, image);
    grids.set(step, { given, made: nameStep(step, () => madeGrid(node, step, given, image)) });
  }
  return { image, of: (step) => grids.get(step)!, ofSource };
}

function worksOnMoved({ stage, scope, companions }: NodeDefinition): boolean {
  return stage === "segment" && scope === "image" && companions === undefined;
}

function commonGrid({ inputs }: Step, ofSource: (source: Source) => Grid, image: Grid): Grid {
  const [first = image, ...others] = new Set(Object.values(inputs).flat().map(ofSource));
  return others.length === 0 ? first : image;
}

function madeGrid(node: NodeDefinition | undefined, { params }: Step, given: Grid, image: Grid): Grid {
  if (node === undefined) return given;
  if (makesObjects(node)) return image;
  return node.moves === undefined ? given : moveGrid(given, node.moves(given, params));
}
