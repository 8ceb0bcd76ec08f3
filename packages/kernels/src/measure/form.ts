import type { Labels } from "../array/plane.ts";
import { plane } from "../array/plane.ts";
import { skeletonize } from "../morphology/skeletonize.ts";
import { hullRows, maxFeretDiameter, minFeretDiameter } from "./convex-hull.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import { FORM_COLUMNS } from "./form-columns.ts";
import { fractalDimension } from "./fractal.ts";
import { centralMoments } from "./moments.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import type { ObjectWindow } from "./object-window.ts";
import { createWindow, paintObject } from "./object-window.ts";
import { countQuads, croftonPerimeter } from "./outline.ts";
import { objectRows } from "./shape.ts";
import { skeletonGraph } from "./skeleton-graph.ts";

/**
 * What form every object of a label image has, beyond `measureShape`: narrowest width, compactness, symmetry, fractal dimension, skeleton.
 *
 * Columns: {@link FORM_COLUMNS}. Holes are left out, and hollow the object out for its skeleton. A value that does not exist is NaN.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param runs - The objects, where they are known already.
 * @returns One row an object, by label; none without objects.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels + sum of the boxes).
 *
 * Source: the definitions in {@link FORM_COLUMNS}; skeleton as {@link skeletonize}.
 */
export function measureForm(labels: Labels, runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  const window = createWindow();
  const quads = new Uint32Array(16);
  return fillTable(FORM_COLUMNS, runs.labels, (row, out) => {
    const area = runs.areas[row];
    paintObject(runs, row, window);
    countQuads(window, quads);
    const perimeter = croftonPerimeter(quads);
    const { first, last } = objectRows(runs, row);
    const hull = hullRows(first, last);
    const [widest, narrowest] = [maxFeretDiameter(hull), minFeretDiameter(hull)];
    const { x, y } = centralMoments(runs, row);
    out.set([narrowest, narrowest / widest, (perimeter * perimeter) / (4 * Math.PI * area), (4 * area) / (Math.PI * widest * widest)]);
    out[4] = symmetryOf(window, x - window.left, y - window.top, area);
    out[5] = fractalDimension(window);
    const own = plane(window.mask.slice(0, window.width * window.height), window.width, window.height);
    const { length, ends, branches } = skeletonGraph(skeletonize(own));
    out.set([length, ends, branches], 6);
  });
}

/** Overlap of the painted object with its image under a half turn, whose centre lies on the nearest pixel centre, edge or corner. */
function symmetryOf({ mask, width, height }: ObjectWindow, centreX: number, centreY: number, area: number): number {
  const [twiceX, twiceY] = [Math.round(2 * centreX), Math.round(2 * centreY)];
  let both = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [ox, oy] = [twiceX - x, twiceY - y];
      if (ox >= 0 && oy >= 0 && ox < width && oy < height && mask[y * width + x] === 1 && mask[oy * width + ox] === 1) both++;
    }
  return both / (2 * area - both);
}
