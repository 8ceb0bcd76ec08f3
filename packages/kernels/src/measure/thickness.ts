import type { Labels } from "../array/plane.ts";
import { plane } from "../array/plane.ts";
import { distanceTransform } from "../morphology/distance-transform.ts";
import type { FeatureTable, MeasureColumn } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import { createWindow, fillWindowHoles, paintObject } from "./object-window.ts";

/** The columns of {@link measureThickness}, in their order. */
export const THICKNESS_COLUMNS: readonly MeasureColumn[] = [
  { name: "depth_max", unit: "px", definition: "Greatest distance of a pixel of the filled object to the background, centre to centre." },
  { name: "depth_mean", unit: "px", definition: "Mean distance of the filled object's pixels to the background." },
  { name: "depth_std", unit: "px", definition: "Standard deviation of these distances (divided by n)." },
  {
    name: "depth_ratio",
    unit: "1",
    definition: "depth_max / depth_mean: 3 for a disc, 2 for a long band, more for a body with thin arms.",
  },
  { name: "slimness", unit: "1", definition: "Filled area / depth_max^2: pi for a disc, more for anything longer." },
];

/**
 * How thick every object of a label image is, from the exact distance of its pixels to the background.
 *
 * Columns: {@link THICKNESS_COLUMNS}. Holes (4-connected background) are filled first, so that specks of noise do not hollow an object
 * out; whatever is not the object, other objects and the outside of the image too, is background.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param runs - The objects, where they are known already.
 * @returns One row an object, by label; none without objects.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels + sum of the boxes).
 *
 * Source: the definitions in {@link THICKNESS_COLUMNS}; distances as {@link distanceTransform}.
 */
export function measureThickness(labels: Labels, runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  const window = createWindow();
  return fillTable(THICKNESS_COLUMNS, runs.labels, (row, out) => {
    paintObject(runs, row, window);
    fillWindowHoles(window, 4);
    const mask = plane(window.mask.subarray(0, window.width * window.height), window.width, window.height);
    const depths = distanceTransform(mask).data;
    let area = 0;
    let max = 0;
    let sum = 0;
    let squares = 0;
    for (const depth of depths) {
      if (depth === 0) continue;
      area++;
      sum += depth;
      squares += depth * depth;
      if (depth > max) max = depth;
    }
    const mean = sum / area;
    out.set([max, mean, Math.sqrt(Math.max(squares / area - mean * mean, 0)), max / mean, area / (max * max)]);
  });
}
