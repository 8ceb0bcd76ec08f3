import type { Labels } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * The objects of a label image as horizontal runs of pixels.
 *
 * Row `i` is the object `labels[i]`; its runs are `starts[i]..starts[i + 1] - 1` in raster order, run `r` covers the pixels
 * `x0[r]..x1[r] - 1` of image row `y[r]`. `boxes` holds `left, top, right, bottom` an object, right and bottom exclusive.
 * Everything that is measured of an object starts here, so the label image is read once.
 */
export interface ObjectRuns {
  readonly width: number;
  readonly height: number;
  /** `[objects]` ascending. */
  readonly labels: Uint32Array;
  /** `[objects]` number of pixels. */
  readonly areas: Uint32Array;
  /** `[objects][4]` */
  readonly boxes: Int32Array;
  /** `[objects + 1]` */
  readonly starts: Uint32Array;
  readonly y: Int32Array;
  readonly x0: Int32Array;
  readonly x1: Int32Array;
}

interface RawRuns {
  readonly count: number;
  readonly label: Uint32Array;
  /** `[count][3]` y, x0, x1 */
  readonly place: Int32Array;
  readonly maxLabel: number;
}

/**
 * Read a label image into runs.
 *
 * Labels may be any numbers from 1 to 2^32 - 1, also sparse, and an object may consist of several parts. 0 is background.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels), memory O(runs).
 *
 * Source: run lengths by definition.
 */
export function findObjectRuns(labels: Labels): ObjectRuns {
  requireSamples(labels);
  const raw = scanRuns(labels);
  const { rows, names } = numberRows(raw);
  const n = names.length;
  const starts = new Uint32Array(n + 1);
  for (let r = 0; r < raw.count; r++) starts[rows[r] + 1]++;
  for (let i = 0; i < n; i++) starts[i + 1] += starts[i];
  return { width: labels.width, height: labels.height, labels: names, starts, ...placeRuns(raw, rows, starts) };
}

function scanRuns({ data, width, height }: Labels): RawRuns {
  let capacity = 1024;
  let label = new Uint32Array(capacity);
  let place = new Int32Array(capacity * 3);
  let count = 0;
  let maxLabel = 0;
  for (let y = 0, p = 0; y < height; y++) {
    const end = p + width;
    const row = p;
    while (p < end) {
      while (p < end && data[p] === 0) p++;
      if (p === end) break;
      const value = data[p];
      const start = p;
      while (p < end && data[p] === value) p++;
      if (count === capacity) {
        capacity *= 2;
        label = enlarge(label, new Uint32Array(capacity));
        place = enlarge(place, new Int32Array(capacity * 3));
      }
      label[count] = value;
      place[count * 3] = y;
      place[count * 3 + 1] = start - row;
      place[count * 3 + 2] = p - row;
      count++;
      if (value > maxLabel) maxLabel = value;
    }
  }
  return { count, label, place, maxLabel };
}

function enlarge<A extends Uint32Array | Int32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}

/** The row of each run, and the label of each row. */
function numberRows({ count, label, maxLabel }: RawRuns): { rows: Uint32Array; names: Uint32Array<ArrayBuffer> } {
  const rows = new Uint32Array(count);
  if (maxLabel > 8 * count + 65536) {
    const names = Uint32Array.from(new Set(label.subarray(0, count))).sort();
    const row = new Map(Array.from(names, (name, index) => [name, index]));
    for (let r = 0; r < count; r++) rows[r] = row.get(label[r])!;
    return { rows, names };
  }
  const row = new Uint32Array(maxLabel + 1);
  for (let r = 0; r < count; r++) row[label[r]] = 1;
  let n = 0;
  for (let name = 1; name <= maxLabel; name++) if (row[name] === 1) row[name] = ++n;
  const names = new Uint32Array(n);
  for (let name = 1; name <= maxLabel; name++) if (row[name] > 0) names[row[name] - 1] = name;
  for (let r = 0; r < count; r++) rows[r] = row[label[r]] - 1;
  return { rows, names };
}

function placeRuns(raw: RawRuns, rows: Uint32Array, starts: Uint32Array) {
  const n = starts.length - 1;
  const next = starts.slice(0, n);
  const areas = new Uint32Array(n);
  const boxes = new Int32Array(n * 4);
  const y = new Int32Array(raw.count);
  const x0 = new Int32Array(raw.count);
  const x1 = new Int32Array(raw.count);
  for (let r = 0; r < raw.count; r++) {
    const row = rows[r];
    const at = next[row]++;
    const top = raw.place[r * 3];
    const left = raw.place[r * 3 + 1];
    const right = raw.place[r * 3 + 2];
    y[at] = top;
    x0[at] = left;
    x1[at] = right;
    const box = row * 4;
    if (areas[row] === 0) {
      boxes[box] = left;
      boxes[box + 1] = top;
    } else if (left < boxes[box]) boxes[box] = left;
    if (right > boxes[box + 2]) boxes[box + 2] = right;
    boxes[box + 3] = top + 1;
    areas[row] += right - left;
  }
  return { areas, boxes, y, x0, x1 };
}

/**
 * One object of its own as runs, from a mask of its box.
 *
 * @param mask - `[height][width]` 1 inside; its pixel (0, 0) is at (left, top) of the image. Every outer row and column is 0.
 */
export function runsOfMask(
  mask: Uint8Array,
  place: { left: number; top: number; width: number; height: number },
  image: { width: number; height: number },
): ObjectRuns {
  const { left, top, width, height } = place;
  const runs: number[] = [];
  let area = 0;
  for (let y = 0; y < height; y++) {
    const row = y * width;
    for (let x = 0; x < width; x++) {
      if (mask[row + x] === 0) continue;
      const start = x;
      while (mask[row + x] === 1) x++;
      runs.push(top + y, left + start, left + x);
      area += x - start;
    }
  }
  const part = (offset: number) => Int32Array.from({ length: runs.length / 3 }, (_, i) => runs[3 * i + offset]);
  return {
    width: image.width,
    height: image.height,
    labels: Uint32Array.of(1),
    areas: Uint32Array.of(area),
    boxes: Int32Array.of(left + 1, top + 1, left + width - 1, top + height - 1),
    starts: Uint32Array.of(0, runs.length / 3),
    y: part(0),
    x0: part(1),
    x1: part(2),
  };
}
