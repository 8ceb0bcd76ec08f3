import type { Labels, Plane } from "../array/plane.ts";
import type { ColourChannels } from "../color/colour-channels.ts";
import type { HsvChannels } from "../color/hsv.ts";
import { rgbToHsv } from "../color/hsv.ts";
import type { FeatureTable, MeasureColumn, MeasureUnit } from "./feature-table.ts";
import { fillTable } from "./feature-table.ts";
import { requireSameSize } from "./intensity.ts";
import type { ObjectRuns } from "./object-runs.ts";
import { findObjectRuns } from "./object-runs.ts";

function spreadOf(name: string, what: string, unit: MeasureUnit): readonly MeasureColumn[] {
  return [
    { name: `${name}_mean`, unit, definition: `Mean ${what} of the pixels.` },
    { name: `${name}_std`, unit, definition: `Standard deviation of the ${what} of the pixels (divided by n).` },
  ];
}

/** The columns of {@link measureColour}, in their order. */
export const COLOUR_COLUMNS: readonly MeasureColumn[] = [
  ...spreadOf("red", "red", "grey"),
  ...spreadOf("green", "green", "grey"),
  ...spreadOf("blue", "blue", "grey"),
  { name: "hue_mean", unit: "deg", definition: "Circular mean of the hues: 0 is red, 120 green, 240 blue; pixels of pure grey have none." },
  { name: "hue_concentration", unit: "1", definition: "Length of the mean of the hues as directions: 1 for one hue, 0 for all alike." },
  { name: "hue_share", unit: "1", definition: "Share of the pixels that have a hue: those not of pure grey." },
  ...spreadOf("saturation", "saturation (0 to 1)", "1"),
  ...spreadOf("value", "value (0 to 1): the greatest of red, green and blue over white", "1"),
];

/** Hues whose directions cancel each other out so far have no mean. */
const NO_DIRECTION = 1e-6;

/**
 * The colour of every object of a label image.
 *
 * Columns: {@link COLOUR_COLUMNS}. Hue, saturation and value are those of {@link rgbToHsv}. A value that does not exist is NaN: the hue of
 * an object of pure grey, or of hues that cancel each other out, and all of one with a sample that is not finite.
 *
 * @param labels - `[height, width]`, any labels; not changed.
 * @param channels - Red, green, blue, each `[height, width]` of one sample type; not changed.
 * @param runs - The objects, where they are known already.
 * @returns One row an object, by label; none without objects.
 * @throws {ArgosyError} `invalid_argument` when there is no pixel, or the channels differ in size or sample type.
 * @throws {RangeError} when labels and channels differ in size.
 *
 * Time O(pixels).
 *
 * Source: K. V. Mardia, P. E. Jupp (2000), Directional statistics, Wiley, doi:10.1002/9780470316979 (circular mean).
 */
export function measureColour(labels: Labels, channels: ColourChannels, runs: ObjectRuns = findObjectRuns(labels)): FeatureTable {
  requireSameSize(labels, channels[0]);
  const hsv = rgbToHsv(channels);
  return fillTable(COLOUR_COLUMNS, runs.labels, (row, out) => {
    const spreads = [...channels, hsv.saturation, hsv.value].map((plane) => meanAndSpread(runs, row, plane));
    out.set(spreads.slice(0, 3).flat());
    out.set(meanHue(runs, row, hsv), 6);
    out.set(spreads.slice(3).flat(), 9);
    // NaN is the greatest of no two numbers, so it may be missing from the value.
    if (!spreads.flat().every((value) => Number.isFinite(value))) out.fill(Number.NaN);
  });
}

function meanAndSpread(runs: ObjectRuns, row: number, { data }: Plane): readonly [mean: number, deviation: number] {
  const n = runs.areas[row];
  const mean = sumOf(runs, row, (i) => data[i]) / n;
  return [mean, Math.sqrt(sumOf(runs, row, (i) => (data[i] - mean) ** 2) / n)];
}

function meanHue(
  runs: ObjectRuns,
  row: number,
  { hue, saturation }: HsvChannels,
): readonly [hue: number, concentration: number, share: number] {
  const n = sumOf(runs, row, (i) => Number(saturation.data[i] > 0));
  const turn = (i: number): number => 2 * Math.PI * hue.data[i];
  const x = sumOf(runs, row, (i) => (saturation.data[i] > 0 ? Math.cos(turn(i)) : 0));
  const y = sumOf(runs, row, (i) => (saturation.data[i] > 0 ? Math.sin(turn(i)) : 0));
  const length = Math.hypot(x, y) / n;
  const degrees = (Math.atan2(y, x) * 180) / Math.PI;
  return [length > NO_DIRECTION ? (degrees + 360) % 360 : Number.NaN, length, n / runs.areas[row]];
}

function sumOf({ starts, y, x0, x1, width }: ObjectRuns, row: number, valueAt: (i: number) => number): number {
  let sum = 0;
  for (let r = starts[row]; r < starts[row + 1]; r++)
    for (let i = y[r] * width + x0[r], end = y[r] * width + x1[r]; i < end; i++) sum += valueAt(i);
  return sum;
}
