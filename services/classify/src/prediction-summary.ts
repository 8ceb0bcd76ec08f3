import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";

/** How sure the predictions are that a run shows. */
export interface RunPredictions {
  readonly model: string;
  readonly objects: number;
  readonly labelled: number;
  readonly predicted: number;
  /** Of objects without a label: by class, in steps of 1 %. */
  readonly classes: readonly { readonly class: string; readonly bins: readonly number[] }[];
}

const BINS = 101;

/** The objects of a run that persons and models can say something of; `$1` run, `$2` project. */
const OBJECTS_OF_RUN = `
  read.run r
  join read.run_task rt on rt.run_id = r.id and rt.stage = 'segment' and rt.state = 'done'
  join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null`;

/** @throws {ArgosyError} `not_found` for the run. */
export async function summarizePredictions(db: Db, projectId: string, runId: string): Promise<RunPredictions> {
  const run = await db.one<{ model: string | null }>("select model_id as model from read.run where id = $1 and project_id = $2", [
    runId,
    projectId,
  ]);
  if (run === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: runId } });
  const counts = await db.one<{ objects: number; labelled: number; predicted: number }>(
    `select count(*)::float8 as objects, count(l.object_id)::float8 as labelled, count(p.object_id)::float8 as predicted
       from ${OBJECTS_OF_RUN}
       left join label l on l.object_id = o.id
       left join prediction p on p.object_id = o.id and p.model_id = r.model_id
      where r.id = $1 and r.project_id = $2`,
    [runId, projectId],
  );
  const rows = await db.query<{ class: string; bin: number; objects: number }>(
    `select p.class, floor(least(p.score, 1) * 100 + 1e-9)::int as bin, count(*)::float8 as objects
       from ${OBJECTS_OF_RUN}
       join prediction p on p.object_id = o.id and p.model_id = r.model_id
       left join label l on l.object_id = o.id
      where r.id = $1 and r.project_id = $2 and l.object_id is null
      group by 1, 2 order by p.class collate "C", 2`,
    [runId, projectId],
  );
  const classes = [...Map.groupBy(rows, (row) => row.class)].map(([name, members]) => {
    const bins = Array.from({ length: BINS }, () => 0);
    for (const { bin, objects } of members) bins[bin] = objects;
    return { class: name, bins };
  });
  return { model: run.model ?? "", ...counts!, classes };
}
