import type { NodeContext } from "../define-node.ts";
import { gridsOf, runStep, summariseStep } from "../execute.ts";
import type { Source } from "../graph/plan.ts";
import type { NodeRegistry } from "../registry.ts";
import type { PreviewInput } from "./preview-chain.ts";

/**
 * What the steps of a graph take from a whole image, by step, cut to a part of it: for `PreviewChain.learn`.
 *
 * @param part - Where the view lies in the image.
 */
export function summariseSteps(
  registry: NodeRegistry,
  { steps, frame, context }: Omit<PreviewInput, "image">,
  part: NonNullable<NodeContext["part"]>["box"],
): Map<string, unknown> {
  const summaries = new Map<string, unknown>();
  const done: Record<string, unknown>[] = [];
  const grids = gridsOf(registry, steps, { frame, context });
  const { width, height } = frame;
  const partGrids = gridsOf(registry, steps, { frame: part, context: { ...context, part: { box: part, width, height } } });
  const last = steps.findLastIndex((step) => registry.find(step.node, step.version)?.whole !== undefined);
  const readSource = (source: Source): unknown => {
    if (source.from === "frame") return frame;
    return source.from === "step" ? done[source.step]![source.slot] : undefined;
  };
  const place = { readSource, grids, context };
  for (const step of steps.slice(0, last + 1)) {
    const summary = summariseStep(registry, step, place);
    done.push(runStep(registry, step, place, summary));
    if (summary === undefined) continue;
    const cut = registry.find(step.node, step.version)?.whole?.cut;
    summaries.set(step.id, cut === undefined ? summary.of : cut(summary.of, partGrids.of(step).given.box));
  }
  return summaries;
}
