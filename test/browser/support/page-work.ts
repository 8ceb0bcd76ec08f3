import { micrometres } from "@argosy/core";
import type { ImageValue, NodeRegistry } from "@argosy/nodes";
import { PreviewChain, planPreview, validateGraph } from "@argosy/nodes";
import type { Values } from "../../eval/kernels/case.ts";
import type { GivenCase, KernelTable } from "../../eval/kernels/kernel-table.ts";
import { Unsupported } from "../../eval/kernels/kernel-table.ts";
import { everyNodeGraph } from "../../services/every-node-graph.ts";

/** What is computed in Node and in a browser alike. */
export interface PageWork {
  readonly cases: readonly (GivenCase & { readonly id: string; readonly kernel: string })[];
  /** Names of all nodes. */
  readonly nodes: readonly string[];
  /** What the graph with every node that can be previewed is run on, one after the other. */
  readonly frames: readonly ImageValue[];
  /** Results of steps are left out, where only their times are wanted. */
  readonly timesOnly?: boolean;
}

/** What came of it. */
export interface PageFound {
  /** By case; cases with parameters that we do not have are left out. */
  readonly cases: readonly { readonly id: string; readonly kernel: string; readonly found: Values }[];
  readonly steps: readonly NodeRun[];
}

/** One step of the graph. */
export interface NodeRun {
  /** Of its instance in the graph. */
  readonly id: string;
  readonly node: string;
  readonly milliseconds: number;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Computes every case and every step. */
export function computeWork({ cases, frames, timesOnly = false }: PageWork, kernels: KernelTable, registry: NodeRegistry): PageFound {
  const found = cases.flatMap(({ id, kernel, ...given }) => {
    try {
      return [{ id, kernel, found: kernels[kernel]!.compute(given) }];
    } catch (error) {
      if (error instanceof Unsupported) return [];
      throw error;
    }
  });
  const steps = frames.flatMap((frame) => runEveryNode(registry, frame));
  return { cases: found, steps: timesOnly ? steps.map((step) => ({ ...step, outputs: {} })) : steps };
}

/** Runs the graph with every node on a frame, as a preview does, and takes the time of each step. */
function runEveryNode(registry: NodeRegistry, frame: ImageValue): readonly NodeRun[] {
  const { steps } = planPreview(validateGraph(everyNodeGraph(registry), registry).graph, registry);
  const runs: NodeRun[] = [];
  let started = performance.now();
  const pixelSize = { x: micrometres(2), y: micrometres(2), provenance: "file" } as const;
  for (const step of new PreviewChain(registry).run({ steps, frame, image: "one", context: { name: "one.png", pixelSize } })) {
    if (step === undefined) continue;
    const { node } = steps[runs.length]!;
    runs.push({ id: step.id, node, milliseconds: performance.now() - started, outputs: step.outputs });
    started = performance.now();
  }
  return runs;
}
