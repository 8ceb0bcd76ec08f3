import { refusal } from "@argosy/core";
import type { OrderedObjects } from "./object-columns.ts";
import { classCode } from "./said.ts";
import { columnOf } from "./table.ts";

/** How the values of a column are spread. */
export interface Spread {
  /** One more than there are bins; none where no object has a value. */
  readonly limits: number[];
  readonly counts: number[];
  readonly missing: number;
}

/** How a column is to be looked at. */
export interface SpreadWanted {
  readonly bins: number;
  readonly logarithmic: boolean;
  /** Limits of the first and the last bin; absent: the least and the greatest value. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
}

/** How two columns go together. */
export interface Together {
  readonly points: { readonly object: string; readonly x: number; readonly y: number; readonly class: string }[];
  readonly xLimits: number[];
  readonly yLimits: number[];
  readonly counts: number[];
  readonly missing: number;
}

const BINS = { default: 50, most: 500 } as const;
const POINTS = { default: 4_000, most: 20_000 } as const;
const CELLS = { x: 120, y: 80 } as const;

/** @throws {ArgosyError} FIELD_INVALID for a column that has no numbers. */
export function spreadOf(given: OrderedObjects, column: string, wanted: SpreadWanted): Spread {
  const scale = wanted.logarithmic ? Math.log10 : (value: number) => value;
  const values = numbersOf(given, column).map(scale);
  const bins = Math.min(wanted.bins > 0 ? wanted.bins : BINS.default, BINS.most);
  const found = rangeOf(values);
  const [low, high] = [wanted.low, wanted.high].map((limit) => (limit === undefined ? undefined : scale(limit)));
  const range = found === undefined ? undefined : { low: low ?? found.low, high: high ?? found.high };
  if (range === undefined || !(range.high > range.low)) return { limits: [], counts: [], missing: values.length };
  const counts = new Array<number>(bins).fill(0);
  let missing = 0;
  for (const value of values) {
    if (value >= range.low && value <= range.high) counts[binOf(value, range, bins)]!++;
    else missing++;
  }
  const limits = limitsOf(range, bins).map((limit) => (wanted.logarithmic ? 10 ** limit : limit));
  return { limits, counts, missing };
}

/** @throws {ArgosyError} FIELD_INVALID for a column that has no numbers. */
export function scatterOf(given: OrderedObjects, x: string, y: string, points: number): Together {
  const [xs, ys] = [numbersOf(given, x), numbersOf(given, y)];
  const known = Uint32Array.from(xs.keys()).filter((index) => Number.isFinite(xs[index]) && Number.isFinite(ys[index]));
  const missing = xs.length - known.length;
  if (known.length <= Math.min(points > 0 ? points : POINTS.default, POINTS.most)) {
    return {
      points: Array.from(known, (index) => pointOf(given, index, xs[index]!, ys[index]!)),
      xLimits: [],
      yLimits: [],
      counts: [],
      missing,
    };
  }
  const [xRange, yRange] = [rangeOf(xs)!, rangeOf(ys)!];
  const counts = new Array<number>(CELLS.x * CELLS.y).fill(0);
  for (const index of known) counts[binOf(ys[index]!, yRange, CELLS.y) * CELLS.x + binOf(xs[index]!, xRange, CELLS.x)]!++;
  return { points: [], xLimits: limitsOf(xRange, CELLS.x), yLimits: limitsOf(yRange, CELLS.y), counts, missing };
}

function pointOf({ table, places }: OrderedObjects, index: number, x: number, y: number) {
  const place = places[index]!;
  const code = classCode(table.said, place);
  return { object: table.objects.ids.at(place), x, y, class: code < 0 ? "" : table.said.classes[code]!.name };
}

function numbersOf({ table, places }: OrderedObjects, name: string): Float64Array {
  const column = columnOf(table, name);
  if (column.kind !== "number") throw refusal("FIELD_INVALID", `the column ${name} has no numbers`, { field: name });
  return Float64Array.from(places, (place) => column.value(place));
}

interface Range {
  readonly low: number;
  readonly high: number;
}

function rangeOf(values: Float64Array): Range | undefined {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low > high) return undefined;
  // All values are one: a bin needs a width.
  return low === high ? { low: low - 0.5, high: high + 0.5 } : { low, high };
}

function binOf(value: number, { low, high }: Range, bins: number): number {
  return Math.min(bins - 1, Math.floor(((value - low) / (high - low)) * bins));
}

function limitsOf({ low, high }: Range, bins: number): number[] {
  return Array.from({ length: bins + 1 }, (_, bin) => low + ((high - low) * bin) / bins);
}
