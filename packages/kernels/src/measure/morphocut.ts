import type { Labels, Plane } from "../array/plane.ts";
import type { FeatureTable, MeasureColumn } from "./feature-table.ts";
import { columnIndex, fillTable } from "./feature-table.ts";
import { requireSameSize } from "./intensity.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import { measureShape } from "./shape.ts";
import { SHAPE_COLUMNS } from "./shape-columns.ts";

/** The columns of {@link measureMorphocut}, in their order. */
export const MORPHOCUT_COLUMNS: readonly MeasureColumn[] = [
  { name: "width", unit: "px", definition: "Width of the bounding box." },
  { name: "height", unit: "px", definition: "Height of the bounding box." },
  { name: "bx", unit: "px", definition: "First column of the bounding box." },
  { name: "by", unit: "px", definition: "First row of the bounding box." },
  { name: "circ.", unit: "1", definition: "4 pi area / perim.^2." },
  { name: "area_exc", unit: "px2", definition: "Number of pixels, holes left out." },
  { name: "area", unit: "px2", definition: "Number of pixels with the holes filled; a hole is 8-connected background." },
  { name: "%area", unit: "1", definition: "Share (not percent) of the filled area that is holes." },
  { name: "major", unit: "px", definition: "Long axis of the ellipse with the same second moments." },
  { name: "minor", unit: "px", definition: "Short axis of the ellipse with the same second moments." },
  { name: "y", unit: "px", definition: "Mean row index of the pixels." },
  { name: "x", unit: "px", definition: "Mean column index of the pixels." },
  { name: "convex_area", unit: "px2", definition: "Number of pixels of the convex hull." },
  { name: "min", unit: "grey", definition: "Smallest grey value." },
  { name: "max", unit: "grey", definition: "Greatest grey value." },
  { name: "mean", unit: "grey", definition: "Mean grey value, holes left out." },
  { name: "intden", unit: "grey.px2", definition: "Filled area times the mean without holes." },
  { name: "perim.", unit: "px", definition: "Length of the line through the centres of the border pixels, holes included." },
  { name: "elongation", unit: "1", definition: "major / minor." },
  { name: "range", unit: "grey", definition: "max - min." },
  { name: "perimareaexc", unit: "1/px", definition: "perim. / area_exc." },
  { name: "perimmajor", unit: "1", definition: "perim. / major." },
  { name: "circex", unit: "1", definition: "4 pi area_exc / perim.^2." },
  { name: "angle", unit: "deg", definition: "orientation / pi x 180 + 90." },
  { name: "bounding_box_area", unit: "px2", definition: "Number of pixels of the bounding box." },
  { name: "eccentricity", unit: "1", definition: "Distance of the ellipse's foci over its long axis." },
  { name: "equivalent_diameter", unit: "px", definition: "Diameter of the circle with the area area_exc." },
  { name: "euler_number", unit: "1", definition: "Number of 8-connected parts less the number of holes." },
  { name: "extent", unit: "1", definition: "area_exc over the area of the bounding box." },
  { name: "local_centroid_col", unit: "px", definition: "x less bx." },
  { name: "local_centroid_row", unit: "px", definition: "y less by." },
  { name: "solidity", unit: "1", definition: "area_exc / convex_area." },
];

const SHAPE = columnIndex(SHAPE_COLUMNS);

/**
 * The 32 values that MorphoCut 0.1.2 computes an object, in its order and with its definitions, for comparison.
 *
 * Columns: {@link MORPHOCUT_COLUMNS}. `elongation` and other ratios with nothing below are NaN, also where MorphoCut gives infinity.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param image - `[height, width]`, any sample type; not changed.
 * @param runs - The objects, where they are known already.
 * @param shape - The table of `measureShape` for the same labels, where it is known already.
 * @throws {RangeError} when the sizes differ.
 *
 * Time O(pixels + sum of the boxes).
 *
 * Source: MorphoCut 0.1.2, morphocut.contrib.zooprocess (definitions).
 */
export function measureMorphocut(
  labels: Labels,
  image: Plane,
  runs: ObjectRuns = findObjectRuns(labels),
  shape: FeatureTable = measureShape(labels, runs),
): FeatureTable {
  requireSameSize(labels, image);
  return fillTable(MORPHOCUT_COLUMNS, runs.labels, (row, out) => {
    const of = (name: string) => shape.values[row * SHAPE_COLUMNS.length + SHAPE.get(name)!];
    const { min, max, mean } = greyRange(runs, row, image);
    const area = of("area");
    const filled = of("area_filled");
    const perimeter = of("perimeter");
    const major = of("axis_major_length");
    const minor = of("axis_minor_length");
    const left = of("bbox_left");
    const top = of("bbox_top");
    out.set([of("bbox_right") - left, of("bbox_bottom") - top, left, top, (4 * Math.PI * filled) / perimeter ** 2]);
    out.set([area, filled, 1 - area / filled, major, minor, of("centroid_y"), of("centroid_x"), of("area_convex")], 5);
    out.set([min, max, mean, filled * mean, perimeter, major / minor, max - min, perimeter / area, perimeter / major], 13);
    out.set([(4 * Math.PI * area) / perimeter ** 2, (of("orientation") / Math.PI) * 180 + 90, of("area_bbox")], 22);
    out.set([of("eccentricity"), of("equivalent_diameter_area"), of("euler_number"), of("extent")], 25);
    out.set([of("centroid_x") - left, of("centroid_y") - top, of("solidity")], 29);
  });
}

function greyRange({ starts, y, x0, x1, width, areas }: ObjectRuns, row: number, { data }: Plane) {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    const base = y[r] * width;
    for (let p = base + x0[r], end = base + x1[r]; p < end; p++) {
      const value = data[p];
      sum += value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  const mean = sum / areas[row];
  // A sample that is not a number slips through comparisons but not through the sum.
  return Number.isFinite(mean) ? { min, max, mean } : { min: Number.NaN, max: Number.NaN, mean: Number.NaN };
}
