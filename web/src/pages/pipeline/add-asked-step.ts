import { placesFor } from "./add-step.ts";
import { AREA, areaNode } from "./graph-draft.ts";
import type { GraphWork } from "./use-graph.ts";

/** A step that was added, or that was there; without an id: why there is none, in words. */
export interface AskedStep {
  readonly id: string;
  readonly words: string;
  undo?(): void;
}

/** Adds a step where it most likely belongs, as the gallery asks for it. */
export function addAskedStep(work: GraphWork, name: string, mayEdit: boolean): AskedStep {
  const { base, classes, edit, needArea } = work;
  const one = classes.value.get(name);
  const graph = base.value;
  if (one === undefined || graph === undefined) return { id: "", words: "This server has no such step." };
  if (!mayEdit) return { id: "", words: "You may look at this pipeline, not change it." };
  if (name === AREA) {
    const words = areaNode(graph) === undefined ? "Draw the working area on the image." : "The pipeline has its working area already.";
    return { id: needArea(), words };
  }
  const [place] = placesFor(graph, classes.value, name);
  if (place === undefined) return { id: "", words: `${one.title}: no step of this pipeline gives it what it takes.` };
  edit(`${one.title} added`, place.graph);
  const beside = classes.value.get(graph.nodes.find(({ id }) => id === place.step)?.node ?? "")?.title ?? place.step;
  const where = { after: `after “${beside}”`, instead: `instead of “${beside}”`, beside: "beside the others" }[place.how];
  return { id: place.id, undo: work.undo, words: `“${one.title}” is in the pipeline, ${where}.` };
}
