import { ArgosyError, canonicalJson, refusal } from "@argosy/core";
import type { Job, PredictRequest } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { featureSetsOfRun } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { activeModel, getModel, sha256Of } from "./models.ts";
import type { PredictionWork } from "./work.ts";

interface MeasureTask {
  readonly task_id: string;
  readonly title: string;
  readonly images: number;
}

/**
 * Makes a job that predicts the classes of a run's objects, one task for each that measured them, and has the run show them. What the
 * model has predicted of all objects once is not predicted again.
 *
 * @throws {ArgosyError} `not_found` for the run or model; `failed_precondition` without a model; FEATURES_MISMATCH where the model
 *   looks at columns that the run does not measure.
 */
export async function planPrediction(ports: Pick<Ports, "db" | "calls" | "newId">, request: PredictRequest): Promise<Job> {
  const { db } = ports;
  const { project, run, unlabelledOnly } = request;
  const model = request.model === "" ? await activeModel(db, project) : await getModel(db, project, request.model);
  const tasks = await measureTasks(db, project, run);
  const columns = new Set((await featureSetsOfRun(db, project, run)).flatMap((set) => set.columns.map(({ name }) => name)));
  const missing = model.columns.filter((column) => !columns.has(column));
  if (missing.length > 0) {
    const message = `the model looks at ${missing.length} measurements that the run does not have: ${missing.slice(0, 5).join(", ")}`;
    throw refusal("FEATURES_MISMATCH", message, { columns: missing.slice(0, 100) });
  }
  const pipeline = ports.calls(PipelineServiceDefinition);
  // Labels come and go: what has none now is another set of objects each time.
  const only = unlabelledOnly ? { unlabelled: ports.newId() } : {};
  const works = tasks.map(
    ({ task_id: measure }): PredictionWork => ({ kind: "prediction", model: { id: model.id, sha256: model.sha256 }, measure, ...only }),
  );
  await pipeline.showModel({ project, run, model: model.id });
  return pipeline.createJob({
    project,
    kind: "prediction",
    title: `predict with model ${model.version}`,
    tasks: works.map((work, index) => ({
      id: sha256Of(canonicalJson({ project, ...work })),
      stage: "classify",
      title: tasks[index]!.title,
      weight: tasks[index]!.images,
      work: { ...work },
      needs: [],
    })),
    results: { run, model: model.id },
  });
}

async function measureTasks(db: Db, project: string, run: string): Promise<MeasureTask[]> {
  const found = await db.one("select 1 from read.run where id = $1 and project_id = $2", [run, project]);
  if (found === undefined) throw new ArgosyError("not_found", "there is no such run", { details: { run } });
  const tasks = await db.query<MeasureTask>(
    `select task_id, coalesce(work->'unit'->'images'->0->>'name', '') as title,
            greatest(1, jsonb_array_length(coalesce(work->'unit'->'images', '[]')))::int as images
       from read.run_task where run_id = $1 and project_id = $2 and stage = 'measure' and state = 'done' order by task_id`,
    [run, project],
  );
  if (tasks.length === 0) throw new ArgosyError("failed_precondition", "the run has not measured any objects yet", { details: { run } });
  return tasks;
}
