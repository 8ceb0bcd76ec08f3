import type { Plane } from "../array/plane.ts";
import type { ColourChannels } from "./colour-channels.ts";
import { openChannels } from "./colour-channels.ts";

/** Hue 0..1 (0 = red, 1/3 = green, 2/3 = blue; a circle), saturation and value 0..1. */
export interface HsvChannels {
  readonly hue: Plane<Float32Array>;
  readonly saturation: Plane<Float32Array>;
  readonly value: Plane<Float32Array>;
}

/**
 * Hue, saturation and value of a colour image. Grey has hue 0 and saturation 0; NaN in a channel gives NaN.
 *
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or sizes or sample types differ.
 *
 * Time O(pixels).
 *
 * Source: A. R. Smith (1978), Computer Graphics 12(3), 12-19, doi:10.1145/965139.807361.
 */
export function rgbToHsv(channels: ColourChannels): HsvChannels {
  const { white, results } = openChannels(channels);
  const [{ data: red }, { data: green }, { data: blue }] = channels;
  const [hue, saturation, value] = results;
  const result = { hue, saturation, value };
  if (red instanceof Uint8Array && green instanceof Uint8Array && blue instanceof Uint8Array) convertBytes([red, green, blue], result);
  else convertEach(channels, white, result);
  return result;
}

/** For each sample type. New planes are 0 already where there is neither hue nor saturation. Time O(pixels). */
export function convertEach([{ data: red }, { data: green }, { data: blue }]: ColourChannels, white: number, to: HsvChannels): void {
  const [hues, saturations, values] = [to.hue.data, to.saturation.data, to.value.data];
  for (let i = 0; i < red.length; i++) {
    const [r, g, b] = [red[i] / white, green[i] / white, blue[i] / white];
    const most = Math.max(r, Math.max(g, b));
    const span = most - Math.min(r, Math.min(g, b));
    values[i] = most;
    if (span === 0) continue;
    saturations[i] = span / most;
    hues[i] = sixths(r, g, b, most, span) / 6;
  }
}

function sixths(r: number, g: number, b: number, most: number, span: number): number {
  if (b === most) return 4 + (r - g) / span;
  if (g === most) return 2 + (b - r) / span;
  const turn = (g - b) / span;
  return turn < 0 ? turn + 6 : turn;
}

/**
 * The same for bytes, without a branch: which channel is the greatest changes from pixel to pixel. `x >> 31` is -1 where x is below 0.
 *
 * Quotients of whole numbers differ from those of shares of white in the 16th digit, which 32 bits do not hold: of all colours none does.
 */
function convertBytes([red, green, blue]: readonly [Uint8Array, Uint8Array, Uint8Array], to: HsvChannels): void {
  const [hues, saturations, values] = [to.hue.data, to.saturation.data, to.value.data];
  const shares = Float32Array.from({ length: 256 }, (_, sample) => sample / 255);
  const inverses = Float64Array.from({ length: 256 }, (_, sample) => (sample === 0 ? 0 : 1 / sample));
  const sixthsOf = Float64Array.from({ length: 256 }, (_, sample) => (sample === 0 ? 0 : 1 / (6 * sample)));
  const begins = Float64Array.from({ length: 7 }, (_, sixth) => sixth / 6);
  for (let i = 0; i < red.length; i++) {
    const r = red[i];
    const g = green[i];
    const b = blue[i];
    const apart = (r ^ g) & ((r - g) >> 31);
    const greater = r ^ apart;
    const less = g ^ apart;
    const most = greater ^ ((greater ^ b) & ((greater - b) >> 31));
    const least = b ^ ((b ^ less) & ((less - b) >> 31));
    const span = most - least;
    const notBlue = (b - most) >> 31;
    const notGreen = (g - most) >> 31;
    const redOrGreen = (b - r) ^ (((b - r) ^ (g - b)) & notGreen);
    const across = (r - g) ^ (((r - g) ^ redOrGreen) & notBlue);
    // Sixths of the circle: blue begins at 4, green at 2, red at 0, or at 6 where it would be below 0; grey has none.
    const begin = (4 ^ ((4 ^ (2 ^ ((2 ^ (6 & (across >> 31))) & notGreen))) & notBlue)) & (-span >> 31);
    values[i] = shares[most];
    saturations[i] = span * inverses[most];
    hues[i] = begins[begin] + across * sixthsOf[span];
  }
}
