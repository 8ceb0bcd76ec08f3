import type { DType, PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { sampleRange } from "./sample-range.ts";

/** Shares of red, green and blue. */
export interface GreyWeights {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
}

/** Named weights: luma of ITU-R BT.601 and BT.709, the plain average, and single channels. */
export const GREY_WEIGHTS = {
  rec601: { red: 0.299, green: 0.587, blue: 0.114 },
  rec709: { red: 0.2126, green: 0.7152, blue: 0.0722 },
  average: { red: 1 / 3, green: 1 / 3, blue: 1 / 3 },
  red: { red: 1, green: 0, blue: 0 },
  green: { red: 0, green: 1, blue: 0 },
  blue: { red: 0, green: 0, blue: 1 },
} as const satisfies Record<string, GreyWeights>;

/**
 * A way from colour to grey: named weights, or of the three channels of a pixel the largest (`max`), the smallest (`min`), the middle
 * between both (`lightness`), how far the smallest is from white (`darkness`: high in anything dark or stained), or the saturation of
 * the HSV model (0 = grey or black, white of the sample type = pure colour).
 */
export type GreyMethod = keyof typeof GREY_WEIGHTS | "max" | "min" | "lightness" | "darkness" | "saturation";

/** Every {@link GreyMethod}, in the order to show them. */
export const GREY_METHODS: readonly GreyMethod[] = [
  ...(Object.keys(GREY_WEIGHTS) as (keyof typeof GREY_WEIGHTS)[]),
  "max",
  "min",
  "lightness",
  "darkness",
  "saturation",
];

/**
 * One grey plane of three colour planes of equal size and sample type; the type is kept, integers are rounded to the nearest, halves up.
 *
 * @param channels - Red, green, blue, each `[height, width]`.
 * @param method - A name, or weights of one's own (their sum should be 1; results are clipped to the range of an integer type).
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sizes or sample types differ.
 *
 * Time O(pixels). As scikit-image's `rgb2gray` for `rec709`, whose weights differ in the fourth digit.
 */
export function toGrey(channels: readonly [Plane, Plane, Plane], method: GreyMethod | GreyWeights): Plane {
  requireSamples(channels[0]);
  const [red, green, blue] = channels;
  const { data, width, height } = red;
  const dtype = dtypeOf(data);
  for (const other of channels)
    if (other.width !== width || other.height !== height || dtypeOf(other.data) !== dtype)
      throw new ArgosyError("invalid_argument", "the channels of a colour image must have one size and sample type");
  const out = newSamples(dtype, data.length);
  const colours: Colours = [data, green.data, blue.data];
  const range = dtype.startsWith("float") ? undefined : sampleRange(dtype);
  if (typeof method === "object") mixWeighted(colours, method, range, out);
  else if (method in GREY_WEIGHTS) mixWeighted(colours, weightsOf(method), range, out);
  else mixExtremes(colours, ofExtremes(method, dtype), range, out);
  return { data: out, width, height };
}

type Colours = readonly [PixelArray, PixelArray, PixelArray];
type Range = { readonly low: number; readonly high: number } | undefined;
type Mix = (red: number, green: number, blue: number) => number;

/** Undoes the rounding of weights that add up to 1, so that equal channels give their own value. */
const PUSH = 1e-9;

function mixWeighted([red, green, blue]: Colours, { red: r, green: g, blue: b }: GreyWeights, range: Range, out: PixelArray): void {
  if (range === undefined) {
    for (let i = 0; i < out.length; i++) out[i] = r * red[i] + g * green[i] + b * blue[i];
    return;
  }
  const { low, high } = range;
  for (let i = 0; i < out.length; i++) {
    const grey = Math.floor(r * red[i] + g * green[i] + b * blue[i] + 0.5 + PUSH);
    out[i] = Math.min(high, Math.max(low, grey));
  }
}

function mixExtremes([red, green, blue]: Colours, mix: Mix, range: Range, out: PixelArray): void {
  for (let i = 0; i < out.length; i++) {
    const grey = mix(red[i], green[i], blue[i]);
    out[i] = range === undefined ? grey : Math.min(range.high, Math.max(range.low, Math.floor(grey + 0.5 + PUSH)));
  }
}

function weightsOf(method: string): GreyWeights {
  return GREY_WEIGHTS[method as keyof typeof GREY_WEIGHTS];
}

function ofExtremes(method: GreyMethod, dtype: DType): Mix {
  const white = sampleRange(dtype).high;
  switch (method) {
    case "max":
      return (red, green, blue) => Math.max(red, green, blue);
    case "min":
      return (red, green, blue) => Math.min(red, green, blue);
    case "lightness":
      return (red, green, blue) => (Math.max(red, green, blue) + Math.min(red, green, blue)) / 2;
    case "darkness":
      return (red, green, blue) => white - Math.min(red, green, blue);
    case "saturation":
      return (red, green, blue) => {
        const max = Math.max(red, green, blue);
        return max <= 0 ? 0 : (white * (max - Math.min(red, green, blue))) / max;
      };
    default:
      throw new ArgosyError("invalid_argument", "there is no such way to make grey", { details: { method } });
  }
}
