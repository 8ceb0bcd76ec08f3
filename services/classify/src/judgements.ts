import type { Db } from "@argosy/work";

/** How an object came to be judged by a model that had not learnt from it. */
export const BASES = ["held-out", "out-of-bag"] as const;
/** One of {@link BASES}. */
export type Basis = (typeof BASES)[number];

/** What a model said of objects whose class was known; all lists have one order, classes are places in the model's list. */
export interface Judgements {
  readonly basis: Basis;
  readonly objects: readonly string[];
  readonly actual: readonly number[];
  readonly predicted: readonly number[];
  readonly scores: readonly number[];
}

/** One object of {@link Judgements}. */
export interface JudgedObject {
  readonly object: string;
  readonly actual: number;
  readonly predicted: number;
  readonly score: number;
}

export async function insertJudgements(tx: Db, modelId: string, all: readonly Judgements[]): Promise<void> {
  for (const { basis, objects, actual, predicted, scores } of all) {
    await tx.query("insert into judgement (model_id, basis, objects, actual, predicted, scores) values ($1, $2, $3, $4, $5, $6)", [
      modelId,
      basis,
      objects,
      actual,
      predicted,
      scores,
    ]);
  }
}

/** Which judgements to list; a class that is left out means any. */
export interface JudgementFilter {
  readonly basis: Basis;
  readonly actual: number | undefined;
  readonly predicted: number | undefined;
  readonly offset: number;
  readonly limit: number;
}

/** The objects of some cells of a confusion matrix, those first of which the model was most sure. */
export async function listJudgements(
  db: Db,
  modelId: string,
  { basis, actual, predicted, offset, limit }: JudgementFilter,
): Promise<{ readonly rows: readonly JudgedObject[]; readonly total: number }> {
  const rows = await db.query<JudgedObject & { total: number }>(
    `select g.object, g.actual, g.predicted, g.score, (count(*) over ())::int as total
       from judgement j, unnest(j.objects, j.actual, j.predicted, j.scores) as g (object, actual, predicted, score)
      where j.model_id = $1 and j.basis = $2 and ($3::integer is null or g.actual = $3) and ($4::integer is null or g.predicted = $4)
      order by g.score desc, g.object limit $5 offset $6`,
    [modelId, basis, actual ?? null, predicted ?? null, limit, offset],
  );
  return { rows: rows.map(({ total: _, ...row }) => row), total: rows[0]?.total ?? 0 };
}
