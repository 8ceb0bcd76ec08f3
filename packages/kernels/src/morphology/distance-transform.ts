import type { Mask, Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/** Size of a pixel along each axis, in the unit that distances are wanted in. */
export interface Sampling {
  readonly x: number;
  readonly y: number;
}

/**
 * Exact Euclidean distance of every pixel to the nearest background pixel, centre to centre; 0 in the background.
 *
 * The frame's border is no background. Where the mask has no background at all every distance is Infinity.
 *
 * @param mask - Other than 0 = foreground.
 * @param sampling - Size of a pixel; default 1 x 1.
 * @returns `[height, width]` in the unit of `sampling`.
 *
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels).
 *
 * Source: A. Meijster, J. Roerdink, W. Hesselink (2000), Computational Imaging and Vision 18, 331-340, doi:10.1007/0-306-47025-X_36;
 * here each run of foreground in a row is worked on alone, since the background at its ends is nearer than all beyond it.
 */
export function distanceTransform(mask: Mask, sampling: Sampling = { x: 1, y: 1 }): Plane<Float32Array> {
  requireSamples(mask);
  const { data, width, height } = mask;
  const rows = distancesUpwards(mask);
  const out = new Float32Array(data.length);
  const envelope = newEnvelope(width);
  // From the last row up, so that the distances downwards come along on the way.
  for (let y = height - 1; y >= 0; y--) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (data[row + x] === 0) continue;
      const start = x;
      for (; x < width && data[row + x] !== 0; x++) {
        const i = row + x;
        if (y < height - 1 && rows[i + width] < rows[i]) rows[i] = rows[i + width] + 1;
      }
      fillRun(envelope, rows, out, { row, width, start, end: x, sampling });
    }
  }
  return { data: out, width, height };
}

/** Stands for "no background in this column"; larger than any row count, small enough to add 1 to. */
const NONE = 0x3fffffff;

/** Rows up to the nearest background of the same column. */
function distancesUpwards({ data, width }: Mask): Int32Array {
  const rows = new Int32Array(data.length);
  for (let i = 0; i < rows.length; i++) if (data[i] !== 0) rows[i] = i < width || rows[i - width] === NONE ? NONE : rows[i - width] + 1;
  return rows;
}

/** Lower envelope of parabolas: parabola k is the nearest from `starts[k]` on. */
interface Envelope {
  readonly sites: Int32Array;
  readonly heights: Float64Array;
  readonly starts: Float64Array;
}

function newEnvelope(width: number): Envelope {
  return { sites: new Int32Array(width + 2), heights: new Float64Array(width + 2), starts: new Float64Array(width + 2) };
}

/** The distances of a run of foreground, columns `start..end - 1` of the row that begins at `row`. */
function fillRun(
  { sites, heights, starts }: Envelope,
  rows: Int32Array,
  out: Float32Array,
  run: { readonly row: number; readonly width: number; readonly start: number; readonly end: number; readonly sampling: Sampling },
): void {
  const { row, width, start: from, end: to, sampling } = run;
  const twice = 2 * sampling.x * sampling.x;
  let size = 0;
  for (let site = Math.max(from - 1, 0); site <= to && site < width; site++) {
    if (rows[row + site] >= NONE) continue;
    const away = rows[row + site] * sampling.y;
    const height = away * away;
    let start = Number.NEGATIVE_INFINITY;
    for (; size > 0; size--) {
      const other = sites[size - 1];
      const meeting = (site + other) / 2 + (height - heights[size - 1]) / (twice * (site - other));
      if (meeting > starts[size - 1]) {
        start = meeting;
        break;
      }
    }
    sites[size] = site;
    heights[size] = height;
    starts[size++] = start;
  }
  if (size === 0) out.fill(Number.POSITIVE_INFINITY, row + from, row + to);
  else
    for (let x = from, k = 0; x < to; x++) {
      while (k + 1 < size && starts[k + 1] <= x) k++;
      const apart = (x - sites[k]) * sampling.x;
      out[row + x] = Math.sqrt(apart * apart + heights[k]);
    }
}
