/** The unit of a measure: pixels, square pixels, grey values, angles, percent, or a pure number. */
export type MeasureUnit = "px" | "px2" | "px3" | "grey" | "grey.px" | "grey.px2" | "grey/px" | "rad" | "deg" | "%" | "1/px" | "1";

/** What one column of a {@link FeatureTable} means. */
export interface MeasureColumn {
  /** Name without the set's prefix, as in `area` or `perim.`. */
  readonly name: string;
  readonly unit: MeasureUnit;
  /** One sentence that says how the value is computed. */
  readonly definition: string;
}

/**
 * One row of numbers for each object of a label image.
 *
 * Rows are ordered by label. A value that does not exist for an object (a ratio with nothing below, a moment of a constant)
 * is NaN; infinity does not occur.
 */
export interface FeatureTable {
  readonly columns: readonly MeasureColumn[];
  /** `[objects]` the label of each row, ascending. */
  readonly labels: Uint32Array;
  /** `[objects][columns]`, row-major. */
  readonly values: Float64Array;
}

/**
 * The index of each column by its name; of columns with one name the last.
 *
 * Time O(columns).
 */
export function columnIndex(columns: readonly MeasureColumn[]): ReadonlyMap<string, number> {
  return new Map(columns.map((column, index) => [column.name, index]));
}

/**
 * All values of one column, in row order.
 *
 * @returns `[objects]`, a copy.
 * @throws {RangeError} when the table has no column of this name.
 *
 * Time O(objects + columns).
 */
export function tableColumn(table: FeatureTable, name: string): Float64Array {
  const at = table.columns.findIndex((column) => column.name === name);
  if (at < 0) throw new RangeError(`the table has no column ${name}`);
  return Float64Array.from(table.labels, (_, row) => table.values[row * table.columns.length + at]);
}

/**
 * A table from rows that are computed one by one; values that are not finite become NaN.
 *
 * @param labels - `[objects]` ascending; kept, not copied.
 * @param measure - Writes the values `[columns]` of one row; they start as 0.
 * @returns A table of no rows for no labels.
 *
 * Time that of `measure`, and O(values).
 */
export function fillTable(
  columns: readonly MeasureColumn[],
  labels: Uint32Array,
  measure: (row: number, out: Float64Array) => void,
): FeatureTable {
  const width = columns.length;
  const values = new Float64Array(labels.length * width);
  for (let row = 0; row < labels.length; row++) {
    const out = values.subarray(row * width, (row + 1) * width);
    measure(row, out);
    for (let i = 0; i < width; i++) if (!Number.isFinite(out[i])) out[i] = Number.NaN;
  }
  return { columns, labels, values };
}

/** The columns of these names, in the order of the table. */
export function selectColumns({ columns, labels, values }: FeatureTable, names: readonly string[]): FeatureTable {
  const chosen = Array.from(columns.keys()).filter((at) => names.includes(columns[at].name));
  const selected = new Float64Array(labels.length * chosen.length);
  for (let row = 0, i = 0; row < labels.length; row++) for (const at of chosen) selected[i++] = values[row * columns.length + at];
  return { columns: chosen.map((at) => columns[at]), labels, values: selected };
}
