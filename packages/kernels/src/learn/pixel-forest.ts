import { ArgosyError } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireOneSize } from "../array/require-samples.ts";
import { featureStack } from "../filters/feature-stack.ts";
import type { Forest } from "./forest.ts";
import { growTrees } from "./grow-trees.ts";
import { joinForest } from "./join-forest.ts";
import { randomSource, shuffle } from "./random.ts";

/** Features of every pixel of an image, in one array so that a forest walks through it fast. */
export interface PixelFeatures {
  readonly width: number;
  readonly height: number;
  readonly names: readonly string[];
  /** `[names][height][width]` */
  readonly data: Float32Array;
}

/** Blurs of {@link pixelFeatures} in pixels; 0 is the image as it is. */
export const PIXEL_SIGMAS: readonly number[] = [0, 1, 2, 4, 8];

/**
 * What a {@link trainPixelForest} looks at: `featureStack` of every channel. It is made once for an image, however often people draw.
 *
 * @param channels - One plane or more `[height, width]` of one size; not changed.
 * @throws {ArgosyError} `invalid_argument` when there is no channel or pixel, sizes differ, or there is no sigma.
 *
 * Time as `featureStack` for each channel; memory 16 bytes a pixel, channel and sigma. As scikit-image's `multiscale_basic_features` of each
 * channel.
 */
export function pixelFeatures(channels: readonly Plane[], sigmas: readonly number[] = PIXEL_SIGMAS): PixelFeatures {
  const [first, ...others] = channels;
  if (first === undefined) throw new ArgosyError("invalid_argument", "features of pixels need a channel");
  requireOneSize(first, ...others);
  const { width, height } = first;
  const pixels = width * height;
  const names: string[] = [];
  const data = new Float32Array(channels.length * sigmas.length * 4 * pixels);
  for (const [c, channel] of channels.entries())
    for (const { name, plane } of featureStack(channel, sigmas)) {
      data.set(plane.data, names.length * pixels);
      names.push(`${name} of ${c}`);
    }
  return { width, height, names, data };
}

/** How {@link trainPixelForest} learns. */
export interface PixelForestOptions {
  /** Default 16. */
  readonly trees?: number;
  /** Most pixels of one class that are learnt from, drawn from all that are marked; default 1000. */
  readonly rowsPerClass?: number;
  /** Equal seeds give equal forests; default 1. */
  readonly seed?: number;
}

/**
 * A forest that tells pixels apart, from a few strokes that somebody drew.
 *
 * Every class counts alike, however much of it is marked. Pixels with a feature that is not finite are left out.
 *
 * @param strokes - `[height, width]`: 0 = nothing is said, 1, 2, ... = the class of the pixel.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ, or fewer than two classes are marked.
 *
 * Time O(pixels + trees * marked log marked).
 *
 * Source: L. Breiman (2001), Machine Learning 45, 5-32, doi:10.1023/A:1010933404324; the use is that of ilastik: S. Berg et al. (2019),
 * Nat. Methods 16, 1226-1232, doi:10.1038/s41592-019-0582-9.
 */
export function trainPixelForest(features: PixelFeatures, strokes: Plane<Uint8Array>, options: PixelForestOptions = {}): Forest {
  const { trees = 16, rowsPerClass = 1000, seed = 1 } = options;
  const { width, height, names, data } = features;
  if (strokes.width !== width || strokes.height !== height)
    throw new ArgosyError("invalid_argument", "strokes and features differ in size", { details: { width, height } });
  const pixels = width * height;
  const marked = markedPixels(features, strokes.data, rowsPerClass, seed);
  const rows = new Float32Array(marked.length * names.length);
  for (let row = 0; row < marked.length; row++)
    for (let f = 0; f < names.length; f++) rows[row * names.length + f] = data[f * pixels + marked[row]];
  const classes = Uint16Array.from(marked, (i) => strokes.data[i] - 1);
  if (new Set(classes).size < 2)
    throw new ArgosyError("invalid_argument", "strokes must mark two classes at least", { details: { pixels: marked.length } });
  const training = {
    features: rows,
    n: marked.length,
    f: names.length,
    classes,
    classCount: 1 + classes.reduce((most, value) => Math.max(most, value), 0),
    minLeaf: 2,
    classWeights: "balanced",
    seed,
  } as const;
  return joinForest(training, [growTrees({ ...training, trees }, 0, trees)]).forest;
}

/** The pixels to learn from: at most so many of a class, in raster order. */
function markedPixels(features: PixelFeatures, strokes: Uint8Array, most: number, seed: number): Uint32Array {
  const members = new Map<number, number[]>();
  for (let i = 0; i < strokes.length; i++) {
    if (strokes[i] === 0 || !isWhole(features, i)) continue;
    const own = members.get(strokes[i]);
    if (own === undefined) members.set(strokes[i], [i]);
    else own.push(i);
  }
  const random = randomSource(seed);
  const drawn = Array.from(members.values(), (own) => {
    if (own.length <= most) return own;
    const order = Uint32Array.from(own);
    shuffle(order, random);
    return Array.from(order.subarray(0, most));
  });
  return Uint32Array.from(drawn.flat()).sort();
}

function isWhole({ data, names, width, height }: PixelFeatures, i: number): boolean {
  for (let f = 0; f < names.length; f++) if (!Number.isFinite(data[f * width * height + i])) return false;
  return true;
}
