import type { Box } from "@argosy/core";
import { clipBox, growBox, LIMITS, refusal } from "@argosy/core";
import type { Connectivity, LabelRuns, Labels, Mask } from "@argosy/kernels";
import { findBoxes, labelRuns } from "@argosy/kernels";
import type { FoundObject, ObjectsValue } from "../values.ts";
import { DroppedCounter } from "./dropped.ts";
import type { Candidate } from "./nesting.ts";
import { findContainers } from "./nesting.ts";
import { ownHoles } from "./own-holes.ts";
import { paintObjects } from "./paint-objects.ts";

/** A side of the frame. */
export type Side = "left" | "top" | "right" | "bottom";

/** What {@link findObjects} calls an object. */
export interface ObjectRule {
  readonly connectivity: Connectivity;
  /** Holes become part of the object, before its area is judged. */
  readonly fillHoles: boolean;
  /** In square pixels, both inclusive. */
  readonly minArea: number;
  readonly maxArea: number;
  /** Objects that touch one of these sides are dropped. */
  readonly dropAt: readonly Side[];
  /** Objects must lie in it: with their centroid, or with every pixel. */
  readonly area?: Mask;
  readonly areaRule: "centroid" | "all";
  /** Pixels around the box in a crop. */
  readonly padding: number;
  /** What becomes of objects that lie in another, and of that one. */
  readonly nested: "outer" | "both" | "inner";
}

/** Objects with their label images. */
export interface ObjectsFound {
  readonly labels: Labels;
  /** The inner objects, numbered on their own; all 0 unless `nested` is `outer`. */
  readonly inner: Labels;
  readonly objects: ObjectsValue;
}

/**
 * Makes objects of labels: judges them, settles what lies in what, and numbers them by their first pixel in raster order.
 *
 * The judgement comes first: an object that was dropped contains nothing, so what lay in it stands alone. Then, with `nested`
 * - `outer`: objects in others are children of the outermost, kept apart in `inner`;
 * - `both`: all are objects of their own, each with its nearest container as parent;
 * - `inner`: those that contain others are dropped.
 *
 * Filled holes belong to the object except where another object is painted that counts by itself.
 *
 * @param runs - Of the same labels, where they are known already.
 * @throws {ArgosyError} TOO_MANY_OBJECTS above {@link LIMITS.objectsPerImage}.
 */
export function findObjects(labels: Labels, rule: ObjectRule, runs: LabelRuns = labelRuns(labels)): ObjectsFound {
  const dropped = new DroppedCounter();
  const candidates = judge(labels, runs, rule, dropped);
  if (candidates.length > LIMITS.objectsPerImage) {
    throw refusal("TOO_MANY_OBJECTS", `the image gives ${candidates.length} objects`, {
      objects: candidates.length,
      limit: LIMITS.objectsPerImage,
    });
  }
  const containers = findContainers(labels, candidates, rule.connectivity);
  const holders = new Set(containers.values());
  const isInner = (label: number) => rule.nested === "outer" && containers.has(label);
  const outer: Candidate[] = [];
  const inner: Candidate[] = [];
  for (const candidate of candidates) {
    if (rule.nested === "inner" && holders.has(candidate.label)) dropped.add("nested", candidate.box, candidate.area);
    else (isInner(candidate.label) ? inner : outer).push(candidate);
  }
  const paintedOuter = paintObjects(labels, runs, outer, rule);
  const paintedInner = paintObjects(labels, runs, inner, rule);
  const parentOf = (label: number): number | undefined => {
    let container = containers.get(label);
    while (container !== undefined && isInner(container)) container = containers.get(container);
    return container === undefined ? undefined : paintedOuter.numbers.get(container);
  };
  const found = [
    ...outer.map((candidate) => describe(candidate, paintedOuter, parentOf(candidate.label), false, labels, rule.padding)),
    ...inner.map((candidate) => describe(candidate, paintedInner, parentOf(candidate.label), true, labels, rule.padding)),
  ];
  return { labels: paintedOuter.labels, inner: paintedInner.labels, objects: { objects: found, dropped: dropped.all() } };
}

/** The labels that may be objects, in raster order of their first pixels, each with its area after filling. */
function judge(labels: Labels, runs: LabelRuns, rule: ObjectRule, dropped: DroppedCounter): Candidate[] {
  const boxes = findBoxes(labels, runs);
  const order = Array.from({ length: boxes.largest }, (_, i) => i + 1).filter((label) => boxes.area[label]! > 0);
  order.sort((a, b) => boxes.first[a]! - boxes.first[b]!);
  const outside = rule.area === undefined ? undefined : findOutside(labels, rule.area, rule.areaRule, boxes.largest);
  const candidates: Candidate[] = [];
  for (const label of order) {
    const [x, y] = [boxes.left[label]!, boxes.top[label]!];
    const box = { x, y, width: boxes.right[label]! - x, height: boxes.bottom[label]! - y };
    const area = boxes.area[label]!;
    const reach = rule.fillHoles && box.width * box.height > area;
    const judged = reach ? area + ownHoles(labels, label, box, rule.connectivity).length : area;
    if (judged < rule.minArea) dropped.add("too_small", box, judged);
    else if (judged > rule.maxArea) dropped.add("too_large", box, judged);
    else if (touches(box, labels, rule.dropAt)) dropped.add("touches_border", box, judged);
    else if (outside?.has(label) === true) dropped.add("outside_area", box, judged);
    else candidates.push({ label, box, area });
  }
  return candidates;
}

function touches(box: Box, frame: Labels, sides: readonly Side[]): boolean {
  return sides.some((side) => {
    if (side === "left") return box.x === 0;
    if (side === "top") return box.y === 0;
    if (side === "right") return box.x + box.width === frame.width;
    return box.y + box.height === frame.height;
  });
}

/** The labels that do not lie in the area. */
function findOutside({ data, width }: Labels, area: Mask, rule: ObjectRule["areaRule"], largest: number): ReadonlySet<number> {
  const outside = new Set<number>();
  if (rule === "all") {
    for (let i = 0; i < data.length; i++) if (data[i] !== 0 && area.data[i] === 0) outside.add(data[i]!);
    return outside;
  }
  const [sumX, sumY, count] = [new Float64Array(largest + 1), new Float64Array(largest + 1), new Float64Array(largest + 1)];
  for (let i = 0; i < data.length; i++) {
    const label = data[i]!;
    if (label === 0) continue;
    sumX[label]! += (i % width) + 0.5;
    sumY[label]! += Math.floor(i / width) + 0.5;
    count[label]!++;
  }
  for (let label = 1; label <= largest; label++) {
    if (count[label] === 0) continue;
    const at = Math.floor(sumY[label]! / count[label]!) * width + Math.floor(sumX[label]! / count[label]!);
    if (area.data[at] === 0) outside.add(label);
  }
  return outside;
}

function describe(
  candidate: Candidate,
  painted: ReturnType<typeof paintObjects>,
  parent: number | undefined,
  inner: boolean,
  frame: Labels,
  padding: number,
): FoundObject {
  const label = painted.numbers.get(candidate.label)!;
  const { box } = candidate;
  return {
    label,
    box,
    crop: clipBox(growBox(box, padding), frame.width, frame.height),
    area: painted.areas[label]!,
    centroid: { x: painted.sumX[label]! / painted.areas[label]!, y: painted.sumY[label]! / painted.areas[label]! },
    ...(parent === undefined ? {} : { parent }),
    inner,
  };
}
