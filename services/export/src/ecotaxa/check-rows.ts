import { checkCell } from "./check-cell.ts";
import type { TsvColumn, TsvLayout } from "./check-header.ts";
import type { FindingList } from "./findings.ts";
import type { ProjectState } from "./project-state.ts";
import { renamedFrom } from "./renamed-sample.ts";
import type { TableRow } from "./tab-parser.ts";
import { cleanCell, isPlainNumber, readFloat } from "./values.ts";

/** What the check of rows needs besides the rows. */
export interface RowContext {
  readonly state: ProjectState;
  readonly findings: FindingList;
  readonly databaseLimits: boolean;
}

/** Checks the lines of one index file; keeps what it has seen so that a repeated value is judged once. */
export class RowChecker {
  readonly #layout: TsvLayout;
  readonly #context: RowContext;
  readonly #seen: readonly Set<string>[];
  readonly #last: string[] = [];
  readonly #cell: (row: TableRow, header: string) => string;
  readonly #has: ReadonlyMap<string, boolean>;
  /** Pairs of acquisition and sample that were reported: a whole file may hold one wrong pair. */
  readonly #reported = new Set<string>();

  constructor(layout: TsvLayout, context: RowContext) {
    this.#layout = layout;
    this.#context = context;
    this.#seen = layout.columns.map(() => new Set());
    const at = (header: string): number => layout.indexOf(header);
    const indexes = new Map<string, number>(LOOKED_UP.map((header) => [header, at(header)]));
    this.#has = new Map<string, boolean>(LOOKED_UP.map((header) => [header, at(header) >= 0]));
    this.#cell = (row, header) => row.cells[indexes.get(header) ?? -1] ?? "";
  }

  /** Checks one line; answers the image that it names, undefined where it names none. */
  check(row: TableRow): string | undefined {
    const { findings } = this.#context;
    const where = { file: this.#layout.file, line: row.line };
    if (row.cells.length > this.#layout.width) {
      const extra = row.cells.slice(this.#layout.width, this.#layout.width + 5);
      findings.error("E4", where, `the values ${JSON.stringify(extra)} stand beyond the last header`);
    } else this.#checkCells(row);
    const object = kept(this.#cell(row, "object_id").trim());
    const image = kept(this.#cell(row, "img_file_name").trim());
    if (object === "" && this.#has.get("object_id") === true)
      findings.error("C2", { ...where, column: "object_id" }, "the object has no id");
    if (image === "" && this.#has.get("img_file_name") === true)
      findings.error("C2", { ...where, column: "img_file_name" }, "the line names no image");
    this.#checkPair(row, object, image);
    this.#checkParents(row);
    this.#checkCategory(row);
    return image === "" ? undefined : image;
  }

  #checkCells(row: TableRow): void {
    const { columns } = this.#layout;
    const { cells } = row;
    for (let i = 0; i < columns.length; i++) {
      const column = columns[i];
      if (column === undefined) continue;
      const raw = cells[column.index] ?? "";
      // Most cells are plain numbers, or say what the line before said.
      if (raw === "" || raw === this.#last[i] || (column.kind === "number" && isPlainNumber(raw))) continue;
      this.#last[i] = raw;
      this.#checkCell(row, column, raw, this.#seen[i]);
    }
  }

  #checkCell(row: TableRow, column: TsvColumn, raw: string, seen: Set<string> | undefined): void {
    if (seen === undefined || seen.has(raw)) return;
    // A column of numbers rarely repeats itself: what is remembered stays small.
    if (seen.size < 1_000) seen.add(raw);
    const fault = checkCell(column, raw, this.#context.databaseLimits);
    if (fault === undefined) return;
    const where = { file: this.#layout.file, line: row.line, column: column.header };
    this.#context.findings[fault.severity ?? "error"](fault.rule, where, fault.message);
  }

  #checkPair(row: TableRow, object: string, image: string): void {
    const { findings, state } = this.#context;
    const where = { file: this.#layout.file, line: row.line };
    const rankText = cleanCell(this.#cell(row, "img_rank"), true);
    const rank = rankText === "" ? undefined : readFloat(rankText);
    const { before, rankRepeated } = state.addImage(object, image, {
      place: where,
      rank: rank === undefined || !Number.isFinite(rank) ? undefined : Math.trunc(rank),
    });
    if (before !== undefined)
      findings.error(
        "V6",
        where,
        `the object ${JSON.stringify(object)} with the image ${JSON.stringify(image)} stands in ${before.file} line ${before.line} already`,
      );
    if (rankRepeated && before === undefined)
      findings.warning(
        "I3",
        { ...where, column: "img_rank" },
        `two images of ${JSON.stringify(object)} have one rank: they are numbered anew`,
      );
  }

  #checkParents(row: TableRow): void {
    const { findings, state } = this.#context;
    const sample = this.#cell(row, "sample_id").trim();
    const acquisition = this.#cell(row, "acq_id").trim();
    if (sample === "" || acquisition === "") return;
    const where = { file: this.#layout.file, line: row.line, column: "acq_id" };
    const other =
      state.addAcquisition(acquisition, sample) ??
      renamedFrom({
        sample,
        acquisition,
        process: this.#cell(row, "process_id").trim(),
        fileName: this.#cell(row, "sample_filename").trim(),
      });
    const key = `${acquisition}\t${sample}`;
    if (other === undefined || this.#reported.has(key)) return;
    this.#reported.add(key);
    findings.error(
      "V5",
      where,
      `the acquisition ${JSON.stringify(acquisition)} belongs to the sample ${JSON.stringify(other)}, not to ${JSON.stringify(sample)} too`,
    );
  }

  #checkCategory(row: TableRow): void {
    const { findings } = this.#context;
    const where = { file: this.#layout.file, line: row.line, column: "object_annotation_status" };
    const status = this.#cell(row, "object_annotation_status");
    const named = this.#has.get("object_annotation_category") === true;
    const category = this.#cell(row, named ? "object_annotation_category" : "object_annotation_category_id").trim();
    if (status !== "" && category === "") findings.error("V4", where, `the status ${JSON.stringify(status)} comes without a category`);
    if (status === "" && category !== "") findings.error("V4", where, `the category ${JSON.stringify(category)} comes without a status`);
  }
}

/** The text by itself: a cell is a window on a large piece of its file, which would stay in memory with it. */
function kept(text: string): string {
  const encoding = /^[\0-\xff]*$/.test(text) ? "latin1" : "utf16le";
  return Buffer.from(text, encoding).toString(encoding);
}

const LOOKED_UP = [
  "object_id",
  "img_file_name",
  "img_rank",
  "sample_id",
  "sample_filename",
  "acq_id",
  "process_id",
  "object_annotation_status",
  "object_annotation_category",
  "object_annotation_category_id",
] as const;
