import { mapSamples } from "../array/map-samples.ts";
import type { Labels, Mask } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { neighbourSteps } from "./neighbours.ts";
import { createPixelQueue } from "./pixel-queue.ts";

/**
 * Part objects between markers: every pixel goes to the marker that is nearest by a way inside the objects.
 *
 * A step costs 1, or sqrt(2) over a corner. Of equally near markers the older one wins: the one with the lower label. No way enters a barrier or
 * slips between two pixels of it that touch at a corner, whether or not the barrier closes; the barrier's own pixels go to the nearest marker
 * afterwards, over the pixels beside them. What no marker reaches stays 0.
 *
 * @param objects - `[height, width]`, other than 0 = inside; not changed.
 * @param markers - `[height, width]`, other than 0 = a seed with its label; seeds outside the objects or on a barrier are dropped.
 * @param barriers - `[height, width]`, other than 0 = no way; default none.
 * @returns New labels.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there are no pixels.
 *
 * Time O(n log n), n = pixels inside.
 *
 * Source: E. W. Dijkstra (1959), Numer. Math. 1, 269-271, doi:10.1007/BF01386390, from many starts at once.
 */
export function geodesicSplit(objects: Mask, markers: Labels, barriers?: Mask): Labels {
  requireOneSize(objects, markers, barriers);
  const { width, height } = objects;
  const open = objects.data.map((inside, i) => (inside !== 0 && (barriers === undefined || barriers.data[i] === 0) ? 1 : 0));
  const blocked = (i: number): boolean => barriers !== undefined && barriers.data[i] !== 0;
  const seeds = markers.data.map((label, i) => (open[i] === 1 ? label : 0));
  const parted = spread({ data: open, width, height }, seeds, blocked);
  if (barriers === undefined) return { data: parted, width, height };
  const inside: Mask = {
    data: mapSamples(objects.data, new Uint8Array(objects.data.length), (value) => (value === 0 ? 0 : 1)),
    width,
    height,
  };
  return { data: coverBarriers(inside, parted, blocked), width, height };
}

/** Labels of the nearest seed inside a mask; a diagonal step is closed when both pixels beside it are blocked. */
function spread({ data: open, width, height }: Mask, seeds: Uint32Array, blocked: (i: number) => boolean): Uint32Array {
  const labels = new Uint32Array(open.length);
  const best = new Float64Array(open.length).fill(Number.POSITIVE_INFINITY);
  const queue = createPixelQueue();
  const { dx, dy } = neighbourSteps(8);
  for (let i = 0; i < open.length; i++) {
    if (seeds[i] === 0) continue;
    best[i] = 0;
    labels[i] = seeds[i];
    // Between other seeds there is nowhere to go.
    if (borders({ data: open, width, height }, seeds, i)) queue.push(0, i, i);
  }
  while (queue.pop()) {
    const { pixel, cost } = queue;
    // A pixel is worked on again when an older marker turned out to be equally near.
    if (cost > best[pixel]) continue;
    const x = pixel % width;
    const y = (pixel - x) / width;
    for (let k = 0; k < 8; k++) {
      const nx = x + dx[k];
      const ny = y + dy[k];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const next = ny * width + nx;
      if (open[next] === 0 || (k >= 4 && blocked(y * width + nx) && blocked(ny * width + x))) continue;
      const away = cost + (k < 4 ? 1 : Math.SQRT2);
      const near = away < best[next] - TIE;
      if (!near && !(away <= best[next] + TIE && labels[pixel] < labels[next])) continue;
      if (near) best[next] = away;
      labels[next] = labels[pixel];
      queue.push(best[next], next, pixel);
    }
  }
  return labels;
}

/** Whether an open pixel that is no seed lies beside a pixel. */
function borders({ data: open, width, height }: Mask, seeds: Uint32Array, i: number): boolean {
  const x = i % width;
  const y = (i - x) / width;
  for (let ny = Math.max(0, y - 1); ny <= Math.min(height - 1, y + 1); ny++)
    for (let nx = Math.max(0, x - 1); nx <= Math.min(width - 1, x + 1); nx++)
      if (open[ny * width + nx] !== 0 && seeds[ny * width + nx] === 0) return true;
  return false;
}

/** Ways of equal length may be added up in another order. */
const TIE = 1e-9;

/** Give the barrier's pixels the label of the nearest pixel that has one, over other pixels of the barrier. */
function coverBarriers(inside: Mask, parted: Uint32Array, blocked: (i: number) => boolean): Uint32Array {
  const open = inside.data.map((value, i) => (value !== 0 && (blocked(i) || parted[i] !== 0) ? 1 : 0));
  const covered = spread({ data: open, width: inside.width, height: inside.height }, parted, () => false);
  return covered.map((label, i) => (parted[i] !== 0 ? parted[i] : label));
}
