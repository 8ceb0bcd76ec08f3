import type { PixelArray } from "@argosy/core";
import type { Plane } from "../array/plane.ts";
import type { ColourChannels } from "./colour-channels.ts";
import { openChannels } from "./colour-channels.ts";

/** Lightness 0..100, green to red, blue to yellow. */
export interface LabChannels {
  readonly l: Plane<Float32Array>;
  readonly a: Plane<Float32Array>;
  readonly b: Plane<Float32Array>;
}

/** White of daylight D65, seen under 2 degrees. */
const [WHITE_X, WHITE_Z] = [0.95047, 1.08883];

/**
 * CIE L*a*b* of an sRGB image, under daylight (D65, 2 degrees).
 *
 * NaN gives NaN; floating-point samples beyond 0..1 go on along the curves.
 *
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sizes or sample types differ.
 *
 * Time O(pixels).
 *
 * Source: IEC 61966-2-1 (sRGB), CIE 15 (L*a*b*); matrix and rounding of constants as skimage.color.rgb2lab.
 */
export function rgbToLab(channels: ColourChannels): LabChannels {
  const { white, results } = openChannels(channels);
  const [red, green, blue] = channels.map(({ data }) => data);
  const [l, a, b] = results;
  const lightOf = lightCurve(red, white);
  const roots = Float64Array.from({ length: TABLE_TO * TABLE_STEPS + 1 }, (_, i) => Math.cbrt((i + 0.5) / TABLE_STEPS));
  const root = (value: number): number => {
    if (!(value > 0.008856)) return 7.787 * value + 16 / 116;
    if (value >= TABLE_TO) return Math.cbrt(value);
    return nearRoot(value, roots[Math.floor(value * TABLE_STEPS)]);
  };
  for (let i = 0; i < l.data.length; i++) {
    const r = lightOf(red[i]);
    const g = lightOf(green[i]);
    const u = lightOf(blue[i]);
    const x = root((0.412453 * r + 0.35758 * g + 0.180423 * u) / WHITE_X);
    const y = root(0.212671 * r + 0.71516 * g + 0.072169 * u);
    const z = root((0.019334 * r + 0.119193 * g + 0.950227 * u) / WHITE_Z);
    l.data[i] = 116 * y - 16;
    a.data[i] = 500 * (x - y);
    b.data[i] = 200 * (y - z);
  }
  return { l, a, b };
}

/** Light of a sample: from a table where samples have 8 bits. */
function lightCurve(data: PixelArray, white: number): (value: number) => number {
  if (!(data instanceof Uint8Array)) return (value) => linear(value / white);
  const table = Float64Array.from({ length: 256 }, (_, value) => linear(value / white));
  return (value) => table[value];
}

function linear(value: number): number {
  return value > 0.04045 ? ((value + 0.055) / 1.055) ** 2.4 : value / 12.92;
}

/** Cube roots are looked up in so many steps a unit, and made exact to 8 digits from there. */
const TABLE_STEPS = 8_192;
const TABLE_TO = 2;

/** A root with three times as many right digits: one step by Halley's method. */
function nearRoot(value: number, root: number): number {
  const cube = root * root * root;
  return (root * (cube + 2 * value)) / (2 * cube + value);
}
