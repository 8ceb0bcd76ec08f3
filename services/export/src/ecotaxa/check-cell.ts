import type { TsvColumn } from "./check-header.ts";
import type { EcotaxaRuleId } from "./rules.ts";
import { characters, cleanCell, isCoordinate, isDate, isStatus, isTime, readFloat } from "./values.ts";

/** What is wrong with one cell. */
export interface CellFault {
  readonly rule: EcotaxaRuleId;
  readonly message: string;
  readonly severity?: "warning";
}

/** Ids of the taxonomy have at most seven digits (the largest known is below 200,000). */
const TAXON_ID_LIMIT = 10_000_000;
const SMALLINT = 32_767;
/** Free columns from which EcoTaxa computes concentrations and biovolumes. */
const QUANTITIES = new Set(["sample_tot_vol", "acq_sub_part"]);

/** Checks one cell by itself. `databaseLimits`: also what only the database refuses. */
export function checkCell(column: TsvColumn, raw: string, databaseLimits: boolean): CellFault | undefined {
  const numeric =
    column.kind === "number" ||
    column.kind === "rank" ||
    column.kind === "taxon" ||
    column.name === "object_lat" ||
    column.name === "object_lon";
  const text = cleanCell(raw, numeric);
  if (text === "") return undefined;
  switch (column.kind) {
    case "latitude":
      return isCoordinate(text, 90) ? undefined : { rule: "V2", message: `${shown(text)} is no latitude` };
    case "longitude":
      return isCoordinate(text, 180) ? undefined : { rule: "V2", message: `${shown(text)} is no longitude` };
    case "date":
      return isDate(text) ? undefined : { rule: "V3", message: `${shown(text)} is no date` };
    case "time":
      return isTime(text) ? undefined : { rule: "V3", message: `${shown(text)} is no time` };
    case "status":
      return isStatus(text) ? undefined : { rule: "V4", message: `${shown(text)} is no status` };
    case "number":
      return readFloat(text) === undefined ? { rule: "V1", message: `${shown(text)} is no number` } : undefined;
    case "rank":
      return checkRank(text, databaseLimits);
    case "taxon":
      return checkTaxon(text);
    case "text":
      return checkText(column, text, databaseLimits);
  }
}

function checkRank(text: string, databaseLimits: boolean): CellFault | undefined {
  const rank = readFloat(text);
  if (rank === undefined) return { rule: "V1", message: `${shown(text)} is no number` };
  if (!Number.isFinite(rank)) return { rule: "I3", message: `${shown(text)} is no rank` };
  if (databaseLimits && Math.abs(Math.trunc(rank)) > SMALLINT)
    return { rule: "I3", message: `the rank ${shown(text)} is larger than the database takes` };
  if (rank < 0 || rank >= 100 || !Number.isInteger(rank))
    return { rule: "I3", message: `the rank ${shown(text)} is not a whole number from 0 to 99`, severity: "warning" };
  return undefined;
}

function checkTaxon(text: string): CellFault | undefined {
  const id = readFloat(text);
  if (id === undefined) return { rule: "V1", message: `${shown(text)} is no number` };
  if (Number.isInteger(id) && id > 0 && id < TAXON_ID_LIMIT) return undefined;
  return { rule: "V4", message: `${shown(text)} is no id of a category: they have at most seven digits` };
}

function checkText(column: TsvColumn, text: string, databaseLimits: boolean): CellFault | undefined {
  if (QUANTITIES.has(column.name) && !["nan", "na"].includes(text.toLowerCase()) && readFloat(text) === undefined)
    return { rule: "V7", message: `${shown(text)} is no number, and concentrations are computed from it` };
  if (!databaseLimits || column.limit === undefined || text.length <= column.limit) return undefined;
  const count = characters(text);
  if (count <= column.limit) return undefined;
  const rule = column.name === "sample_dataportal_descriptor" ? "C3" : "C6";
  return { rule, message: `the text has ${count} characters, ${column.limit} are stored` };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
