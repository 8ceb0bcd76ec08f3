import type { Labels } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";

/**
 * The pixels of a label image as horizontal runs of one label, in raster order: run `r` covers the offsets `starts[r]..ends[r] - 1` of
 * the plane, all in one row, and has the label `numbers[r]`. What is not covered is background.
 */
export interface LabelRuns {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly numbers: Int32Array | Uint32Array;
}

/**
 * Read a label image into runs.
 *
 * @param labels - `[height, width]`, any numbers; not changed. Neighbours of different labels are different runs.
 * @returns `[runs]` each; empty for a plane of background alone.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel.
 *
 * Time O(pixels), memory 12 bytes a run.
 *
 * Source: run lengths by definition.
 */
export function labelRuns(labels: Labels): LabelRuns {
  requireSamples(labels);
  const { data, width, height } = labels;
  let capacity = 1024 + width;
  let starts = new Int32Array(capacity);
  let ends = new Int32Array(capacity);
  let numbers = new Uint32Array(capacity);
  let count = 0;
  for (let y = 0, i = 0; y < height; y++) {
    if (count + width > capacity) {
      capacity = Math.max(count + width, capacity * 2);
      starts = grown(starts, new Int32Array(capacity));
      ends = grown(ends, new Int32Array(capacity));
      numbers = grown(numbers, new Uint32Array(capacity));
    }
    for (const rowEnd = i + width; i < rowEnd; ) {
      while (i < rowEnd && data[i] === 0) i++;
      if (i === rowEnd) break;
      const label = data[i];
      starts[count] = i;
      while (i < rowEnd && data[i] === label) i++;
      ends[count] = i;
      numbers[count++] = label;
    }
  }
  return { starts: starts.subarray(0, count), ends: ends.subarray(0, count), numbers: numbers.subarray(0, count) };
}

function grown<A extends Int32Array | Uint32Array>(from: A, to: A): A {
  to.set(from);
  return to;
}
