import type { Labels } from "../array/plane.ts";
import type { HullRows } from "./convex-hull.ts";
import { hullRows, maxFeretDiameter } from "./convex-hull.ts";
import type { FeatureTable } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import type { HullRoom } from "./hull-room.ts";
import { createHullRoom, growHullRoom } from "./hull-room.ts";
import { centralMoments, huMoments, orientation, principalVariances } from "./moments.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";
import { createWindow, fillWindowHoles, paintObject } from "./object-window.ts";
import { countQuads, croftonPerimeter, eulerNumber, perimeter } from "./outline.ts";
import { SHAPE_COLUMNS } from "./shape-columns.ts";

/**
 * The shape of every object of a label image, by the definitions of scikit-image's `regionprops` (0.26).
 *
 * Columns: {@link SHAPE_COLUMNS}. `centroid_x` and `centroid_y` are mean pixel indices as in scikit-image, so the centre of the
 * pixel (0, 0) is 0, not 0.5. Boxes are half open. An object is all pixels of one label, in one part or several. An image without
 * objects gives a table without rows.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param runs - The objects as {@link findObjectRuns} gives them, where they are known already.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels + sum of the boxes).
 *
 * Source: scikit-image, skimage.measure.regionprops (definitions); circularity as in ImageJ.
 */
export function measureShape(labels: Labels, runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  const window = createWindow();
  const quads = new Uint32Array(16);
  let scratch = new Int32Array(4096);
  const room = createHullRoom(64);
  return fillTable(SHAPE_COLUMNS, runs.labels, (row, out) => {
    const area = runs.areas[row];
    const [left, top, right, bottom] = runs.boxes.subarray(row * 4, row * 4 + 4);
    paintObject(runs, row, window);
    if (scratch.length < window.width * window.height) scratch = new Int32Array(2 * window.width * window.height);
    const border = perimeter(window, scratch);
    countQuads(window, quads);
    const filled = area + fillWindowHoles(window, 8);
    const hull = objectHull(runs, row, room);
    const moments = centralMoments(runs, row);
    const { major, minor } = principalVariances(moments);
    out[0] = area;
    out[1] = (right - left) * (bottom - top);
    out[2] = hull.area;
    out[3] = filled;
    out[4] = 4 * Math.sqrt(major);
    out[5] = 4 * Math.sqrt(minor);
    out[6] = left;
    out[7] = top;
    out[8] = right;
    out[9] = bottom;
    out[10] = moments.x;
    out[11] = moments.y;
    out[12] = major === 0 ? 0 : Math.sqrt(1 - minor / major);
    out[13] = Math.sqrt((4 * area) / Math.PI);
    out[14] = eulerNumber(quads);
    out[15] = area / out[1];
    out[16] = maxFeretDiameter(hull, room);
    huMoments(moments, out, 17);
    out[24] = orientation(moments);
    out[25] = border;
    out[26] = croftonPerimeter(quads);
    out[27] = area / hull.area;
    out[28] = (4 * Math.PI * area) / (border * border);
  });
}

function objectHull(runs: ObjectRuns, row: number, room: HullRoom): HullRows {
  const { first, last } = objectRows(runs, row, room);
  return hullRows(first, last, room);
}

/** The leftmost and rightmost pixel in each row of an object's box, counted from the box's corner. */
export function objectRows(
  runs: ObjectRuns,
  row: number,
  room: HullRoom = createHullRoom(0),
): { readonly first: Int32Array; readonly last: Int32Array } {
  const left = runs.boxes[row * 4];
  const top = runs.boxes[row * 4 + 1];
  const rows = runs.boxes[row * 4 + 3] - top;
  growHullRoom(room, rows);
  const first = room.first.subarray(0, rows).fill(1 << 29);
  const last = room.last.subarray(0, rows).fill(-1);
  for (let r = runs.starts[row]; r < runs.starts[row + 1]; r++) {
    const at = runs.y[r] - top;
    if (runs.x0[r] - left < first[at]) first[at] = runs.x0[r] - left;
    if (runs.x1[r] - left - 1 > last[at]) last[at] = runs.x1[r] - left - 1;
  }
  return { first, last };
}
