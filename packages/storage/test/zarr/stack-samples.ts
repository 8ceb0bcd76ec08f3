import type { DType, PixelArray } from "@argosy/core";
import { newSamples, SAMPLE_BYTES } from "@argosy/core";
import type { ObjectStore, PlaneSamples, StackDescription, StackFrame } from "../../src/index.ts";
import { encodeStack, sizeAtLevel, writeArray } from "../../src/index.ts";

/** Sample types that arrays are stored in. */
export const DTYPES = Object.keys(SAMPLE_BYTES) as readonly DType[];

/** Samples of arbitrary bits that follow from `seed`: every bit pattern occurs, NaN payloads and negative zeros too. */
export function noise(dtype: DType, length: number, seed: number): PixelArray {
  const samples = newSamples(dtype, length);
  const bytes = new Uint8Array(samples.buffer);
  let state = (seed * 2_654_435_761 + 1) >>> 0;
  for (let i = 0; i < bytes.length; i++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    bytes[i] = state >>> 24;
  }
  return samples;
}

/** What {@link testStack} is made from; frames are `width` x `height` each. */
export interface TestStack {
  readonly dtype: DType;
  readonly c?: number;
  readonly frames: readonly (readonly [width: number, height: number])[];
  readonly labels?: boolean;
  readonly pixelSize?: StackDescription["pixelSize"];
}

/** The description of a stack of frames of these sizes. */
export function testStack({ dtype, c = 1, frames, labels = false, pixelSize }: TestStack): StackDescription {
  const named = frames.map(([width, height], i): StackFrame => ({ name: `frame ${i}`, width, height }));
  const window = { min: 0, max: 255, start: 0, end: 255 };
  return {
    t: frames.length,
    c,
    y: Math.max(...frames.map(([, height]) => height)),
    x: Math.max(...frames.map(([width]) => width)),
    dtype,
    name: "test",
    frames: named,
    channels: labels ? [] : Array.from({ length: c }, (_, i) => ({ label: `channel ${i}`, color: "FFFFFF", window })),
    ...(labels ? { labels: { source: "../image" } } : {}),
    ...(pixelSize === undefined ? {} : { pixelSize }),
  };
}

/** The plane of a frame at a level, full of noise of its own. */
export function noisePlane(stack: StackDescription, level: number, t: number, c: number): PlaneSamples {
  const width = sizeAtLevel(stack.frames[t]!.width, level);
  const height = sizeAtLevel(stack.frames[t]!.height, level);
  return { data: noise(stack.dtype, width * height, level * 1_000 + t * 10 + c), width, height };
}

/** Writes a stack of noise. */
export function writeNoise(store: ObjectStore, prefix: string, stack: StackDescription) {
  return writeArray(
    store,
    prefix,
    encodeStack(stack, (level, t, c) => noisePlane(stack, level, t, c)),
  );
}

/** The bytes of samples, which compare where NaN does not. */
export function bytesOfSamples(samples: PixelArray): Uint8Array {
  return new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
}
