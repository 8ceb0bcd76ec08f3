import { ArgosyError } from "@argosy/core";
import type { Db } from "@argosy/work";

/** What a run has come to, and up to where its project's labels are known. */
export interface RunState {
  readonly run: string;
  readonly project: string;
  /** Whose predictions it shows, and how many the model has made at all: it may be asked about more objects later. */
  readonly model: string | undefined;
  readonly predictions: number;
  /** Ids of the tasks that are done, by stage. */
  readonly tasks: { readonly segment: readonly string[]; readonly measure: readonly string[]; readonly classify: readonly string[] };
  /** Changes with every label of the project; rows of its history are committed in the order of their positions. */
  readonly labelPosition: number;
  readonly classes: readonly { readonly id: string; readonly name: string }[];
}

interface StateRow {
  readonly model_id: string | null;
  readonly predictions: number;
  readonly position: number | null;
  readonly classes: RunState["classes"] | null;
  readonly tasks: readonly (readonly [stage: string, id: string])[] | null;
}

/** @throws {ArgosyError} `not_found`. */
export async function runState(db: Db, project: string, run: string): Promise<RunState> {
  // One statement: it is asked before every page.
  const row = await db.one<StateRow>(
    `select r.model_id, coalesce(m.predictions, 0)::float8 as predictions,
            (select max(position) from read.label_history where project_id = $2) as position,
            (select json_agg(json_build_object('id', id, 'name', name) order by name, id) from read.class where project_id = $2) as classes,
            (select json_agg(array[t.stage, t.task_id] order by t.task_id) from read.run_task t
              where t.run_id = $1 and t.project_id = $2 and t.state = 'done') as tasks
       from read.run r left join read.model m on m.id = r.model_id where r.id = $1 and r.project_id = $2`,
    [run, project],
  );
  if (row === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run } });
  const ofStage = (stage: string) => (row.tasks ?? []).flatMap(([own, id]) => (own === stage ? [id] : []));
  return {
    run,
    project,
    model: row.model_id ?? undefined,
    predictions: row.predictions,
    tasks: { segment: ofStage("segment"), measure: ofStage("measure"), classify: ofStage("classify") },
    labelPosition: row.position ?? 0,
    classes: row.classes ?? [],
  };
}
