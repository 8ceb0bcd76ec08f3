import { cellOf, dateOf, degreesOf, numberOf, timeOf } from "./read-values.ts";

/** Where and when something was found. */
export interface PlaceAndTime {
  /** Decimal degrees. */
  readonly lat?: number;
  readonly lon?: number;
  /** YYYYMMDD, UTC. */
  readonly date?: string;
  /** HHMMSS, UTC. */
  readonly time?: string;
  /** Metres. */
  readonly depthMin?: number;
  readonly depthMax?: number;
  readonly link?: string;
}

/** Facts by name. */
export type Facts = Readonly<Record<string, string | number>>;

/** The metadata of one image, each fact where EcoTaxa wants it. */
export interface SortedMetadata {
  readonly object: PlaceAndTime;
  readonly sample: Facts;
  readonly acquisition: Facts;
  readonly process: Facts;
  /** What belongs to no table by its name. */
  readonly other: Facts;
}

type Table = "sample" | "acquisition" | "process";

/** What facts are called by people, and where they go. */
const SAMPLE_NAMES: Readonly<Record<string, string>> = {
  sample: "id",
  cruise: "cruise",
  campaign: "cruise",
  station: "station",
  station_id: "station",
  stationid: "station",
  ship: "ship",
  vessel: "ship",
  net: "net_type",
  net_type: "net_type",
  mesh: "net_mesh",
  net_mesh: "net_mesh",
  volume: "tot_vol",
  filtered_volume: "tot_vol",
  volume_filtered: "tot_vol",
  total_volume: "tot_vol",
  tot_vol: "tot_vol",
  cast: "cast",
  project: "program",
  program: "program",
};
const ACQUISITION_NAMES: Readonly<Record<string, string>> = {
  instrument: "instrument",
  subsampling: "sub_part",
  sub_sampling: "sub_part",
  subsample: "sub_part",
  sub_part: "sub_part",
  split: "sub_part",
  magnification: "magnification",
  objective: "objective",
  exif_make: "camera_make",
  exif_model: "camera_model",
};
const PREFIXES: readonly (readonly [string, Table])[] = [
  ["sample_", "sample"],
  ["acq_", "acquisition"],
  ["process_", "process"],
];
/** The size of a pixel is known to the image itself. */
const PIXEL_NAMES = new Set(["pixel_size_um", "pixel_size", "pixelsize", "pixel_um", "process_pixel"]);

const POSITION: Readonly<Record<string, (value: unknown) => PlaceAndTime>> = {
  lat: (value) => only("lat", degreesOf(value)),
  latitude: (value) => only("lat", degreesOf(value)),
  lon: (value) => only("lon", degreesOf(value)),
  lng: (value) => only("lon", degreesOf(value)),
  long: (value) => only("lon", degreesOf(value)),
  longitude: (value) => only("lon", degreesOf(value)),
  date: moment,
  sampling_date: moment,
  datetime: moment,
  date_time: moment,
  time: (value) => only("time", timeOf(value)),
  sampling_time: (value) => only("time", timeOf(value)),
  depth: (value) => ({ ...only("depthMin", numberOf(value)), ...only("depthMax", numberOf(value)) }),
  depth_min: (value) => only("depthMin", numberOf(value)),
  min_depth: (value) => only("depthMin", numberOf(value)),
  depth_max: (value) => only("depthMax", numberOf(value)),
  max_depth: (value) => only("depthMax", numberOf(value)),
  link: (value) => only("link", value === "" ? undefined : String(value)),
};
/** What is said in so many words wins over what includes it. */
const COLUMN = /^(object|sample|acq|process)_./;
const LESS_CERTAIN = ["exif_date_time", "datetime", "date_time", "depth"];

/**
 * Sorts metadata by the names of its facts; upper and lower case, blanks and dashes do not matter. What is named by its column of
 * EcoTaxa wins over other names of the same fact. What cannot be read stays a text of its own.
 */
export function sortMetadata(metadata: Readonly<Record<string, unknown>>): SortedMetadata {
  const tables = { sample: {}, acquisition: {}, process: {}, other: {} } as Record<Table | "other", Record<string, string | number>>;
  let object: PlaceAndTime = {};
  const entries = Object.entries(metadata).map(([key, value]) => [plainName(key), value] as const);
  const rank = ([name]: readonly [string, unknown]) => (LESS_CERTAIN.includes(name) ? 0 : COLUMN.test(name) ? 2 : 1);
  for (const [name, value] of entries.sort((a, b) => rank(a) - rank(b))) {
    const cell = cellOf(value);
    if (cell === undefined || PIXEL_NAMES.has(name)) continue;
    const read = POSITION[name === "exif_date_time" ? "date" : name.replace(/^object_/, "")];
    const found = read?.(value) ?? {};
    if (Object.keys(found).length > 0) object = { ...object, ...found };
    else place(name, cell, tables);
  }
  return { object, ...tables };
}

/** The name of a sample by its facts: its own, else cruise and station; empty where none of them is known. */
export function sampleNameOf(sample: Facts): string {
  const named = sample["id"] ?? [sample["cruise"], sample["station"]].filter((part) => part !== undefined).join("_");
  return String(named);
}

function place(name: string, cell: string | number, tables: Record<Table | "other", Record<string, string | number>>): void {
  const prefix = PREFIXES.find(([start]) => name.startsWith(start) && name.length > start.length);
  if (prefix !== undefined) tables[prefix[1]][name.slice(prefix[0].length)] = cell;
  else if (Object.hasOwn(SAMPLE_NAMES, name)) tables.sample[SAMPLE_NAMES[name]!] ??= cell;
  else if (Object.hasOwn(ACQUISITION_NAMES, name)) tables.acquisition[ACQUISITION_NAMES[name]!] ??= cell;
  else tables.other[name.replace(/^object_/, "")] = cell;
}

function plainName(key: string): string {
  return key
    .normalize("NFC")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%.]+/gu, "_")
    .replace(/^_+|_+$/g, "");
}

function moment(value: unknown): PlaceAndTime {
  return { ...only("date", dateOf(value)), ...only("time", timeOf(value)) };
}

function only<Key extends keyof PlaceAndTime>(key: Key, value: PlaceAndTime[Key] | undefined): PlaceAndTime {
  return value === undefined ? {} : { [key]: value };
}
