import { compareNames } from "@argosy/core";
import type { Step, Unit, UnitImage } from "@argosy/nodes";
import type { Db } from "@argosy/work";

/** An image of a run, with the unit that it belongs to and the task that looked for objects in it. */
export interface RunImage {
  readonly image: UnitImage;
  readonly array: string;
  readonly task: string;
}

/** The images that some segmenting tasks have worked on, ordered by name. */
export async function imagesOfTasks(db: Db, project: string, tasks: readonly string[], signal?: AbortSignal): Promise<RunImage[]> {
  const rows = await db.query<{ id: string; unit: Unit }>(
    "select id, work->'unit' as unit from read.task where id = any($1) and project_id = $2 and work ? 'unit'",
    [tasks, project],
    { signal },
  );
  const images = rows.flatMap(({ id, unit }) => unit.images.map((image): RunImage => ({ image, array: unit.array, task: id })));
  return images.sort((a, b) => compareNames(a.image.name, b.image.name));
}

/** The segmenting tasks of a run that are done, and the steps that they all have. */
export async function segmentTasksOfRun(
  db: Db,
  project: string,
  run: string,
  signal?: AbortSignal,
): Promise<{ readonly tasks: readonly string[]; readonly steps: readonly Step[] }> {
  const rows = await db.query<{ id: string }>(
    "select task_id as id from read.run_task where run_id = $1 and project_id = $2 and stage = 'segment' and state = 'done' order by task_id",
    [run, project],
    { signal },
  );
  const first = await db.one<{ steps: Step[] }>("select work->'steps' as steps from read.task where id = $1", [rows[0]?.id ?? ""], {
    signal,
  });
  return { tasks: rows.map(({ id }) => id), steps: first?.steps ?? [] };
}
