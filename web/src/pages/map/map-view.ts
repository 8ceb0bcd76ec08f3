/** A place on the map or on the screen. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Size of the drawing in pixels of the page. */
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Which part of a map is seen: the place in the middle, and how many pixels one unit of the map has. */
export interface MapView {
  readonly middle: Spot;
  readonly scale: number;
}

/** Places of a map, by the order of its objects. */
export interface Places {
  readonly x: readonly number[];
  readonly y: readonly number[];
}

const MARGIN = 28;
const LARGEST = 64;

/** All of a map with a margin. A map without extent is shown in the middle. */
export function wholeView({ x, y }: Places, { width, height }: Size): MapView {
  const [left, right] = endsOf(x);
  const [bottom, top] = endsOf(y);
  const scale = Math.min((width - 2 * MARGIN) / (right - left || 1), (height - 2 * MARGIN) / (top - bottom || 1));
  return { middle: { x: (left + right) / 2, y: (bottom + top) / 2 }, scale: Math.max(scale, Number.MIN_VALUE) };
}

/** Where a place of the map is on the screen; its y grows upwards. */
export function toScreen({ middle, scale }: MapView, { width, height }: Size, { x, y }: Spot): Spot {
  return { x: width / 2 + (x - middle.x) * scale, y: height / 2 - (y - middle.y) * scale };
}

/** The place of the map under a place on the screen. */
export function toMap({ middle, scale }: MapView, { width, height }: Size, { x, y }: Spot): Spot {
  return { x: middle.x + (x - width / 2) / scale, y: middle.y - (y - height / 2) / scale };
}

/** The view enlarged by a factor, with what is under `at` where it is; from the whole map to 64 times as large. */
export function zoomed(view: MapView, size: Size, at: Spot, factor: number, whole: MapView): MapView {
  const scale = Math.min(whole.scale * LARGEST, Math.max(whole.scale / 2, view.scale * factor));
  const under = toMap(view, size, at);
  const rest = { x: (at.x - size.width / 2) / scale, y: (at.y - size.height / 2) / scale };
  return { middle: { x: under.x - rest.x, y: under.y + rest.y }, scale };
}

/** The view moved with the hand by some pixels. */
export function moved({ middle, scale }: MapView, { x, y }: Spot): MapView {
  return { middle: { x: middle.x - x / scale, y: middle.y + y / scale }, scale };
}

/** The place next to a spot of the map, not farther than `reach`; of equally near ones the last, which is drawn on top. `undefined`: none. */
export function nearestPlace({ x, y }: Places, spot: Spot, reach: number, counts: (index: number) => boolean): number | undefined {
  let [best, least]: [number | undefined, number] = [undefined, reach ** 2];
  for (let index = 0; index < x.length; index++) {
    const distance = (x[index]! - spot.x) ** 2 + (y[index]! - spot.y) ** 2;
    if (distance > least || !counts(index)) continue;
    [best, least] = [index, distance];
  }
  return best;
}

/** Whether a spot lies within a closed line: it crosses the line an odd number of times on its way out. */
export function isWithin(line: readonly Spot[], { x, y }: Spot): boolean {
  let inside = false;
  for (let at = 0, before = line.length - 1; at < line.length; before = at++) {
    const [a, b] = [line[at]!, line[before]!];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** The places within a closed line. */
export function placesWithin({ x, y }: Places, line: readonly Spot[], counts: (index: number) => boolean): number[] {
  if (line.length < 3) return [];
  return Array.from(x.keys()).filter((index) => counts(index) && isWithin(line, { x: x[index]!, y: y[index]! }));
}

function endsOf(values: readonly number[]): readonly [number, number] {
  if (values.length === 0) return [0, 0];
  return values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)] as const, [values[0]!, values[0]!] as const);
}
