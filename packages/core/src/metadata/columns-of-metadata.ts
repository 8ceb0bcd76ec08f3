import { sheetColumn } from "./sheet-columns.ts";
import type { Facts, PlaceAndTime } from "./sort-metadata.ts";
import { sortMetadata } from "./sort-metadata.ts";

/**
 * Metadata by the columns of a sheet that it becomes, dates as `2026-05-04`, times as `07:30:00`.
 *
 * @param others - whether what belongs to no table by its name is a fact of the sample.
 */
export function columnsOfMetadata(metadata: Readonly<Record<string, unknown>>, others = false): Record<string, string | number> {
  const { object, sample, acquisition, process, other } = sortMetadata(metadata);
  return Object.fromEntries(
    [
      ...(others ? named("sample", other) : []),
      ...named("sample", sample),
      ...named("acq", acquisition),
      ...named("process", process),
      ...placed(object),
    ].filter(([column]) => sheetColumn(column) !== undefined),
  );
}

function named(prefix: string, facts: Facts): (readonly [string, string | number])[] {
  return Object.entries(facts).map(([name, value]) => [`${prefix}_${name}`, value]);
}

function placed({ lat, lon, date, time, depthMin, depthMax }: PlaceAndTime): (readonly [string, string | number])[] {
  const cells = {
    object_lat: lat,
    object_lon: lon,
    object_date: date?.replace(/^(....)(..)(..)$/, "$1-$2-$3"),
    object_time: time?.replace(/^(..)(..)(..)$/, "$1:$2:$3"),
    object_depth_min: depthMin,
    object_depth_max: depthMax,
  };
  return Object.entries(cells).flatMap(([column, value]) => (value === undefined ? [] : [[column, value] as const]));
}
