import { ArgosyError, refusal } from "@argosy/core";
import type { ColumnSpread } from "@argosy/rpc";
import { featureSetsOfRun } from "@argosy/runtime";
import type { Db } from "@argosy/work";

interface SpreadRow {
  readonly count: number;
  readonly min: number | null;
  readonly max: number | null;
  /** At 2, 50 and 98 %. */
  readonly quantiles: readonly number[] | null;
}

/**
 * How the values of a column spread over the objects of a run; what was not measured is left out.
 *
 * @throws {ArgosyError} `not_found` for the run, FIELD_INVALID for a column that it does not have.
 */
export async function columnSpread(db: Db, projectId: string, runId: string, column: string): Promise<ColumnSpread> {
  const found = await db.one("select 1 from read.run where id = $1 and project_id = $2", [runId, projectId]);
  if (found === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run: runId } });
  const sets = await featureSetsOfRun(db, projectId, runId);
  const set = sets.find(({ columns }) => columns.some(({ name }) => name === column));
  const place = set?.columns.findIndex(({ name }) => name === column) ?? -1;
  if (set === undefined || place < 0) throw refusal("FIELD_INVALID", `there is no column "${column.slice(0, 100)}"`, { field: "column" });
  const row = await db.one<SpreadRow>(
    `select count(value)::float8 as count, min(value), max(value),
            percentile_cont(array[0.02, 0.5, 0.98]) within group (order by value) as quantiles
       from (select m.values[$3] as value
               from read.run_task rt
               join read.object o on o.task_id = rt.task_id and not o.inner_object and o.replaced_by is null
               join measurement m on m.object_id = o.id and m.feature_set_id = $4
              where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment' and rt.state = 'done') v
      where value not in ('NaN', 'Infinity', '-Infinity')`,
    [runId, projectId, place + 1, set.id],
  );
  const { count = 0, min, max, quantiles } = row ?? { min: null, max: null, quantiles: null };
  const [low, median, high] = quantiles ?? [];
  const { unit, definition } = set.columns[place]!;
  return { count, min: min ?? undefined, low, median, high, max: max ?? undefined, unit, definition };
}
