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

/** @throws {ArgosyError} `not_found`. */
export async function runState(db: Db, project: string, run: string): Promise<RunState> {
  const [row, tasks, last, classes] = await Promise.all([
    db.one<{ model_id: string | null; predictions: number }>(
      `select r.model_id, coalesce(m.predictions, 0)::float8 as predictions
         from read.run r left join read.model m on m.id = r.model_id where r.id = $1 and r.project_id = $2`,
      [run, project],
    ),
    db.query<{ task_id: string; stage: string }>(
      "select task_id, stage from read.run_task where run_id = $1 and project_id = $2 and state = 'done' order by task_id",
      [run, project],
    ),
    db.one<{ position: number | null }>("select max(position) as position from read.label_history where project_id = $1", [project]),
    db.query<{ id: string; name: string }>("select id, name from read.class where project_id = $1 order by name, id", [project]),
  ]);
  if (row === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run } });
  const ofStage = (stage: string) => tasks.filter((task) => task.stage === stage).map((task) => task.task_id);
  return {
    run,
    project,
    model: row.model_id ?? undefined,
    predictions: row.predictions,
    tasks: { segment: ofStage("segment"), measure: ofStage("measure"), classify: ofStage("classify") },
    labelPosition: last?.position ?? 0,
    classes,
  };
}
