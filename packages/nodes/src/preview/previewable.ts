import type { Graph } from "../graph/definition.ts";
import type { Step } from "../graph/plan.ts";
import { planStages } from "../graph/plan.ts";
import type { NodeRegistry } from "../registry.ts";

/** The steps of a graph that can be looked at before a run, and why others cannot. */
export interface PreviewPlan {
  /** In the order of their work; each reads the frame or steps before it. */
  readonly steps: readonly Step[];
  readonly blocked: readonly { readonly id: string; readonly reason: "needs_files" | "needs_blocked" }[];
}

/**
 * What of a graph can be tried on the pixels of one image alone: the steps of the stage `segment` that need no file beside the image, nor
 * a step that does.
 */
export function planPreview(graph: Graph, registry: NodeRegistry): PreviewPlan {
  const steps = planStages(graph, registry).find((plan) => plan.stage === "segment")?.steps ?? [];
  const place = new Map<number, number>();
  const kept: Step[] = [];
  const blocked: PreviewPlan["blocked"][number][] = [];
  for (const [index, step] of steps.entries()) {
    const node = registry.find(step.node, step.version);
    const wants = node?.companions?.(step.params) ?? {};
    const sources = Object.values(step.inputs).flat();
    if (wants.image !== undefined || wants.table !== undefined) blocked.push({ id: step.id, reason: "needs_files" });
    else if (sources.some((source) => source.from === "step" && !place.has(source.step)))
      blocked.push({ id: step.id, reason: "needs_blocked" });
    else {
      place.set(index, kept.length);
      const moved = Object.entries(step.inputs).map(([slot, from]) => [
        slot,
        from.map((source) => (source.from === "step" ? { ...source, step: place.get(source.step)! } : source)),
      ]);
      kept.push({ ...step, inputs: Object.fromEntries(moved) });
    }
  }
  return { steps: kept, blocked };
}
