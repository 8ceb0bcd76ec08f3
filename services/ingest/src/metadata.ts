import type { MetadataRow, NamePattern } from "@argosy/core";
import type { Look } from "./look-at-file.ts";
import { pixelSizeOf } from "./look-at-file.ts";
import { NO_MATCH } from "./read-names-again.ts";

/** What is known of an image besides its samples, and where its pixel size is known from. */
export interface FileMetadata {
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly pixel_width: number | null;
  readonly pixel_height: number | null;
  readonly pixel_size_provenance: string | null;
  readonly notes: readonly string[];
}

/** The metadata table of an import. */
export interface ImportTable {
  readonly keyColumn: string;
  readonly rowOf: (path: string) => MetadataRow | undefined;
}

/** What metadata is gathered from. */
export interface MetadataSources {
  readonly pattern: NamePattern | undefined;
  readonly table: ImportTable | undefined;
  /** Given for all images of the import. */
  readonly given: Readonly<Record<string, unknown>>;
  /** Micrometres, where nothing else says it; 0: none. */
  readonly defaultPixelSize: number;
}

/** EXIF fields that say something of the sample or the camera; positions come as numbers. */
const EXIF_FIELDS: Readonly<Record<string, string>> = {
  DateTimeOriginal: "exif_date_time",
  Make: "exif_make",
  Model: "exif_model",
  ExposureTime: "exif_exposure_time",
  FNumber: "exif_f_number",
  ISO: "exif_iso",
  FocalLength: "exif_focal_length",
  latitude: "latitude",
  longitude: "longitude",
};

/** Columns of a table that give the size of a pixel in micrometres. */
const PIXEL_COLUMNS = ["pixel_size_um", "pixel_size", "pixelsize", "pixel_um", "process_pixel"];

const NUMBER = /^[+-]?((0|[1-9]\d*)\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A number where the cell says nothing more than that: `007` is a name, and what no number can hold stays a text. */
function valueIn(cell: string): string | number {
  const number = NUMBER.test(cell) ? Number(cell) : Number.NaN;
  return Number.isFinite(number) && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : cell;
}

/** Gathers the metadata of a file. Later sources win: EXIF, name, table, form. */
export function gatherMetadata(path: string, look: Look, sources: MetadataSources): FileMetadata {
  const notes = [...(look.header?.notes ?? [])];
  const exif = Object.fromEntries(
    Object.entries(EXIF_FIELDS).flatMap(([field, name]) =>
      look.header?.exif[field] === undefined ? [] : [[name, look.header.exif[field]]],
    ),
  );
  const fromName = sources.pattern?.match(path);
  if (sources.pattern !== undefined && fromName === undefined) notes.push(NO_MATCH);
  const row = sources.table?.rowOf(path);
  if (sources.table !== undefined && row === undefined) notes.push("the metadata table has no row for this image");
  const fromTable = Object.fromEntries(Object.entries(row?.values ?? {}).map(([key, value]) => [key, valueIn(value)]));
  delete fromTable[sources.table?.keyColumn ?? ""];
  const metadata = { ...exif, ...fromName, ...fromTable, ...sources.given };
  return { metadata, ...pixelSize(look, fromTable, sources), notes };
}

function pixelSize(look: Look, fromTable: Readonly<Record<string, unknown>>, { given, defaultPixelSize }: MetadataSources) {
  for (const [source, provenance] of [
    [given, "person"],
    [fromTable, "table"],
  ] as const) {
    const column = Object.keys(source).find((key) => PIXEL_COLUMNS.includes(key.toLowerCase()));
    const size = column === undefined ? undefined : Number(source[column]);
    if (size !== undefined && Number.isFinite(size) && size > 0)
      return { pixel_width: size, pixel_height: size, pixel_size_provenance: provenance };
  }
  const stated = pixelSizeOf(look.header);
  if (stated === undefined && defaultPixelSize > 0)
    return { pixel_width: defaultPixelSize, pixel_height: defaultPixelSize, pixel_size_provenance: "project" };
  return { pixel_width: stated?.x ?? null, pixel_height: stated?.y ?? null, pixel_size_provenance: stated?.provenance ?? null };
}
