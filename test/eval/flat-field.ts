import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Mask, Plane, RandomSource } from "@argosy/kernels";
import {
  estimateFlatField,
  flatFieldAt,
  flattenLight,
  gaussianBlur,
  maskedBackground,
  plane,
  randomSource,
  sampleLight,
} from "@argosy/kernels";
import sharp from "sharp";

const SIDE = 256;
const FRAMES = 40;
const STEP = 4;
const COVERED = 0.3;
const REAL = "illum/basic_brightfield/Timelapse_brightfield";

/** What the flat field reaches, as shares: errors are relative, root mean square. */
export interface FlatFieldOutcome {
  /** Of the estimate from synthetic frames against the known field. */
  readonly estimate: number;
  /** The same of the plain mean of the frames, which objects leak into. */
  readonly plainMean: number;
  /** Of the background of a single frame half covered by objects that are known. */
  readonly halfCovered: number;
  /** The same where nobody says which pixels are objects. */
  readonly halfCoveredBlind: number;
}

/** Estimates a known field from 40 frames, 30 % of each covered by dark disks at random places. */
export function measureSynthetic(): FlatFieldOutcome {
  const random = randomSource(20261121);
  const field = knownField();
  const frames = Array.from({ length: FRAMES }, () => drawFrame(field, COVERED, random).image);
  const estimate = estimateFlatField(frames.map((frame) => sampleLight(frame, STEP)));
  const mean = plane(
    Float32Array.from(field.data, (_, i) => frames.reduce((sum, { data }) => sum + data[i]!, 0)),
    SIDE,
    SIDE,
  );
  const half = drawFrame(field, 0.5, random);
  return {
    estimate: apartFrom(flatFieldAt(estimate, STEP, SIDE, SIDE), field),
    plainMean: apartFrom(mean, field),
    halfCovered: apartFrom(maskedBackground(half.image, { sigma: 20, objects: half.objects }), field),
    halfCoveredBlind: apartFrom(maskedBackground(half.image, { sigma: 40 }), field),
  };
}

/** Light that falls to about half in the corners, and is not in the middle. */
export function knownField(side: number = SIDE): Plane<Float64Array> {
  const data = Float64Array.from({ length: side * side }, (_, i) => {
    const [x, y] = [(i % side) / side - 0.45, Math.floor(i / side) / side - 0.55];
    return 1 - 0.8 * (x * x + y * y);
  });
  return plane(data, side, side);
}

/** A frame of 16 bits with its own exposure and noise of 1 %: disks let a tenth to nine tenths of the light pass. */
export function drawFrame(
  { data, width: side }: Plane,
  covered: number,
  random: RandomSource,
): { readonly image: Plane; readonly objects: Mask } {
  const exposure = 20_000 * (0.8 + 0.4 * random.unit());
  const light = Float64Array.from(data, (value) => exposure * value * (1 + 0.01 * normal(random)));
  const taken = new Uint8Array(data.length);
  for (let count = 0; count < covered * data.length; ) {
    const [x, y, radius, share] = [
      side * random.unit(),
      side * random.unit(),
      side * (1 / 64 + random.unit() / 16),
      0.1 + 0.8 * random.unit(),
    ];
    for (let i = 0; i < data.length; i++) {
      const [dx, dy] = [(i % side) - x, Math.floor(i / side) - y];
      if (taken[i] === 1 || dx * dx + dy * dy > radius * radius) continue;
      taken[i] = 1;
      light[i]! *= share;
      count++;
    }
  }
  return { image: plane(Uint16Array.from(light, Math.round), side, side), objects: plane(taken, side, side) };
}

function normal(random: RandomSource): number {
  return Math.sqrt(-2 * Math.log(1 - random.unit())) * Math.cos(2 * Math.PI * random.unit());
}

/** The root mean square by which a field differs from another, both divided by their means. */
export function apartFrom(found: Plane, expected: Plane): number {
  const [ours, theirs] = [Float64Array.from(found.data), Float64Array.from(expected.data)];
  const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [a, b] = [mean(ours), mean(theirs)];
  const squares = ours.reduce((sum, value, i) => sum + (value / a / (theirs[i]! / b) - 1) ** 2, 0);
  return Math.sqrt(squares / found.data.length);
}

/** The coefficient of variation of the smoothed mean of half of the real frames, as they are and corrected by the other half. */
async function measureReal(samples: string): Promise<{ readonly before: number; readonly after: number }> {
  const names = (await readdir(join(samples, REAL))).filter((name) => name.endsWith(".png")).sort();
  const frames = await Promise.all(names.map((name) => readGrey(join(samples, REAL, name))));
  const [known, other] = [frames.filter((_, i) => i % 2 === 0), frames.filter((_, i) => i % 2 === 1)];
  const { width, height } = frames[0]!;
  const field = flatFieldAt(estimateFlatField(known.map((frame) => sampleLight(frame, STEP))), STEP, width, height);
  return { before: variation(other), after: variation(other.map((frame) => flattenLight(frame, field, "divide", 1))) };
}

async function readGrey(file: string): Promise<Plane<Float32Array>> {
  const { data, info } = await sharp(await readFile(file))
    .toColourspace("grey16")
    .raw({ depth: "ushort" })
    .toBuffer({ resolveWithObject: true });
  const samples = new Uint16Array(Uint8Array.from(data).buffer);
  return plane(
    Float32Array.from({ length: info.width * info.height }, (_, i) => samples[i * info.channels]!),
    info.width,
    info.height,
  );
}

function variation(frames: readonly Plane[]): number {
  const { width, height } = frames[0]!;
  const mean = Float32Array.from({ length: width * height }, (_, i) => frames.reduce((sum, { data }) => sum + data[i]!, 0) / frames.length);
  const { data } = gaussianBlur(plane(mean, width, height), 20, "nearest");
  const middle = data.reduce((sum, value) => sum + value, 0) / data.length;
  return Math.sqrt(data.reduce((sum, value) => sum + (value - middle) ** 2, 0) / data.length) / middle;
}

/**
 * How well the light that a collection has in common is found: `npm run eval -- flat-field`.
 *
 * @param samples - The folder of real images.
 * @throws {Error} when a target is missed, or the plain mean would have reached it.
 */
export async function run(samples: string): Promise<void> {
  const { estimate, plainMean, halfCovered, halfCoveredBlind } = measureSynthetic();
  const { before, after } = await measureReal(samples);
  const rows: readonly (readonly [what: string, value: number, limit: string, ok: boolean])[] = [
    ["estimate from 40 synthetic frames, rms", estimate, "<= 0.01", estimate <= 0.01],
    ["plain mean of them, rms", plainMean, ">= 0.03", plainMean >= 0.03],
    ["background, half covered by known objects", halfCovered, "<= 0.02", halfCovered <= 0.02],
    ["background, half covered by unknown ones", halfCoveredBlind, "", true],
    ["real frames as they are, variation", before, "", true],
    ["real frames corrected, variation", after, "<= 0.02", after <= 0.02],
  ];
  for (const [what, value, limit, ok] of rows)
    console.log(`${what.padEnd(44)} ${value.toFixed(4)}  ${limit} ${ok ? "" : "MISSED"}`.trimEnd());
  const missed = rows.filter(([, , , ok]) => !ok);
  if (missed.length > 0) throw new Error(`missed: ${missed.map(([what]) => what).join("; ")}`);
}
