import type { Labels } from "../array/plane.ts";
import { expandLabels } from "../segmentation/expand-labels.ts";
import type { FeatureTable, MeasureColumn } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import { centralMoments } from "./moments.ts";
import type { NearestPoints } from "./nearest-points.ts";
import { nearestPoints } from "./nearest-points.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";

/** The columns of {@link measureNeighbours}, in their order. */
export const NEIGHBOUR_COLUMNS: readonly MeasureColumn[] = [
  { name: "neighbours", unit: "1", definition: "Number of other objects that it touches once all have been grown by the reach." },
  {
    name: "touching_share",
    unit: "1",
    definition: "Share of the pixels on its outline that touch another object, once all have been grown by the reach.",
  },
  { name: "nearest_distance", unit: "px", definition: "Distance of its centroid to the nearest other one." },
  { name: "nearest_angle", unit: "rad", definition: "Direction of that one: 0 is to the right, pi/2 downwards, -pi to pi." },
  { name: "second_distance", unit: "px", definition: "Distance of its centroid to the second nearest other one." },
];

/**
 * What lies round every object of a label image.
 *
 * Columns: {@link NEIGHBOUR_COLUMNS}. Objects grow as `expandLabels` lets them, never into each other; pixels touch over edges and corners,
 * and a pixel is on the outline when a pixel beside it (over an edge) is not the object, or lies outside the frame. Of equally near centroids
 * that of the lower label counts. A value that does not exist is NaN.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param reach - In pixels, >= 0: two objects are neighbours when about twice as much lies between them.
 * @param runs - The objects, where they are known already.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or a reach that is not >= 0.
 *
 * Time O(pixels + objects) where the objects are spread evenly.
 *
 * Source: our own definition of touching; distances as scipy's `KDTree` finds them.
 */
export function measureNeighbours(labels: Labels, reach: number, runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  const { touching, outline, met } = contacts(expandLabels(labels, reach), runs.labels);
  const centres = Array.from(runs.labels, (_, row) => centralMoments(runs, row));
  const points = { x: Float64Array.from(centres, ({ x }) => x), y: Float64Array.from(centres, ({ y }) => y) };
  const nearest: NearestPoints = nearestPoints(points.x, points.y);
  return fillTable(NEIGHBOUR_COLUMNS, runs.labels, (row, out) => {
    const near = nearest.first[row];
    const angle = near < 0 ? Number.NaN : Math.atan2(points.y[near] - points.y[row], points.x[near] - points.x[row]);
    out.set([met[row].size, touching[row] / outline[row], nearest.firstDistance[row], angle, nearest.secondDistance[row]]);
  });
}

interface Contacts {
  /** By row: pixels of the outline that touch another object. */
  readonly touching: Uint32Array;
  /** By row: pixels of the outline. */
  readonly outline: Uint32Array;
  readonly met: readonly ReadonlySet<number>[];
}

function contacts({ data, width, height }: Labels, names: Uint32Array): Contacts {
  const rows = new Map(Array.from(names, (name, row) => [name, row]));
  const [touching, outline] = [new Uint32Array(names.length), new Uint32Array(names.length)];
  const met = Array.from(names, () => new Set<number>());
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const own = data[i];
      if (own === 0) continue;
      let edge = false;
      let meets = false;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const inside = x + dx >= 0 && x + dx < width && y + dy >= 0 && y + dy < height;
          const other = inside ? data[i + dy * width + dx] : 0;
          if (other === own) continue;
          if (dx === 0 || dy === 0) edge = true;
          if (other === 0) continue;
          meets = true;
          met[rows.get(own)!].add(other);
        }
      const row = edge ? rows.get(own)! : -1;
      if (edge) outline[row]++;
      if (edge && meets) touching[row]++;
    }
  return { touching, outline, met };
}
