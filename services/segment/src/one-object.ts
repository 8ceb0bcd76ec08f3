import type { Db } from "@argosy/work";
import type { ObjectFields } from "./list-objects.ts";

/** One object with its class as it stands, its children and the probabilities of its newest prediction. */
export type OneObject = ObjectFields & {
  readonly task_id: string;
  readonly step: number;
  readonly probabilities: Readonly<Record<string, number>>;
};

/** An object of a project, or `undefined`. Its class is the person's where there is one, else the newest prediction's. */
export async function findObject(db: Db, projectId: string, id: string): Promise<OneObject | undefined> {
  const row = await db.one<Omit<OneObject, "probabilities"> & { probs: number[] | null; classes: string[] | null }>(
    `select o.*, coalesce(l.class, p.class) as class, coalesce(l.status, case when p.class is not null then 'predicted' end) as status,
            p.score, l.author, l.class_id, p.probabilities as probs, p.classes,
            array(select c.id from read.object c where c.parent_id = o.id order by c.label) as children
       from read.object o
       left join read.label l on l.object_id = o.id
       left join lateral (select p.class, p.score, p.probabilities, m.classes
                            from read.prediction p join read.model m on m.id = p.model_id
                           where p.object_id = o.id order by m.version desc limit 1) p on true
      where o.id = $1 and o.project_id = $2`,
    [id, projectId],
  );
  if (row === undefined) return undefined;
  const { probs, classes, ...object } = row;
  return { ...object, probabilities: Object.fromEntries((classes ?? []).map((name, index) => [name, probs?.[index] ?? 0])) };
}
