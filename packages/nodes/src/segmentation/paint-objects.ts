import type { Box } from "@argosy/core";
import type { Connectivity, Labels } from "@argosy/kernels";
import type { Candidate } from "./nesting.ts";
import { ownHoles } from "./own-holes.ts";

/** A new label image, and what was counted while it was painted; the arrays go by new label. */
export interface PaintedObjects {
  readonly labels: Labels;
  /** Old label -> new label. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly areas: Float64Array;
  /** Sums of the pixel centres. */
  readonly sumX: Float64Array;
  readonly sumY: Float64Array;
}

/** Paints the candidates, numbered 1, 2, 3 ... in their order, holes filled where the rule says so; a filled pixel never covers another candidate. */
export function paintObjects(
  labels: Labels,
  candidates: readonly Candidate[],
  rule: { readonly connectivity: Connectivity; readonly fillHoles: boolean },
): PaintedObjects {
  const { width, height } = labels;
  const numbers = new Map(candidates.map(({ label }, index) => [label, index + 1]));
  const data = new Uint32Array(labels.data.length);
  const looked = candidates.reduce((sum, { box }) => sum + box.width * box.height, 0);
  // Where the boxes hardly overlap most of the frame need not be looked at.
  const regions = looked <= data.length ? candidates.map(({ box }) => box) : [{ x: 0, y: 0, width, height }];
  for (const region of regions) copyPixels(labels, region, numbers, data);
  if (rule.fillHoles) {
    // The larger box first: a hole in a hole then belongs to the object next to it.
    const byBox = candidates.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    const filled = new Uint8Array(byBox.length === 0 ? 0 : data.length);
    for (const { label, box, area } of byBox) {
      if (box.width * box.height === area) continue;
      for (const i of ownHoles(labels, label, box, rule.connectivity)) {
        if (data[i] !== 0 && filled[i] === 0) continue;
        data[i] = numbers.get(label)!;
        filled[i] = 1;
      }
    }
  }
  return { labels: { data, width, height }, numbers, ...count(data, width, regions, candidates.length) };
}

/** Twice over the same pixels makes no difference. */
function copyPixels(labels: Labels, box: Box, numbers: ReadonlyMap<number, number>, data: Uint32Array): void {
  const { data: given, width } = labels;
  let last = 0;
  let number = 0;
  for (let y = box.y; y < box.y + box.height; y++) {
    const end = y * width + box.x + box.width;
    for (let i = end - box.width; i < end; i++) {
      const label = given[i]!;
      if (label === 0) continue;
      if (label !== last) {
        last = label;
        number = numbers.get(label) ?? 0;
      }
      data[i] = number;
    }
  }
}

/** Counts run by run; all sums are whole or half numbers, hence exact in any order. An object is counted in its own box, or where all are. */
function count(data: Uint32Array, width: number, boxes: readonly Box[], largest: number) {
  const areas = new Float64Array(largest + 1);
  const sumX = new Float64Array(largest + 1);
  const sumY = new Float64Array(largest + 1);
  const own = boxes.length === largest;
  for (const [index, box] of boxes.entries()) {
    const right = box.x + box.width;
    for (let y = box.y; y < box.y + box.height; y++) {
      const row = y * width;
      for (let x = box.x; x < right; ) {
        const label = data[row + x]!;
        const from = x++;
        if (label === 0 || (own && label !== index + 1)) continue;
        while (x < right && data[row + x] === label) x++;
        areas[label]! += x - from;
        sumX[label]! += ((x - from) * (x + from)) / 2;
        sumY[label]! += (x - from) * (y + 0.5);
      }
    }
  }
  return { areas, sumX, sumY };
}
