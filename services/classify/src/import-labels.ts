import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";
import { findClasses } from "./class-tree.ts";
import { findObjects } from "./find-objects.ts";
import type { LabelFact } from "./label-facts.ts";
import { storeLabels } from "./label-facts.ts";
import type { BadRow, LabelRow } from "./label-table.ts";
import { readLabelTable } from "./label-table.ts";
import type { LabelCounts, LabelOrder } from "./set-labels.ts";

/** What an import of labels came to. */
export interface LabelImport extends LabelCounts {
  /** Rows that were left out, by line. */
  readonly refused: readonly BadRow[];
}

const STATEMENT_MS = 120_000;

/**
 * Sets the labels of a table in one transaction. Rows that are malformed, or name an object or class that is not there, are left out
 * and reported; the others are set.
 *
 * @throws {ArgosyError} LABEL_TABLE_INVALID when it is no table of labels; `not_found` for the run.
 */
export async function importLabels(db: Db, order: LabelOrder, table: Uint8Array): Promise<LabelImport> {
  const { rows, refused } = readLabelTable(table);
  const refs = rows.map((row) => row.ref);
  const objects = await findObjects(db, order.project, order.run, refs);
  const bad: BadRow[] = [...refused];
  const known: { readonly row: LabelRow; readonly object: string }[] = [];
  const lines = new Map<string, number>();
  for (const [index, row] of rows.entries()) {
    const found = objects[index]!;
    if ("problem" in found) bad.push({ line: row.line, object: row.object, problem: found.problem });
    else if (lines.has(found.object)) bad.push({ line: row.line, object: row.object, problem: twice(lines.get(found.object)!) });
    else {
      lines.set(found.object, row.line);
      known.push({ row, object: found.object });
    }
  }
  const counts = await db.transaction(
    async (tx) => {
      const classes = await findClasses(
        tx,
        order.project,
        known.map(({ row }) => row.class),
        order.create,
      );
      // Work that is tried again after a deadlock must not report its rows twice.
      const unclassed: BadRow[] = [];
      const facts = known.flatMap(({ row, object }): LabelFact[] => {
        const found = classes.found.get(row.class);
        if (found !== undefined) return [{ object, class: found, status: row.status, author: row.author || order.caller }];
        unclassed.push({ line: row.line, object: row.object, problem: classes.problems.get(row.class)! });
        return [];
      });
      const changed = await storeLabels(tx, facts, { projectId: order.project, origin: "import", trace: order.trace });
      return { changed, unchanged: facts.length - changed, unclassed };
    },
    { statementTimeoutMs: STATEMENT_MS },
  );
  const { changed, unchanged, unclassed } = counts;
  return { changed, unchanged, refused: [...bad, ...unclassed].sort((a, b) => a.line - b.line) };
}

function twice(line: number): ArgosyError {
  return new ArgosyError("invalid_argument", `the object stands in line ${line} already`, { details: { line } });
}
