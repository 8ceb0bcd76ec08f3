import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import type { Blob } from "./blob.ts";
import { pruneBlobs } from "./blob-overlap.ts";
import { gaussianBlur } from "./gaussian.ts";
import { laplacianOfGaussian } from "./laplacian-of-gaussian.ts";

/** What {@link findBlobs} looks for. */
export interface BlobOptions {
  /** Answer of each scale: Laplacian of Gaussian at `count` sigmas, evenly spaced, or differences of Gaussians that grow by `ratio`. */
  readonly method: { readonly kind: "log"; readonly count: number } | { readonly kind: "dog"; readonly ratio: number };
  /** In pixels, 0 < least <= most. */
  readonly least: number;
  readonly most: number;
  /** Weakest answer, in grey values. */
  readonly threshold: number;
  /** Share of the smaller spot that may lie in a larger one, 0..1. */
  readonly overlap: number;
}

/**
 * Bright spots of unknown size: maxima over place and scale.
 *
 * A maximum is a pixel that none of its 26 neighbours in place and scale exceeds; of equal neighbours the first in raster order counts.
 * NaN is no maximum. A constant plane has none.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @returns By their answer, strongest first; equal ones in raster order.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel or an option is out of its range.
 *
 * Time O(pixels * sum of sigmas), memory 4 bytes a pixel and scale.
 *
 * Source: T. Lindeberg (1998), Int. J. Comput. Vis. 30(2), 79-116, doi:10.1023/A:1008045108935; conventions of skimage.feature.blob_log
 * and blob_dog.
 */
export function findBlobs(plane: Plane, options: BlobOptions): readonly Blob[] {
  requireSamples(plane);
  const { least, most, threshold, overlap } = options;
  if (!(least > 0 && least <= most && Number.isFinite(most) && overlap >= 0 && overlap <= 1))
    throw new ArgosyError("invalid_argument", "sigmas or overlap of spots are out of range", { details: { least, most, overlap } });
  const scales = scaleSpace(plane, options);
  return pruneBlobs(peaksOf(scales, plane.width, plane.height, threshold), overlap);
}

interface Scale {
  readonly sigma: number;
  readonly answer: Float32Array;
}

function scaleSpace(plane: Plane, { method, least, most }: BlobOptions): readonly Scale[] {
  if (method.kind === "log") {
    const { count } = method;
    if (!(Number.isInteger(count) && count >= 1)) throw new ArgosyError("invalid_argument", "there must be at least one scale");
    return Array.from({ length: count }, (_, i) => {
      const sigma = count === 1 ? least : least + (i * (most - least)) / (count - 1);
      return { sigma, answer: laplacianOfGaussian(plane, sigma).data.map((value) => -value * sigma * sigma) };
    });
  }
  const { ratio } = method;
  if (!(ratio > 1)) throw new ArgosyError("invalid_argument", "the ratio of scales must be above 1", { details: { ratio } });
  const steps = Math.floor(Math.log(most / least) / Math.log(ratio) + 1);
  let before = gaussianBlur(plane, least, "reflect").data;
  return Array.from({ length: steps }, (_, i) => {
    const after = gaussianBlur(plane, least * ratio ** (i + 1), "reflect").data;
    const answer = before.map((value, k) => (value - after[k]) / (ratio - 1));
    before = after;
    return { sigma: least * ratio ** i, answer };
  });
}

function peaksOf(scales: readonly Scale[], width: number, height: number, threshold: number): readonly Blob[] {
  const found: (Blob & { readonly answer: number })[] = [];
  scales.forEach(({ sigma, answer }, s) => {
    for (let i = 0; i < answer.length; i++) {
      if (!(answer[i] > threshold)) continue;
      const [x, y] = [i % width, Math.floor(i / width)];
      if (isPeak(scales, { s, x, y, width, height })) found.push({ x, y, sigma, answer: answer[i] });
    }
  });
  found.sort((a, b) => b.answer - a.answer || a.y - b.y || a.x - b.x || a.sigma - b.sigma);
  return found.map(({ x, y, sigma }) => ({ x, y, sigma }));
}

interface Place {
  readonly s: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

function isPeak(scales: readonly Scale[], { s, x, y, width, height }: Place): boolean {
  const value = scales[s].answer[y * width + x];
  for (let ds = Math.max(0, s - 1); ds <= Math.min(scales.length - 1, s + 1); ds++)
    for (let dy = Math.max(0, y - 1); dy <= Math.min(height - 1, y + 1); dy++)
      for (let dx = Math.max(0, x - 1); dx <= Math.min(width - 1, x + 1); dx++) {
        const other = scales[ds].answer[dy * width + dx];
        const earlier = ds < s || (ds === s && (dy < y || (dy === y && dx < x)));
        if (other > value || (earlier && other === value)) return false;
      }
  return true;
}
