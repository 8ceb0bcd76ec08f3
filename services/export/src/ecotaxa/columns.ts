/** The tables of EcoTaxa that take free columns. */
export type EcotaxaTable = "object" | "sample" | "acq" | "process";

/** How the cells of a column are read. */
export type CellKind = "text" | "number" | "latitude" | "longitude" | "date" | "time" | "status" | "rank" | "taxon";

/** What is known of a column by its name. `limit`: characters that the database stores. */
export interface ColumnKind {
  readonly kind: CellKind;
  readonly limit?: number;
}

/** Characters of a free text column. */
export const FREE_TEXT_LIMIT = 250;
/** Characters of an id, of object_link and of img_file_name. */
export const ID_LIMIT = 255;

/** The columns with a meaning of their own; every other one is a free column of its table. */
export const PREDEFINED_COLUMNS: Readonly<Record<string, ColumnKind>> = {
  object_id: { kind: "text", limit: ID_LIMIT },
  object_lat: { kind: "latitude" },
  object_lon: { kind: "longitude" },
  object_date: { kind: "date" },
  object_time: { kind: "time" },
  object_link: { kind: "text", limit: ID_LIMIT },
  object_depth_min: { kind: "number" },
  object_depth_max: { kind: "number" },
  object_annotation_category: { kind: "text" },
  object_annotation_category_id: { kind: "taxon" },
  object_annotation_date: { kind: "date" },
  object_annotation_time: { kind: "time" },
  object_annotation_person_name: { kind: "text", limit: ID_LIMIT },
  object_annotation_person_email: { kind: "text", limit: ID_LIMIT },
  object_annotation_status: { kind: "status" },
  object_annotation_hierarchy: { kind: "text" },
  complement_info: { kind: "text" },
  img_file_name: { kind: "text", limit: ID_LIMIT },
  img_rank: { kind: "rank" },
  sample_id: { kind: "text", limit: ID_LIMIT },
  sample_dataportal_descriptor: { kind: "text", limit: 8000 },
  acq_id: { kind: "text", limit: ID_LIMIT },
  acq_instrument: { kind: "text", limit: ID_LIMIT },
  process_id: { kind: "text", limit: ID_LIMIT },
};

/** Free columns that a project can have. */
export const COLUMN_BUDGETS = { "object [f]": 500, "object [t]": 20, sample: 60, acq: 30, process: 30 } as const;

/** A key of {@link COLUMN_BUDGETS}. */
export type BudgetKey = keyof typeof COLUMN_BUDGETS;

/** Headers that EcoTaxa looks up as they stand, without trimming or lower-casing. */
export function isLookedUpRaw(name: string): boolean {
  return (
    name === "object_id" ||
    name === "img_file_name" ||
    name === "sample_id" ||
    name === "acq_id" ||
    name.startsWith("object_annotation_category") ||
    name === "object_annotation_status" ||
    name === "object_annotation_time" ||
    name === "object_annotation_person_email"
  );
}

/** The table of a free column by its prefix; undefined where there is none. */
export function tableOf(name: string): EcotaxaTable | undefined {
  const prefix = name.slice(0, name.indexOf("_"));
  return prefix === "object" || prefix === "sample" || prefix === "acq" || prefix === "process" ? prefix : undefined;
}
