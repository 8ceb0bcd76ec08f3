import type { Mask } from "@argosy/kernels";
import {
  COOCCURRENCE_DIRECTIONS,
  cooccurrence,
  findBoxes,
  findObjectRuns,
  haralickFeatures,
  labelComponents,
  measureIntensity,
  measureShape,
  tableColumn,
} from "@argosy/kernels";
import type { KernelCase } from "./kernel-case.ts";
import { kernelCase } from "./kernel-case.ts";
import type { Scene } from "./scene.ts";

/** So many objects have their texture measured; the peer takes milliseconds for each. */
const TEXTURED = 500;
const LEVELS = 256;

/** Measures of objects. */
export const MEASURE_CASES: readonly KernelCase[] = [
  kernelCase({
    name: "all properties of the objects",
    limits: { "scikit-image": 0.03 },
    prepare: ({ labels }) => labels,
    run: ({ labels, grey }) => {
      const runs = findObjectRuns(labels);
      return [measureShape(labels, runs), measureIntensity(labels, grey, runs, ["mean", "min", "max"])] as const;
    },
    digest: ([shape, intensity]) =>
      ["area", "area_convex", "area_filled", "perimeter", "perimeter_crofton", "solidity", "feret_diameter_max", "moments_hu_1"]
        .map((name) => total(tableColumn(shape, name)))
        .reduce((sum, value) => sum + value, total(tableColumn(intensity, "mean"))),
  }),
  kernelCase({
    name: `Haralick, 4 angles, ${TEXTURED} objects`,
    limits: { "scikit-image": 0.1 },
    prepare: ({ labels }) => labels,
    run: haralickOfObjects,
    digest: (values) => values[1]! / TEXTURED,
  }),
];

/** Sums of the 13 features over objects and angles. */
function haralickOfObjects({ labels, grey }: Scene): Float64Array {
  const { left, top, right, bottom } = findBoxes(labels);
  const sums = new Float64Array(13);
  for (let label = 1; label <= TEXTURED; label++) {
    const [width, height] = [right[label]! - left[label]!, bottom[label]! - top[label]!];
    const data = new Uint8Array(width * height);
    for (let y = 0; y < height; y++) {
      const from = (top[label]! + y) * grey.width + left[label]!;
      data.set(grey.data.subarray(from, from + width), y * width);
    }
    for (const step of COOCCURRENCE_DIRECTIONS) {
      const features = haralickFeatures(cooccurrence({ data, width, height }, { levels: LEVELS, ...step }));
      for (let i = 0; i < sums.length; i++) sums[i]! += features[i]!;
    }
  }
  return sums;
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Labels, boxes and areas, and the mean column and row of each object: what OpenCV gives in one call. */
export function labelsWithPlaces(mask: Mask) {
  const { labels, count, runs } = labelComponents(mask, 8);
  const boxes = findBoxes(labels, runs);
  const centroidX = new Float64Array(count);
  const centroidY = new Float64Array(count);
  const { starts, ends, numbers } = runs;
  for (let run = 0, row = 0, y = 0; run < numbers.length; run++) {
    const start = starts[run]!;
    for (; start >= row + mask.width; y++) row += mask.width;
    const length = ends[run]! - start;
    const at = numbers[run]! - 1;
    centroidX[at]! += length * (start - row) + (length * (length - 1)) / 2;
    centroidY[at]! += length * y;
  }
  for (let i = 0; i < count; i++) {
    centroidX[i]! /= boxes.area[i + 1]!;
    centroidY[i]! /= boxes.area[i + 1]!;
  }
  return { labels, count, boxes, centroidX, centroidY };
}
