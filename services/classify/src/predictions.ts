import { refusal } from "@argosy/core";
import { mostProbableClass } from "@argosy/kernels";
import type { ChainWork } from "@argosy/nodes";
import type { Ports } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { featuresOfTask } from "./features.ts";
import { getModel, readForest } from "./models.ts";

/** What a model says of an object. */
export interface PredictionRow {
  readonly object_id: string;
  readonly model_id: string;
  readonly project_id: string;
  readonly task_id: string;
  readonly class: string;
  readonly score: number;
  /** In the order of the model's classes. */
  readonly probabilities: readonly number[];
}

/** Objects that a task has measured, to be asked about. */
interface MeasuredObjects {
  /** The task that asks. */
  readonly id: string;
  readonly project: string;
  readonly model: string;
  /** The task that has measured them. */
  readonly measure: string;
}

/** What the model of a task says of the objects that were measured for it, ordered by id. Without a model nothing. */
export async function predictUnit(
  ports: Pick<Ports, "db" | "store" | "workers">,
  task: { readonly id: string; readonly project: string; readonly work: ChainWork },
  signal: AbortSignal,
): Promise<PredictionRow[]> {
  const { id, project, work } = task;
  const measure = work.reads?.measure;
  if (work.model === undefined || measure === undefined) return [];
  return predictMeasured(ports, { id, project, model: work.model.id, measure }, signal);
}

/**
 * What a model says of the objects that a task has measured, ordered by id.
 *
 * @throws {ArgosyError} FEATURES_MISMATCH where the model looks at columns that were not measured; OBJECT_CORRUPT, MODEL_INVALID.
 */
export async function predictMeasured(
  ports: Pick<Ports, "db" | "store" | "workers">,
  wanted: MeasuredObjects,
  signal: AbortSignal,
): Promise<PredictionRow[]> {
  const { id, project, measure } = wanted;
  const model = await getModel(ports.db, project, wanted.model);
  const { objects, features } = await featuresOfTask(ports.db, project, measure, model.columns, signal);
  if (objects.length === 0) return [];
  const forest = await readForest(ports.store, model, signal);
  const probabilities = await ports.workers.run<Float32Array>({ task: "predict-forest", input: { forest, features } }, { signal });
  const width = model.classes.length;
  if (probabilities.length !== objects.length * width) {
    throw refusal("MODEL_INVALID", "the forest does not have the classes of its model", { model: model.id });
  }
  const classes = mostProbableClass(probabilities, width);
  return objects.map((object, row) => {
    const shares = Array.from(probabilities.subarray(row * width, (row + 1) * width));
    const best = classes[row]!;
    return {
      object_id: object,
      model_id: model.id,
      project_id: project,
      task_id: id,
      class: model.classes[best]!,
      score: shares[best]!,
      probabilities: shares,
    };
  });
}

/** Stores predictions. What a model says of objects that were measured anew in another way takes the place of what it said before. */
export async function insertPredictions(tx: Db, rows: readonly PredictionRow[]): Promise<void> {
  await tx.insertMany(
    "prediction",
    {
      object_id: "text",
      model_id: "text",
      project_id: "text",
      task_id: "text",
      class: "text",
      score: "float8",
      probabilities: "float4[]",
    },
    rows,
    {
      onConflict: `(object_id, model_id) do update set task_id = excluded.task_id, class = excluded.class, score = excluded.score,
        probabilities = excluded.probabilities, made_at = excluded.made_at`,
    },
  );
  const counts = Map.groupBy(rows, (row) => row.model_id);
  for (const [model, { length }] of counts)
    await tx.query("update model set predictions = predictions + $2 where id = $1", [model, length]);
}
