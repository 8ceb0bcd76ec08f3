/** One row of a confusion matrix: objects of one true class by what the model took them for. */
export interface ConfusionRow {
  readonly name: string;
  readonly counts: readonly number[];
  readonly total: number;
  /** Share that was recognised; `undefined` where none was asked. */
  readonly recall: number | undefined;
}

/** A confusion matrix in words and shares. */
export interface Confusion {
  readonly classes: readonly string[];
  readonly rows: readonly ConfusionRow[];
  /** By column: share of what the model called so that was right; `undefined` where it called nothing so. */
  readonly precisions: readonly (number | undefined)[];
  readonly total: number;
  readonly right: number;
}

/** @param counts - `[classes][classes]`, row = true class. */
export function confusionOf(classes: readonly string[], counts: readonly number[]): Confusion {
  const width = classes.length;
  const rows = classes.map((name, row): ConfusionRow => {
    const own = counts.slice(row * width, (row + 1) * width);
    const total = sum(own);
    return { name, counts: own, total, recall: total === 0 ? undefined : own[row]! / total };
  });
  const precisions = classes.map((_, column) => {
    const called = sum(rows.map((row) => row.counts[column] ?? 0));
    return called === 0 ? undefined : rows[column]!.counts[column]! / called;
  });
  return { classes, rows, precisions, total: sum(counts), right: sum(rows.map((row, index) => row.counts[index] ?? 0)) };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
