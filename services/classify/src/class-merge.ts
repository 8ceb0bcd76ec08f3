import { ArgosyError, refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import type { ClassRow } from "./class-names.ts";
import { classRows, lockTree, noClass } from "./class-tree.ts";
import type { LabelFact, Status } from "./label-facts.ts";
import { storeLabels } from "./label-facts.ts";

/** Which class goes and which takes its place; who says so, and under which trace. */
export interface MergeOrder {
  readonly project: string;
  readonly class: string;
  readonly into: string;
  readonly caller: string;
  readonly trace: string;
}

/**
 * Gives everything of one class to another: labels keep their status, and each has a row of history; the classes below go along.
 *
 * @throws {ArgosyError} `not_found`; FIELD_INVALID for a class and itself or one below it; `already_exists` where a class below has
 *   the name of one below the other.
 */
export async function mergeClasses(db: Db, order: MergeOrder): Promise<ClassRow> {
  return db.transaction(async (tx) => {
    await lockTree(tx, order.project);
    const rows = await classRows(tx, order.project);
    const [from, into] = [order.class, order.into].map((id) => rows.find((row) => row.id === id) ?? fail(noClass(id))) as [
      ClassRow,
      ClassRow,
    ];
    checkMerge(rows, from, into);
    // Locked against labels that are being given: they refer to the row.
    await tx.query("select id from class where id = $1 for update", [from.id]);
    const labels = await tx.query<{ object_id: string; status: Status }>("select object_id, status from label where class_id = $1", [
      from.id,
    ]);
    const facts = labels.map(({ object_id, status }): LabelFact => ({ object: object_id, class: into, status, author: order.caller }));
    if (facts.length > 0) await storeLabels(tx, facts, { projectId: order.project, origin: "label", trace: order.trace });
    await tx.query("update class set parent_id = $2 where parent_id = $1", [from.id, into.id]);
    await tx.query("delete from class where id = $1", [from.id]);
    return into;
  });
}

function checkMerge(rows: readonly ClassRow[], from: ClassRow, into: ClassRow): void {
  const parents = new Map(rows.map((row) => [row.id, row]));
  for (let above: ClassRow | undefined = into; above !== undefined; above = parents.get(above.parent_id ?? "")) {
    if (above.id === from.id) throw refusal("FIELD_INVALID", "a class cannot be merged into itself or one below it", { field: "into" });
  }
  const names = new Set(rows.filter((row) => row.parent_id === into.id && row.id !== from.id).map((row) => row.name));
  const twin = rows.find((row) => row.parent_id === from.id && names.has(row.name));
  if (twin === undefined) return;
  const message = `below ${into.name} there is a class ${twin.name} already; merge these two first`;
  throw new ArgosyError("already_exists", message, { details: { class: twin.id } });
}

function fail(error: ArgosyError): never {
  throw error;
}
