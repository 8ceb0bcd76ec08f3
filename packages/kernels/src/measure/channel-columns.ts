import type { MeasureColumn } from "./feature-table.ts";
import { GREY_BINS, INTENSITY_COLUMNS } from "./intensity-columns.ts";

const SHARED = ["mean", "std", "min", "max", "median", "sum", "centroid_weighted_x", "centroid_weighted_y"];
const MODE: MeasureColumn = {
  name: "mode",
  unit: "grey",
  definition:
    "Most frequent grey value, the smallest of several; of floating-point samples the middle of the fullest (the lowest of several) of " +
    `${GREY_BINS} equal bins between the object's minimum and maximum.`,
};

/** What `measureChannels` says of each channel, in its order; the names are those of `measureIntensity`. */
const OF_ONE_CHANNEL: readonly MeasureColumn[] = [...INTENSITY_COLUMNS.filter(({ name }) => SHARED.includes(name)), MODE];

/** The columns of `measureChannels`: all of channel 1, then all of channel 2, and so on. */
export function channelColumns(channels: number): readonly MeasureColumn[] {
  return ofEachChannel(OF_ONE_CHANNEL, channels);
}

/** Columns once for each channel; the number of the channel, from 1, is behind the name: `mean.2`. */
export function ofEachChannel(columns: readonly MeasureColumn[], channels: number): readonly MeasureColumn[] {
  return Array.from({ length: channels }, (_, c) =>
    columns.map(({ name, unit, definition }) => ({
      name: `${name}.${c + 1}`,
      unit,
      definition: `In channel ${c + 1}: ${definition.charAt(0).toLowerCase()}${definition.slice(1)}`,
    })),
  ).flat();
}
