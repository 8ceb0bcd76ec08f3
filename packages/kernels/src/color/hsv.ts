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
  const [red, green, blue] = channels.map(({ data }) => data);
  const [hue, saturation, value] = results;
  const [hues, saturations, values] = [hue.data, saturation.data, value.data];
  const put = (i: number, r: number, g: number, b: number): void => {
    const most = Math.max(r, Math.max(g, b));
    const span = most - Math.min(r, Math.min(g, b));
    values[i] = most;
    // In a new plane, hue and saturation are 0 already.
    if (span === 0) return;
    saturations[i] = span / most;
    hues[i] = sixths(r, g, b, most, span) / 6;
  };
  if (red instanceof Uint8Array) {
    const shares = Float64Array.from({ length: 256 }, (_, sample) => sample / white);
    for (let i = 0; i < red.length; i++) put(i, shares[red[i]], shares[green[i]], shares[blue[i]]);
  } else for (let i = 0; i < red.length; i++) put(i, red[i] / white, green[i] / white, blue[i] / white);
  return { hue, saturation, value };
}

function sixths(r: number, g: number, b: number, most: number, span: number): number {
  if (b === most) return 4 + (r - g) / span;
  if (g === most) return 2 + (b - r) / span;
  const turn = (g - b) / span;
  return turn < 0 ? turn + 6 : turn;
}
