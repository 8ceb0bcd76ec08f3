import { dateOf, degreesOf, numberOf, timeOf } from "./read-values.ts";

/** The parts of a metadata sheet, from the water to the numbers. */
export type SheetBand = "sample" | "acquisition" | "process";

/** A column of the metadata sheet. */
export interface SheetColumn {
  /** The column of EcoTaxa that it becomes. */
  readonly column: string;
  readonly band: SheetBand;
  readonly title: string;
  readonly unit?: string;
  readonly kind: "text" | "latitude" | "longitude" | "date" | "time" | "number";
  /** Smallest and largest number that is taken. */
  readonly range?: readonly [least: number, most: number];
  /** Whether EcoTaxa, or a computation on its data, cannot do without. */
  readonly required: boolean;
  readonly help: string;
}

type Shape = Omit<SheetColumn, "column" | "band" | "title" | "help" | "required"> & { readonly required?: true };

const column = (name: string, band: SheetBand, title: string, help: string, shape: Shape): SheetColumn => ({
  column: name,
  band,
  title,
  help,
  ...shape,
  required: shape.required ?? false,
});
const text: Shape = { kind: "text" };
const metres = { kind: "number", unit: "m", range: [0, 12_000], required: true } as const;

/** The columns that every sheet has, in their order. */
export const SHEET_COLUMNS: readonly SheetColumn[] = [
  column("sample_id", "sample", "Sample", "Name of the sample, at most 255 characters.", { kind: "text", required: true }),
  column("object_lat", "sample", "Latitude", "Decimal degrees, south negative: 43.685, or 43.685 N.", {
    kind: "latitude",
    unit: "°",
    range: [-90, 90],
    required: true,
  }),
  column("object_lon", "sample", "Longitude", "Decimal degrees, west negative: 7.315, or 7.315 E.", {
    kind: "longitude",
    unit: "°",
    range: [-180, 180],
    required: true,
  }),
  column("object_date", "sample", "Date", "Year, month, day: 2026-05-04 or 20260504.", { kind: "date", required: true }),
  column("object_time", "sample", "Time", "UTC: 07:30, 07:30:15 or 073015.", { kind: "time", unit: "UTC", required: true }),
  column("object_depth_min", "sample", "Depth, least", "Metres below the surface.", metres),
  column("object_depth_max", "sample", "Depth, most", "Metres below the surface.", metres),
  column("sample_cruise", "sample", "Cruise", "Name of the cruise or campaign.", text),
  column("sample_station", "sample", "Station", "Name of the station.", text),
  column("sample_ship", "sample", "Ship", "Name of the ship.", text),
  column("sample_net_type", "sample", "Net", "Kind of the net or sampler.", text),
  column("sample_net_mesh", "sample", "Mesh", "Width of the mesh.", { kind: "number", unit: "µm", range: [0, 1e6] }),
  column("sample_tot_vol", "sample", "Filtered volume", "Volume of water that was filtered; abundances need it.", {
    kind: "number",
    unit: "m³",
    range: [0, 1e9],
  }),
  column("acq_id", "acquisition", "Acquisition", "Name of the scan or recording; made from the sample where it is empty.", text),
  column("acq_instrument", "acquisition", "Instrument", "What took the images, such as ZooScan or FlowCam.", {
    kind: "text",
    required: true,
  }),
  column("acq_sub_part", "acquisition", "Sub-sampling", "Into how many parts the sample was split: 8 for an eighth.", {
    kind: "number",
    unit: "1/n",
    range: [1, 1e9],
  }),
  column("acq_magnification", "acquisition", "Magnification", "Of the lens, such as 4.", { kind: "number", unit: "×", range: [0, 1e4] }),
  column("process_pixel", "process", "Pixel size", "Side of a pixel.", {
    kind: "number",
    unit: "µm",
    range: [1e-6, 1e6],
    required: true,
  }),
];

const BY_NAME = new Map(SHEET_COLUMNS.map((known) => [known.column, known]));
const OWN = /^(sample|acq|process)_([a-z0-9%][a-z0-9_.%]*)$/;
const CELL_CHARACTERS = 250;

/**
 * The column of a name: one that every sheet has, or a free one of `sample_`, `acq_` or `process_`.
 *
 * @returns `undefined` for a name that is no column of a sheet.
 */
export function sheetColumn(name: string): SheetColumn | undefined {
  const known = BY_NAME.get(name);
  if (known !== undefined) return known;
  const [, table, rest] = (name.length <= 60 ? OWN.exec(name) : null) ?? [];
  if (table === undefined || rest === undefined || rest === "id" || name === "process_pixel_y") return undefined;
  const band = table === "acq" ? "acquisition" : (table as "sample" | "process");
  return { column: name, band, title: rest.replaceAll("_", " "), kind: "text", required: false, help: "A column of your own." };
}

/** What a cell holds: a value, nothing, or a fault in a sentence. */
export type SheetCell = { readonly value: string | number | undefined } | { readonly fault: string };

/** Reads what was typed or pasted into a cell. Empty text is nothing. */
export function readSheetCell(of: SheetColumn, typed: string): SheetCell {
  const entry = typed.trim();
  if (entry === "") return { value: undefined };
  if (/[\p{Cc}\p{Cs}]/u.test(entry)) return { fault: "A cell holds one line of text, without control characters." };
  switch (of.kind) {
    case "text":
      if ([...entry].length > CELL_CHARACTERS) return { fault: `A cell holds at most ${CELL_CHARACTERS} characters.` };
      return { value: entry };
    case "date": {
      const date = dateOf(entry);
      if (date === undefined) return { fault: "A date is year, month, day, such as 2026-05-04." };
      return { value: `${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}` };
    }
    case "time": {
      const time = timeOf(/^\d{4}$/.test(entry) ? `${entry}00` : entry);
      if (time === undefined) return { fault: "A time is hours and minutes in UTC, such as 07:30." };
      return { value: `${time.slice(0, 2)}:${time.slice(2, 4)}:${time.slice(4)}` };
    }
    default:
      return readNumber(of, entry);
  }
}

function readNumber({ kind, title, unit = "", range = [-1e12, 1e12] }: SheetColumn, entry: string): SheetCell {
  // Many spreadsheets write a comma; with a point beside it nobody could know which of them is meant.
  const pointed = entry.includes(".") ? entry : entry.replace(",", ".");
  const value = kind === "number" ? numberOf(pointed) : degreesOf(pointed);
  if (value === undefined)
    return { fault: `${title} is a number${unit === "" ? "" : ` (${unit})`}, such as ${kind === "number" ? "12.5" : "43.685"}.` };
  const [least, most] = range;
  if (value < least || value > most) return { fault: `${title} lies between ${least} and ${most}${unit === "" ? "" : ` ${unit}`}.` };
  return { value };
}
