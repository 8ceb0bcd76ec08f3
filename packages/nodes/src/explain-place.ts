import type { Box, PixelArray } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { Labels, Mask, Plane } from "@argosy/kernels";
import { findBoxes, labelComponents } from "@argosy/kernels";
import type { NodeContext } from "./define-node.ts";
import type { ChainInputs, ChainResults } from "./execute.ts";
import { gridsOf, resultKey, runImageSteps } from "./execute.ts";
import type { Source, Step } from "./graph/plan.ts";
import { bringBack } from "./grid/bring-back.ts";
import type { Grid } from "./grid/grid.ts";
import { boxBetween, contextOn, pixelOn } from "./grid/grid.ts";
import type { NodeRegistry } from "./registry.ts";
import type { DroppedSpecks, ImageValue, ObjectsValue } from "./values.ts";

/** What lies at a place, and why it is no object where it is none. */
export interface PlaceFacts {
  /**
   * `object`: one of the label image; `inner`: one that is only the child of another; a reason of {@link DroppedSpecks}: a speck that
   * was judged; `background`: no step ever took it for foreground; `removed`: a later step took it out again; `cut_off`: it lies beyond
   * the pixels that a step has kept.
   */
  readonly kind: "object" | "inner" | DroppedSpecks["reason"] | "background" | "removed" | "cut_off";
  /** Label of the object, or of the one that an inner object lies in. */
  readonly label?: number;
  /** The step that decides. */
  readonly step: number;
  /** Its parameter that decides, where one does. */
  readonly parameter?: string;
  /** What was found, and the limit that it fell short of. */
  readonly value?: number;
  readonly limit?: number;
  /** For `background`: which side of the limit objects are on. */
  readonly side?: "dark" | "bright";
  readonly box?: Box;
}

/** Where somebody asks: whole pixels. */
export interface AskedPlace {
  readonly x: number;
  readonly y: number;
  /** The step that made the objects. */
  readonly step: number;
}

const PARAMETERS: Readonly<Record<DroppedSpecks["reason"], string>> = {
  too_small: "minArea",
  too_large: "maxArea",
  touches_border: "border",
  outside_area: "areaRule",
  nested: "nested",
};

/**
 * Runs a chain on a frame and says what lies at a place: an object, a speck with the rule that it broke, or background with the first
 * step that took it for that. Exact, as the very same nodes judge: a speck is judged alone, by the node itself.
 *
 * @throws {ArgosyError} `invalid_argument` for a place beyond the frame; what a node throws.
 */
export function explainPlace(registry: NodeRegistry, steps: readonly Step[], inputs: ChainInputs, asked: AskedPlace): PlaceFacts {
  const { width, height } = inputs.frame;
  const { x, y, step } = asked;
  if (!(x >= 0 && y >= 0 && x < width && y < height))
    throw new ArgosyError("invalid_argument", "the place lies beyond the image", { details: { x, y, width, height } });
  const at = y * width + x;
  const results = runImageSteps(registry, steps.slice(0, step + 1), inputs);
  const resultOf = <Value>(index: number, slot: string) => results.get(resultKey(index, slot)) as Value | undefined;
  const label = resultOf<Labels>(step, "labels")?.data[at] ?? 0;
  if (label !== 0) return { kind: "object", label, step };
  const inner = resultOf<Labels>(step, "inner")?.data[at] ?? 0;
  if (inner !== 0) {
    const found = resultOf<ObjectsValue>(step, "objects")?.objects.find((object) => object.inner && object.label === inner);
    return { kind: "inner", step, ...(found?.parent === undefined ? {} : { label: found.parent }) };
  }
  return explainMiss(registry, steps, { inputs, results, asked });
}

interface Missed {
  readonly inputs: ChainInputs;
  readonly results: ChainResults;
  readonly asked: AskedPlace;
}

/** Why there is no object: what the objects were made of may lie on a moved grid, and the place is looked up there. */
function explainMiss(registry: NodeRegistry, steps: readonly Step[], { inputs, results, asked }: Missed): PlaceFacts {
  const { step } = asked;
  const maker = steps[step]!;
  const [source] = [...(maker.inputs["mask"] ?? []), ...(maker.inputs["labels"] ?? [])];
  if (source?.from !== "step") return { kind: "background", step };
  const grids = gridsOf(registry, steps, inputs);
  const { given: judgedOn } = grids.of(maker);
  const indexOn = (grid: Grid): number | undefined => {
    const pixel = pixelOn(grid, grids.image, asked);
    return pixel === undefined ? undefined : pixel.y * grid.box.width + pixel.x;
  };
  const resultAt = (index: number, slot: string) => results.get(resultKey(index, slot));
  const asGiven = (from: Source | undefined) =>
    from?.from === "step" ? bringBack(resultAt(from.step, from.slot), grids.ofSource(from), judgedOn) : undefined;
  const given = asGiven(source) as Plane | undefined;
  const at = indexOn(judgedOn);
  if (given !== undefined && at !== undefined && given.data[at] !== 0) {
    const area = asGiven(maker.inputs["area"]?.[0]);
    const facts = judgeAlone(registry, maker, { at, given, area, context: contextOn(judgedOn, inputs.context) });
    return { ...facts, step, box: boxBetween(facts.box, judgedOn, grids.image) };
  }
  return walkBack(steps, source, (index) => indexOn(grids.of(steps[index]!).made), resultAt);
}

interface Alone {
  readonly at: number;
  /** Mask or labels that the objects are made of. */
  readonly given: Plane;
  readonly area: unknown;
  readonly context: NodeContext;
}

/** Lets the node judge the speck at a place as if it were alone in the frame. */
function judgeAlone(registry: NodeRegistry, maker: Step, { at, given, area, context }: Alone): Omit<PlaceFacts, "step"> & { box: Box } {
  const { connectivity } = maker.params as { readonly connectivity?: 4 | 8 };
  const labels = maker.inputs["mask"] === undefined ? (given as Labels) : labelComponents(given as Mask, connectivity ?? 8).labels;
  const speck = labels.data[at]!;
  const only: Labels = { ...labels, data: labels.data.map((label) => (label === speck ? 1 : 0)) };
  const node = registry.find(maker.node, maker.version);
  const values = { labels: only, images: [], ...(area === undefined ? {} : { area }) };
  const judged = node?.run?.(values as never, maker.params, context) as { readonly objects?: ObjectsValue } | undefined;
  const dropped = judged?.objects?.dropped[0];
  const boxes = findBoxes(only);
  const box = { x: boxes.left[1]!, y: boxes.top[1]!, width: boxes.right[1]! - boxes.left[1]!, height: boxes.bottom[1]! - boxes.top[1]! };
  // Nothing is wrong with it alone: it was others that decided.
  const reason = dropped?.reason ?? "nested";
  const parameter = PARAMETERS[reason];
  const limit = maker.params[parameter];
  return {
    kind: reason,
    parameter,
    box,
    value: dropped?.examples[0]?.value ?? boxes.area[1]!,
    ...(typeof limit === "number" ? { limit } : {}),
  };
}

/** From the objects back to the frame: the last step that still had the place, or the first that made a mask without it. */
function walkBack(
  steps: readonly Step[],
  from: Source & { readonly from: "step" },
  indexAt: (step: number) => number | undefined,
  resultAt: (step: number, slot: string) => unknown,
): PlaceFacts {
  let source = from;
  for (;;) {
    const current = steps[source.step]!;
    const at = indexAt(source.step);
    if (at === undefined) return { kind: "cut_off", step: lastWithout(steps, source.step, indexAt) };
    const plane = resultAt(source.step, source.slot);
    const before = foregroundBefore(current, resultAt);
    if (before === undefined) return { kind: "background", step: source.step, ...thresholdFacts(current, plane as Plane, at, resultAt) };
    const [there, atBefore] = [resultAt(before.step, before.slot) as Plane, indexAt(before.step)];
    if (atBefore !== undefined && there.data[atBefore] !== 0) return { kind: "removed", step: source.step };
    source = before;
  }
}

/** From a step whose pixels do not reach the place back to the one that cut it off. */
function lastWithout(steps: readonly Step[], from: number, indexAt: (step: number) => number | undefined): number {
  for (const source of Object.values(steps[from]!.inputs).flat())
    if (source.from === "step" && indexAt(source.step) === undefined) return lastWithout(steps, source.step, indexAt);
  return from;
}

/** The mask or labels that a step has worked on. */
function foregroundBefore(step: Step, resultAt: (step: number, slot: string) => unknown): (Source & { readonly from: "step" }) | undefined {
  for (const slot of ["mask", "labels", "seeds"]) {
    for (const source of step.inputs[slot] ?? []) {
      if (source.from === "step" && isForeground(resultAt(source.step, source.slot))) return source;
    }
  }
  return undefined;
}

function isForeground(value: unknown): boolean {
  return value !== null && typeof value === "object" && "data" in value;
}

/** Where one grey value parts the mask from the rest: the value at the place, and the last one that is still foreground. */
function thresholdFacts(
  step: Step,
  mask: Plane,
  at: number,
  resultAt: (step: number, slot: string) => unknown,
): Pick<PlaceFacts, "value" | "limit" | "side" | "parameter"> {
  const source = step.inputs["image"]?.[0];
  if (source?.from !== "step") return {};
  const image = resultAt(source.step, source.slot) as ImageValue | undefined;
  const [grey, ...more] = image?.channels ?? [];
  if (grey === undefined || more.length > 0 || grey.data.length !== mask.data.length) return {};
  const value = grey.data[at]!;
  const inside = rangeOf(grey.data, mask.data, true);
  const outside = rangeOf(grey.data, mask.data, false);
  const parameter = "threshold" in step.params ? { parameter: "threshold" } : {};
  if (inside.high < outside.low) return { value, limit: inside.high, side: "dark", ...parameter };
  if (inside.low > outside.high) return { value, limit: inside.low, side: "bright", ...parameter };
  return { value };
}

function rangeOf(data: PixelArray, mask: PixelArray, wanted: boolean): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < data.length; i++) {
    if ((mask[i] !== 0) !== wanted) continue;
    const value = data[i]!;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return { low, high };
}
