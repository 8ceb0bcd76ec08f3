import { dtypeOf } from "@argosy/core";
import type { Footprint, Labels, Mask, Plane } from "@argosy/kernels";
import { sampleRange } from "@argosy/kernels";
import type { GivenCase } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";

/** An input with its shape. @throws {Error} when the case has no such array. */
export function arrayArgument({ inputs }: GivenCase, name: string): NdArray {
  const value = inputs[name];
  if (value === undefined || typeof value === "number") throw new Error(`the case has no array ${name}`);
  return value;
}

/** An input of one channel. */
export function planeArgument(given: GivenCase, name: string): Plane {
  const { data, shape } = arrayArgument(given, name);
  if (shape.length !== 2) throw new Unsupported(`${name} has ${shape.length} axes`);
  return { data, width: shape[1]!, height: shape[0]! };
}

/** An input of one channel as scikit-image's img_as_float gives it: unsigned integers become shares of white. */
export function unitArgument(given: GivenCase, name: string): Plane {
  const image = planeArgument(given, name);
  const dtype = dtypeOf(image.data);
  if (dtype.startsWith("float")) return image;
  if (!dtype.startsWith("u")) throw new Unsupported(`${name} is ${dtype}`);
  const white = sampleRange(dtype).high;
  return { ...image, data: Float64Array.from(image.data, (value) => value / white) };
}

/** An input as foreground and background: what is not 0 is foreground. */
export function maskArgument(given: GivenCase, name: string): Mask {
  const { data, width, height } = planeArgument(given, name);
  return { data: Uint8Array.from(data, (value) => Number(value !== 0)), width, height };
}

export function labelsArgument(given: GivenCase, name: string): Labels {
  const { data, width, height } = planeArgument(given, name);
  return { data: Uint32Array.from(data), width, height };
}

/** The channels of an input `[height, width, channels]`. */
export function channelsArgument(given: GivenCase, name: string): readonly Plane[] {
  const { data, shape } = arrayArgument(given, name);
  const [height, width, channels] = shape;
  if (channels === undefined || shape.length !== 3) throw new Unsupported(`${name} has ${shape.length} axes`);
  return Array.from({ length: channels }, (_, c) => ({
    data: data.filter((_value, i) => i % channels === c),
    width: width!,
    height: height!,
  }));
}

/** A parameter or an input that is a number. */
export function numberArgument({ inputs, params }: GivenCase, name: string, otherwise?: number): number {
  const value = params[name] ?? inputs[name] ?? otherwise;
  if (typeof value !== "number") throw new Unsupported(`${name} is ${JSON.stringify(value)}`);
  return value;
}

/** A parameter that is one of some words. */
export function wordArgument<W extends string>({ params }: GivenCase, name: string, words: readonly W[], otherwise?: W): W {
  const value = params[name] ?? otherwise;
  if (!words.includes(value as W)) throw new Unsupported(`${name} is ${JSON.stringify(value)}`);
  return value as W;
}

/** A parameter that is a list of numbers. */
export function numbersArgument({ params }: GivenCase, name: string): readonly number[] {
  const value = params[name];
  if (!Array.isArray(value) || value.some((each) => typeof each !== "number")) throw new Unsupported(`${name} is ${JSON.stringify(value)}`);
  return value;
}

/** A footprint by its name: `disk5`, `disk(5)`, `square7`, `square(7)`, `7x7`. */
export function footprintArgument({ params }: GivenCase, name = "footprint"): Footprint {
  const text = String(params[name]);
  const disk = /^disk\(?(\d+)\)?$/.exec(text)?.[1];
  if (disk !== undefined) return { shape: "disk", radius: Number(disk) };
  const [, square, side, other = side] = /^(?:square\(?(\d+)\)?|(\d+)x(\d+))$/.exec(text) ?? [];
  const length = Number(square ?? side);
  if (!(length % 2 === 1) || (square === undefined && side !== other)) throw new Unsupported(`${name} is ${text}`);
  return { shape: "square", radius: (length - 1) / 2 };
}

/** An output of one channel. */
export function arrayOf({ data, width, height }: Plane): NdArray {
  return { data, shape: [height, width] };
}

/** An output `[height, width, channels]`. */
export function arrayOfChannels(channels: readonly Plane<Float32Array>[]): NdArray {
  const { width, height } = channels[0]!;
  const count = channels.length;
  const data = new Float32Array(width * height * count);
  for (let i = 0; i < data.length; i++) data[i] = channels[i % count]!.data[Math.floor(i / count)]!;
  return { data, shape: [height, width, count] };
}

/** An output that is a list. */
export function listOf(values: readonly number[]): NdArray {
  return { data: Float64Array.from(values), shape: [values.length] };
}
