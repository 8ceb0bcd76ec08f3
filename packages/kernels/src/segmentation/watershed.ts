import type { Labels, Mask, Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import type { Connectivity } from "./label.ts";

/** What limits a {@link watershed}. */
export interface WatershedOptions {
  /** Where labels may spread: other than 0. Markers outside are dropped. Default: everywhere. */
  readonly mask?: Mask;
  /** Default 4. */
  readonly connectivity?: Connectivity;
}

/**
 * Flood a surface from markers: each pixel goes to the marker whose flood reaches it first, lower pixels before higher ones.
 *
 * The water never sinks: a pixel below the level at which it is reached is flooded at that level.
 * Pixels of one level are flooded in the order in which they were reached, markers first and in raster order; neighbours are taken
 * up, left, right, down, then the diagonals. There is no line between the basins. NaN floods last.
 *
 * @param surface - `[height, width]`, any sample type; basins are low.
 * @param markers - `[height, width]`, other than 0 = a seed with its label.
 * @returns New labels; 0 outside the mask and where no marker reaches.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ or there is no pixel.
 *
 * Time O(n) for 8- and 16-bit surfaces, O(n log n) for others, n = pixels reached.
 *
 * Source: P. Soille, L. Vincent (1990), Proc. SPIE 1360, 240-250, doi:10.1117/12.24211; order of ties as in scikit-image,
 * which however leaves open the order of markers of one height.
 */
export function watershed(surface: Plane, markers: Labels, { mask, connectivity = 4 }: WatershedOptions = {}): Labels {
  const { data, width, height } = surface;
  requireOneSize(surface, markers, mask);
  const labels = new Uint32Array(data.length);
  const queue =
    data.BYTES_PER_ELEMENT <= 2
      ? levelQueue(surface)
      : heapQueue(surface, mask?.data.reduce((sum: number, one) => sum + (one === 0 ? 0 : 1), 0) ?? data.length);
  for (let i = 0; i < labels.length; i++)
    if (markers.data[i] !== 0 && (mask === undefined || mask.data[i] !== 0)) {
      labels[i] = markers.data[i];
      queue.push(i);
    }
  const [dx, dy] = neighbours(connectivity);
  for (let i = queue.pop(); i >= 0; i = queue.pop()) {
    const x = i % width;
    const y = (i - x) / width;
    for (let k = 0; k < dx.length; k++) {
      const nx = x + dx[k];
      const ny = y + dy[k];
      if (nx < 0 || ny < 0 || nx >= width || ny >= height) continue;
      const neighbour = ny * width + nx;
      if (labels[neighbour] !== 0 || (mask !== undefined && mask.data[neighbour] === 0)) continue;
      labels[neighbour] = labels[i];
      queue.push(neighbour);
    }
  }
  return { data: labels, width, height };
}

function neighbours(connectivity: Connectivity): readonly [readonly number[], readonly number[]] {
  return connectivity === 4
    ? [
        [0, -1, 1, 0],
        [-1, 0, 0, 1],
      ]
    : [
        [0, -1, 1, 0, -1, 1, -1, 1],
        [-1, 0, 0, 1, -1, -1, 1, 1],
      ];
}

/** Pixels by height, then by age. `pop` gives -1 when nothing is left. */
interface FloodQueue {
  push(pixel: number): void;
  pop(): number;
}

/** One chain a grey value: as a pixel is pushed once, its successor is kept in one array for all chains. */
function levelQueue({ data }: Plane): FloodQueue {
  const bytes = data.BYTES_PER_ELEMENT;
  const lowest = data instanceof Int8Array || data instanceof Int16Array ? -(2 ** (8 * bytes - 1)) : 0;
  const levels = 2 ** (8 * bytes);
  const heads = new Int32Array(levels).fill(-1);
  const tails = new Int32Array(levels);
  const next = new Int32Array(data.length).fill(-1);
  let level = 0;
  return {
    push(pixel) {
      const at = Math.max(level, data[pixel] - lowest);
      if (heads[at] < 0) heads[at] = pixel;
      else next[tails[at]] = pixel;
      tails[at] = pixel;
    },
    pop() {
      while (level < levels && heads[level] < 0) level++;
      if (level === levels) return -1;
      const pixel = heads[level];
      heads[level] = next[pixel];
      return pixel;
    },
  };
}

/** A binary heap of ages for at most `capacity` pixels; `pixels` and `heights` are indexed by age. */
function heapQueue({ data }: Plane, capacity: number): FloodQueue {
  const heap = new Int32Array(capacity);
  const pixels = new Int32Array(capacity);
  const heights = new Float64Array(capacity);
  let size = 0;
  let age = 0;
  let level = Number.NEGATIVE_INFINITY;
  const before = (a: number, b: number): boolean => heights[a] < heights[b] || (heights[a] === heights[b] && a < b);
  return {
    push(pixel) {
      pixels[age] = pixel;
      heights[age] = Number.isNaN(data[pixel]) ? Number.POSITIVE_INFINITY : Math.max(level, data[pixel]);
      let at = size++;
      for (let parent = (at - 1) >> 1; at > 0 && before(age, heap[parent]); parent = (at - 1) >> 1) {
        heap[at] = heap[parent];
        at = parent;
      }
      heap[at] = age++;
    },
    pop() {
      if (size === 0) return -1;
      const top = heap[0];
      level = heights[top];
      const last = heap[--size];
      let at = 0;
      for (let child = 1; child < size; child = 2 * at + 1) {
        if (child + 1 < size && before(heap[child + 1], heap[child])) child++;
        if (!before(heap[child], last)) break;
        heap[at] = heap[child];
        at = child;
      }
      heap[at] = last;
      return pixels[top];
    },
  };
}
