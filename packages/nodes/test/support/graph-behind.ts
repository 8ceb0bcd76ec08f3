import type { Labels } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { GraphDraft, ImageValue, NodeContext, ObjectsValue, Step } from "@argosy/nodes";
import { greyImage, planStages, resultKey, resultsOnImage, runImageSteps, validateGraph } from "@argosy/nodes";
import { registry } from "./all-nodes.ts";

/** A step that moves pixels. */
export interface Mover {
  readonly node: string;
  readonly params?: object;
}

/** Movers one behind the other, then a threshold and objects. */
export function graphBehind(movers: readonly Mover[], params: object = {}, more: readonly Mover[] = []): GraphDraft {
  const chain = [
    ...movers.map((mover, index) => ({ id: `m${index}`, ...mover, from: "image", to: "image" })),
    ...more.map((mover, index) => ({ id: `n${index}`, ...mover, from: "image", to: "image" })),
    { id: "dark", node: "threshold.fixed", params: { threshold: 100, objects: "dark" }, from: "image", to: "image" },
    { id: "objects", node: "segment.objects", params: { connectivity: 8, minArea: 2, padding: 1, ...params }, from: "mask", to: "mask" },
  ];
  const edges = chain.map(({ id, from, to }, index) => ({ from: `${chain[index - 1]?.id ?? "images"}.${from}`, to: `${id}.${to}` }));
  const nodes = [{ id: "images", node: "collection.images" }, ...chain.map(({ from: _, to: __, ...node }) => node)];
  return { name: "moved", nodes, edges } as unknown as GraphDraft;
}

/** The steps of the first stage of a graph. */
export const stepsOf = (draft: GraphDraft): readonly Step[] => planStages(validateGraph(draft, registry).graph, registry)[0]!.steps;

/** Runs a graph on a frame: its objects, and every result as it lies on the image. */
export function find(frame: ImageValue, draft: GraphDraft, context: NodeContext = { name: "frame" }) {
  const steps = stepsOf(draft);
  const inputs = { frame, stored: () => undefined, context };
  const results = runImageSteps(registry, steps, inputs);
  const step = steps.findIndex(({ id }) => id === "objects");
  const { objects, dropped } = results.get(resultKey(step, "objects")) as ObjectsValue;
  const onImage = resultsOnImage(registry, steps, inputs, results);
  const named = (id: string, slot: string) => onImage.get(`${steps.findIndex((one) => one.id === id)}.${slot}`);
  return {
    objects,
    dropped: dropped.map(({ reason, count }) => [reason, count]),
    labels: results.get(resultKey(step, "labels")) as Labels,
    inner: results.get(resultKey(step, "inner")) as Labels,
    named,
  };
}

/** Dark disks of radius 9, 36 pixels apart. */
export function disks(width: number, height: number): ImageValue {
  const data = Uint8Array.from({ length: width * height }, (_, i) =>
    Math.hypot(((i % width) % 36) - 17.5, (Math.floor(i / width) % 36) - 17.5) < 9 ? 20 : 200,
  );
  return greyImage(plane(data, width, height));
}
