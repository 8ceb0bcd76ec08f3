import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import type { RunObjects } from "./run-objects.ts";
import type { CodedColumn } from "./table.ts";

const NAME = /^(held-out|out-of-bag)\.([0-9a-v]{26})$/;
const NONE = -1;

/** What a model said of objects whose class was known: a cell of its confusion matrix for each, in words `<true> as <predicted>`. */
export interface JudgedColumn {
  readonly column: CodedColumn;
  readonly bytes: number;
}

/** Whether a column is the judgements of a model: `held-out.<model>` or `out-of-bag.<model>`. */
export function isJudged(name: string): boolean {
  return NAME.test(name);
}

/**
 * Reads the judgements of a model, for the objects of a run; those that it has not judged have none.
 *
 * @throws {ArgosyError} FIELD_INVALID for a model that is not there.
 */
export async function readJudged(db: Db, project: string, objects: RunObjects, name: string): Promise<JudgedColumn> {
  const [, basis, model] = NAME.exec(name) ?? [];
  const row = await db.one<{ classes: string[]; objects: string[]; actual: number[]; predicted: number[] }>(
    "select classes, objects, actual, predicted from read.judgement where model_id = $1 and basis = $2 and project_id = $3",
    [model, basis, project],
  );
  if (row === undefined) throw refusal("FIELD_INVALID", `there is no column "${name}"`, { field: name });
  const { classes } = row;
  const codes = new Int32Array(objects.ids.size).fill(NONE);
  for (const [index, id] of row.objects.entries()) {
    const object = objects.ids.placeOf(id);
    if (object >= 0) codes[object] = row.actual[index]! * classes.length + row.predicted[index]!;
  }
  const names = classes.flatMap((actual) => classes.map((predicted) => [`${actual} as ${predicted}`]));
  return { column: { kind: "coded", code: (object) => codes[object]!, names }, bytes: codes.byteLength };
}
