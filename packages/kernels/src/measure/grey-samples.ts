import type { PixelArray } from "@argosy/core";
import type { ObjectRuns } from "./object-runs.ts";

/**
 * The grey values of one object: in raster order and sorted.
 *
 * The buffers are reused from object to object; only the first `n` samples mean something.
 */
export interface GreySamples {
  n: number;
  raster: Float64Array;
  sorted: Float64Array;
  /** Scratch of counts; 0 throughout between two uses. */
  counts: Uint32Array;
}

/** An empty buffer to be filled by {@link readSamples}. */
export function createSamples(): GreySamples {
  return { n: 0, raster: new Float64Array(1024), sorted: new Float64Array(1024), counts: new Uint32Array(1024) };
}

/**
 * Read the grey values of object `row`, and sort them unless nobody asks for their order. Whole numbers of a small range are sorted by
 * counting: O(area + range).
 *
 * @returns The smallest and the greatest; NaN is neither.
 */
export function readSamples(
  { starts, y, x0, x1, width, areas }: ObjectRuns,
  row: number,
  data: PixelArray,
  samples: GreySamples,
  sorting = true,
): { readonly min: number; readonly max: number } {
  const n = areas[row];
  if (samples.raster.length < n) {
    samples.raster = new Float64Array(2 * n);
    samples.sorted = new Float64Array(2 * n);
  }
  const { raster } = samples;
  samples.n = n;
  let at = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let r = starts[row]; r < starts[row + 1]; r++) {
    const base = y[r] * width;
    for (let p = base + x0[r], end = base + x1[r]; p < end; p++) {
      const value = data[p];
      raster[at++] = value;
      if (value < min) min = value;
      if (value > max) max = value;
    }
  }
  if (!sorting) return { min, max };
  const whole = !(data instanceof Float32Array) && !(data instanceof Float64Array);
  if (whole && max - min <= 256 + 8 * n) sortByCounting(samples, min, max);
  else {
    samples.sorted.set(raster.subarray(0, n));
    samples.sorted.subarray(0, n).sort();
  }
  return { min, max };
}

function sortByCounting(samples: GreySamples, min: number, max: number): void {
  const bins = max - min + 1;
  if (samples.counts.length < bins) samples.counts = new Uint32Array(2 * bins);
  const { raster, sorted, counts, n } = samples;
  for (let i = 0; i < n; i++) counts[raster[i] - min]++;
  let at = 0;
  for (let bin = 0; bin < bins; bin++) {
    const end = at + counts[bin];
    while (at < end) sorted[at++] = bin + min;
    counts[bin] = 0;
  }
}

/** The value below which a share of the samples lies, interpolated linearly between neighbours as numpy does. */
export function quantile({ sorted, n }: GreySamples, share: number): number {
  const at = share * (n - 1);
  const below = Math.floor(at);
  const above = Math.min(below + 1, n - 1);
  return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
}

/** The sum of the samples, in raster order. */
export function greySum({ raster, n }: GreySamples): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += raster[i];
  return sum;
}

/** Mean and central moments (divided by n) of the samples, which are sorted; the moments of a constant are exactly 0. */
export function greyMoments(samples: GreySamples) {
  const { raster, sorted, n } = samples;
  const sum = greySum(samples);
  const mean = sum / n;
  let m2 = 0;
  let m3 = 0;
  let m4 = 0;
  if (sorted[0] !== sorted[n - 1]) {
    for (let i = 0; i < n; i++) {
      const d = raster[i] - mean;
      const d2 = d * d;
      m2 += d2;
      m3 += d2 * d;
      m4 += d2 * d2;
    }
  }
  return { sum, mean, m2: m2 / n, m3: m3 / n, m4: m4 / n };
}

/** Shannon entropy in bits of the samples in equal bins between their minimum and maximum; 0 for a constant. */
export function greyEntropy(samples: GreySamples, bins: number): number {
  if (!countInBins(samples, bins)) return 0;
  const { counts, n } = samples;
  let bits = 0;
  for (let bin = 0; bin < bins; bin++) {
    const count = counts[bin];
    if (count > 0) bits -= (count / n) * Math.log2(count / n);
    counts[bin] = 0;
  }
  return bits;
}

/** Counts the samples in equal bins between their minimum and maximum, into `counts`; false, and nothing counted, for a constant. */
function countInBins({ sorted, counts, n }: GreySamples, bins: number): boolean {
  const min = sorted[0];
  const range = sorted[n - 1] - min;
  if (!(range > 0)) return false;
  for (let i = 0; i < n; ) {
    // Equal samples lie beside each other.
    const value = sorted[i];
    const start = i++;
    while (i < n && sorted[i] === value) i++;
    counts[Math.min(bins - 1, Math.floor(((value - min) / range) * bins))] += i - start;
  }
  return true;
}

/** The most frequent of the samples, which are sorted; of several the smallest. */
export function mostFrequent({ sorted, n }: GreySamples): number {
  let best = 0;
  let mode = Number.NaN;
  for (let i = 0, from = 0; i < n; i++) {
    if (i + 1 < n && sorted[i + 1] === sorted[i]) continue;
    if (i + 1 - from > best) {
      best = i + 1 - from;
      mode = sorted[i];
    }
    from = i + 1;
  }
  return mode;
}

/**
 * The middle of the fullest of equal bins between the minimum and the maximum of the samples, which are sorted; of several bins the lowest.
 * For a constant its value.
 */
export function fullestBin(samples: GreySamples, bins: number): number {
  const { sorted, counts, n } = samples;
  if (!countInBins(samples, bins)) return sorted[0];
  let fullest = 0;
  for (let bin = 1; bin < bins; bin++) if (counts[bin] > counts[fullest]) fullest = bin;
  counts.fill(0, 0, bins);
  return sorted[0] + ((fullest + 0.5) * (sorted[n - 1] - sorted[0])) / bins;
}
