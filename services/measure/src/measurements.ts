import type { Db } from "@argosy/work";

/** All measures of one set of one object. */
export interface MeasurementRow {
  readonly object_id: string;
  readonly feature_set_id: string;
  readonly project_id: string;
  readonly task_id: string;
  readonly values: readonly number[];
}

export async function insertMeasurements(tx: Db, rows: readonly MeasurementRow[]): Promise<void> {
  await tx.insertMany(
    "measurement",
    { object_id: "text", feature_set_id: "text", project_id: "text", task_id: "text", values: "float8[]" },
    rows,
  );
}

/** A row of a run with everything that a table of it shows. */
export interface RunRow {
  readonly object: string;
  readonly image: string;
  readonly name: string;
  readonly label: number;
  readonly class: string | null;
  readonly status: string | null;
  /** By feature set, in the order asked for; `null` where the object was not measured by it. */
  readonly values: readonly (readonly number[] | null)[];
}

const BATCH = 2_000;

/** Every object of a run with its measures by set, ordered by image name and label, in batches. */
export async function* rowsOfRun(db: Db, projectId: string, runId: string, setIds: readonly string[]): AsyncGenerator<RunRow[]> {
  const joins = setIds
    .map((_, k) => `left join measurement m${k} on m${k}.object_id = o.id and m${k}.feature_set_id = $${k + 6}`)
    .join("\n");
  const values = setIds.map((_, k) => `m${k}.values as v${k}`);
  let after: { readonly image: string; readonly label: number } = { image: "", label: -1 };
  for (;;) {
    const rows = await db.query<Record<string, unknown> & { image: string; label: number }>(
      `select ${["o.id as object", "i.name as image", "o.name", "o.label", "coalesce(l.class, p.class) as class", "coalesce(l.status, case when p.class is not null then 'predicted' end) as status", ...values].join(", ")}
         from read.run r
         join read.run_task rt on rt.run_id = r.id and rt.stage = 'segment' and rt.state = 'done'
         join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
         join read.image i on i.id = o.image_id
         left join read.label l on l.object_id = o.id
         left join read.prediction p on p.object_id = o.id and p.model_id = r.model_id
         ${joins}
        where r.id = $1 and r.project_id = $2 and (i.name, o.label) > ($3, $4)
        order by i.name, o.label limit $5`,
      [runId, projectId, after.image, after.label, BATCH, ...setIds],
    );
    const last = rows.at(-1);
    if (last === undefined) return;
    yield rows.map((row) => ({ ...(row as unknown as RunRow), values: setIds.map((_, k) => row[`v${k}`] as number[] | null) }));
    if (rows.length < BATCH) return;
    after = { image: last.image, label: last.label };
  }
}
