import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { Plane } from "@argosy/kernels";
import { halve, histogram, plane, randomSource } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";
import { fillParams, greyImage } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import sharp from "sharp";

const SIDE = 2048;
const LEVEL = 1024;
const FRAMES = 500;
/** Grey levels of 8 bits that a grey value may lie off the transform of the whole image. */
const TOLERANCE = 1;
/** Bytes by which the process may grow after the first fifth of the images. */
const GROWTH = 64 * 2 ** 20;
const METHODS = ["stretch", "equalize", "match"] as const;
type Method = (typeof METHODS)[number];

/** How far the transforms of small levels lie from those of whole images. */
export interface NormalizationOutcome {
  /** Most grey levels by which any grey value of any image differs, by method. */
  readonly apart: Readonly<Record<Method, number>>;
  /** The same where the level is made of means, as one that is looked at. */
  readonly apartByMeans: Readonly<Record<Method, number>>;
  /** Most grey levels by which the means of the matched images differ. */
  readonly spread: number;
  /** The same before. */
  readonly spreadBefore: number;
  readonly seconds: number;
  /** Bytes by which the process grew after the first fifth. */
  readonly growth: number;
}

/**
 * Brings frames of different exposure to the first one by the node `exposure.normalize`, one after another: each has the scene shifted, other
 * noise, gain, offset and gamma.
 *
 * @param scene - 16 bits, without noise; repeated where frames are larger.
 * @param options - `side` of the frames and of the small `level` in pixels.
 */
export async function measureNormalization(
  scene: Plane,
  { frames, side, level }: { readonly frames: number; readonly side: number; readonly level: number },
): Promise<NormalizationOutcome> {
  const draw = frameSource(scene, side);
  const normalize = await normalizer(draw(0));
  const apart = { stretch: 0, equalize: 0, match: 0 };
  const apartByMeans = { stretch: 0, equalize: 0, match: 0 };
  const [means, meansBefore]: [number[], number[]] = [[], []];
  let [seconds, settled, most] = [0, 0, 0];
  for (let frame = 1; frame <= frames; frame++) {
    const image = draw(frame);
    const start = performance.now();
    const matched = normalize.apply(image, normalize.find(image, "match", level));
    seconds += (performance.now() - start) / 1000;
    means.push(meanOf(matched));
    meansBefore.push(meanOf(image));
    const occurring = histogram(image).counts;
    for (const method of METHODS) {
      const whole = normalize.apply(EVERY_GREY, normalize.find(image, method, 0));
      const small = normalize.apply(EVERY_GREY, normalize.find(image, method, level));
      apart[method] = Math.max(apart[method], mostApart(occurring, whole, small));
      if (frame > 5) continue;
      const byMeans = normalize.apply(EVERY_GREY, normalize.find(meanLevel(image, level), method, 0));
      apartByMeans[method] = Math.max(apartByMeans[method], mostApart(occurring, whole, byMeans));
    }
    const { rss } = process.memoryUsage();
    if (frame <= frames / 5) settled = Math.max(settled, rss);
    most = Math.max(most, rss);
  }
  const spreadOf = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  return { apart, apartByMeans, spread: spreadOf(means), spreadBefore: spreadOf(meansBefore), seconds, growth: most - settled };
}

/** Pixel by pixel what a transform makes of each grey value: the node changes every pixel by its value alone. */
const EVERY_GREY = plane(
  Uint8Array.from({ length: 256 }, (_, grey) => grey),
  256,
  1,
);

/** The two halves of the node. */
interface Normalizer {
  /** @param side - Of the small level; 0 = the whole image. */
  find(image: Plane, method: Method, side: number): unknown;
  apply(image: Plane, change: unknown): Plane;
}

async function normalizer(reference: Plane): Promise<Normalizer> {
  const node = (await loadNodes()).find("exposure.normalize");
  if (node?.whole === undefined) throw new Error("there is no node that normalises");
  const { whole } = node;
  const context = { name: "frame.png", companionImage: greyImage(reference) };
  const inputs = (image: Plane) => ({ image: greyImage(image) }) as never;
  return {
    find: (image, method, side) => whole.summarise(inputs(image), fillParams(node, { method, side }), context),
    apply: (image, change) => (whole.apply(inputs(image), {}, change, context)["image"] as ImageValue).channels[0]!,
  };
}

/** Most grey levels between two results, over the grey values that occur. */
function mostApart(occurring: Uint32Array, a: Plane, b: Plane): number {
  return occurring.reduce((most, count, grey) => (count === 0 ? most : Math.max(most, Math.abs(a.data[grey]! - b.data[grey]!))), 0);
}

function meanLevel(image: Plane, side: number): Plane {
  let level = image;
  while (Math.max(level.width, level.height) > side) level = halve(level);
  return level;
}

function meanOf({ data }: Plane): number {
  let sum = 0;
  for (let i = 0; i < data.length; i++) sum += data[i]!;
  return sum / data.length;
}

/** Frames of 8 bits by number; 0 is the reference. Each is drawn anew into a plane of its own. */
function frameSource(scene: Plane, side: number): (frame: number) => Plane {
  const random = randomSource(20261122);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
  const noise = Float32Array.from({ length: 2 ** 20 }, () => 6 * normal());
  return (frame) => {
    const drawn = randomSource(frame);
    const [left, top] = [drawn.below(scene.width), drawn.below(scene.height)];
    const [gain, dark, gamma] = frame === 0 ? [1, 0, 1] : [0.5 + 0.5 * drawn.unit(), 40 * drawn.unit(), 0.8 + 0.5 * drawn.unit()];
    const exposed = Float32Array.from({ length: 65536 }, (_, grey) => dark + gain * 200 * (grey / 65535) ** gamma);
    const data = new Uint8Array(side * side);
    let next = drawn.below(noise.length);
    for (let y = 0, i = 0; y < side; y++) {
      const row = ((y + top) % scene.height) * scene.width;
      for (let x = 0; x < side; x++, i++) {
        const value = exposed[scene.data[row + ((x + left) % scene.width)]!]! + noise[next]!;
        data[i] = Math.min(255, Math.max(0, Math.floor(value + 0.5)));
        if (++next === noise.length) next = 0;
      }
    }
    return plane(data, side, side);
  };
}

/** A real scene of 16 bits: a field of a time lapse under a microscope. */
async function readScene(samples: string): Promise<Plane> {
  const folder = join(samples, "illum/basic_brightfield/Timelapse_brightfield");
  const [first] = (await readdir(folder)).filter((name) => name.endsWith(".png")).sort();
  const { data, info } = await sharp(join(folder, first!))
    .toColourspace("grey16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const samples16 = new Uint16Array(Uint8Array.from(data).buffer);
  const grey = Uint16Array.from({ length: info.width * info.height }, (_, i) => samples16[i * info.channels]!);
  const most = grey.reduce((a, b) => Math.max(a, b), 1);
  return plane(
    grey.map((value) => (value * 65535) / most),
    info.width,
    info.height,
  );
}

/**
 * Whether images of different exposure become one through small levels of theirs: `npm run eval -- normalization`.
 *
 * @param samples - The folder of real images.
 * @throws {Error} when a transform lies too far from that of the whole image, or memory grows with the images.
 */
export async function run(samples: string): Promise<void> {
  const found = await measureNormalization(await readScene(samples), { frames: FRAMES, side: SIDE, level: LEVEL });
  console.log(`${FRAMES} images of ${SIDE} x ${SIDE}, 8 bits, transforms found on levels of ${LEVEL} x ${LEVEL}`);
  for (const method of METHODS)
    console.log(
      `${method.padEnd(10)} ${found.apart[method]} grey levels from the transform of the whole image at most (a level of means: ${found.apartByMeans[method]})`,
    );
  console.log(`means of the images ${found.spreadBefore.toFixed(1)} grey levels apart before, ${found.spread.toFixed(2)} after matching`);
  console.log(
    `${(FRAMES / found.seconds).toFixed(1)} images/s matched on one thread, ${((FRAMES * SIDE * SIDE) / found.seconds / 1e6).toFixed(0)} Mpx/s`,
  );
  console.log(`memory grew by ${(found.growth / 2 ** 20).toFixed(1)} MiB over the last four fifths of the images`);
  const missed = METHODS.filter((method) => found.apart[method] > TOLERANCE).map((method) => `${method} is too far off`);
  if (found.growth > GROWTH) missed.push("memory grows with the images");
  if (missed.length > 0) throw new Error(missed.join("; "));
}
