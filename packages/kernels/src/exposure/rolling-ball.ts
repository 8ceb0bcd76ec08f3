import type { PixelArray } from "@argosy/core";
import { ArgosyError, dtypeOf, newSamples } from "@argosy/core";
import { mapSamples } from "../array/map-samples.ts";
import type { Plane } from "../array/plane.ts";
import { requireSamples } from "../array/require-samples.ts";
import { erode } from "../morphology/erode.ts";

/**
 * The background of bright objects on dark: how high the top of a ball reaches that is pressed from below against the grey values.
 *
 * `min over dx^2 + dy^2 <= radius^2 of value(x + dx, y + dy) + radius - sqrt(radius^2 - dx^2 - dy^2)`; what lies outside the frame does not
 * count. One grey value is as high as one pixel is wide. The sample type is kept, integers are cut down (as scikit-image does). NaN and
 * positive infinity count as infinitely high; where nothing else is in reach they stay.
 *
 * @param plane - `[height, width]`, any sample type; not changed.
 * @param radius - Of the ball, in pixels, > 0.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or the radius is not above 0.
 *
 * Time O(pixels * radius) for an even background, O(pixels * radius^2) at worst: the search goes outwards and ends as soon as nothing
 * further away, where the ball is lower, can be less.
 *
 * Source: S. R. Sternberg (1983), IEEE Computer 16(1), 22-34, doi:10.1109/MC.1983.1654163; conventions of scikit-image's rolling_ball.
 */
export function rollingBall<A extends PixelArray>(plane: Plane<A>, radius: number): Plane<A> {
  requireSamples(plane);
  if (!(radius > 0 && Number.isFinite(radius)))
    throw new ArgosyError("invalid_argument", "the radius of a ball must be above 0", { details: { radius } });
  const { data, width, height } = plane;
  const reach = Math.floor(radius);
  const surface: Plane<Float64Array> = {
    data: mapSamples(data, new Float64Array(data.length), (value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value)),
    width,
    height,
  };
  const whole = !dtypeOf(data).startsWith("float");
  const lowest = erode<PixelArray>(whole ? plane : surface, { shape: "disk", radius: reach }).data;
  const ball = ballPlaces(radius, reach);
  const steps = ball.dx.map((dx, k) => ball.dy[k] * width + dx);
  const out = newSamples(dtypeOf(data), data.length) as A;
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const inside = x >= reach && y >= reach && x < width - reach && y < height - reach;
      const top = inside
        ? topInside(surface.data, steps, ball.drop, { i, lowest: lowest[i] })
        : topAtBorder(surface, ball, { x, y, lowest: lowest[i] });
      out[i] = top === Number.POSITIVE_INFINITY ? data[i] : whole ? Math.trunc(top) : top;
    }
  return { data: out, width, height };
}

/** Places of the ball from its centre outwards, and how much lower it is there. */
interface Ball {
  readonly dx: Int32Array;
  readonly dy: Int32Array;
  readonly drop: Float64Array;
}

function ballPlaces(radius: number, reach: number): Ball {
  const places: { readonly dx: number; readonly dy: number; readonly far: number }[] = [];
  for (let dy = -reach; dy <= reach; dy++)
    for (let dx = -reach; dx <= reach; dx++) {
      const far = dx * dx + dy * dy;
      if (far <= radius * radius) places.push({ dx, dy, far });
    }
  places.sort((a, b) => a.far - b.far);
  return {
    dx: Int32Array.from(places, ({ dx }) => dx),
    dy: Int32Array.from(places, ({ dy }) => dy),
    drop: Float64Array.from(places, ({ far }) => radius - Math.sqrt(radius * radius - far)),
  };
}

function topInside(
  data: Float64Array,
  steps: Int32Array,
  drop: Float64Array,
  { i, lowest }: { readonly i: number; readonly lowest: number },
): number {
  let top = Number.POSITIVE_INFINITY;
  for (let k = 0; k < drop.length && lowest + drop[k] < top; k++) {
    const value = data[i + steps[k]] + drop[k];
    if (value < top) top = value;
  }
  return top;
}

function topAtBorder(
  { data, width, height }: Plane,
  { dx, dy, drop }: Ball,
  { x, y, lowest }: { readonly x: number; readonly y: number; readonly lowest: number },
): number {
  let top = Number.POSITIVE_INFINITY;
  for (let k = 0; k < drop.length && lowest + drop[k] < top; k++) {
    const [column, row] = [x + dx[k], y + dy[k]];
    if (column >= 0 && row >= 0 && column < width && row < height) top = Math.min(top, data[row * width + column] + drop[k]);
  }
  return top;
}
