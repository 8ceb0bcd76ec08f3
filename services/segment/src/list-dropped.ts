import { ArgosyError } from "@argosy/core";
import type { Dropped, DroppedCount } from "@argosy/rpc";
import type { Db } from "@argosy/work";

interface CountRow {
  readonly step: number;
  readonly reason: string;
  readonly count: number;
  readonly images: number;
  readonly most: readonly { readonly image: string; readonly name: string; readonly count: number }[];
}

/** The specks of a run. The `image` is empty for all images. */
export interface DroppedWish {
  readonly project: string;
  readonly run: string;
  readonly image: string;
}

const FROM = `
  from read.run_task rt join dropped d on d.task_id = rt.task_id
 where rt.run_id = $1 and rt.project_id = $2 and rt.stage = 'segment' and rt.state = 'done' and ($3 = '' or d.image_id = $3)`;

/** How many specks of a run are no objects, by step and reason. @throws {ArgosyError} `not_found`. */
export async function countDropped(db: Db, wish: DroppedWish): Promise<DroppedCount[]> {
  const nodes = await nodesOf(db, wish);
  const rows = await db.query<CountRow>(
    `select step, reason, sum(count)::float8 as count, count(*)::int as images,
            (array_agg(jsonb_build_object('image', image_id, 'name', name, 'count', count) order by count desc, name))[1:10] as most
       from (select d.step, d.reason, d.count, d.image_id, (select i.name from read.image i where i.id = d.image_id) as name ${FROM}) each
      group by step, reason order by step, reason`,
    [wish.run, wish.project, wish.image],
  );
  return rows.map(({ step, reason, count, images, most }) => ({ node: nodes[step] ?? "", reason, count, images, most: [...most] }));
}

/** The first specks of one image that are no objects, with box and area. @throws {ArgosyError} `not_found`. */
export async function listDropped(db: Db, wish: DroppedWish & { readonly reason: string }): Promise<Dropped[]> {
  const nodes = await nodesOf(db, wish);
  const rows = await db.query<{
    step: number;
    reason: string;
    examples: { x: number; y: number; width: number; height: number; value: number }[];
  }>(`select d.step, d.reason, d.examples ${FROM} and ($4 = '' or d.reason = $4) order by d.step, d.reason`, [
    wish.run,
    wish.project,
    wish.image,
    wish.reason,
  ]);
  return rows.flatMap(({ step, reason, examples }) =>
    examples.map(({ value, ...box }) => ({ node: nodes[step] ?? "", reason, box, value })),
  );
}

/** The instances of the run's graph by their place in the chain; a task may have been planned by another run under other names. */
async function nodesOf(db: Db, { project, run }: DroppedWish): Promise<readonly string[]> {
  const row = await db.one<{ stages: readonly { readonly stage: string; readonly steps: readonly { readonly id: string }[] }[] }>(
    "select plan->'stages' as stages from read.run where id = $1 and project_id = $2",
    [run, project],
  );
  if (row === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run } });
  return row.stages.find(({ stage }) => stage === "segment")?.steps.map(({ id }) => id) ?? [];
}
