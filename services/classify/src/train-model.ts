import { createHash } from "node:crypto";
import { canonicalJson, idFromHash } from "@argosy/core";
import type { ForestTraining } from "@argosy/kernels";
import { accuracy, confusionMatrix, mostProbableClass } from "@argosy/kernels";
import type { ForestResult, Ports, TaskHandler } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { featuresOfObjects } from "./features.ts";
import { holdOut } from "./hold-out.ts";
import type { ModelReport } from "./models.ts";
import { insertModel, putForest, sha256Of } from "./models.ts";
import { findTrainingSet } from "./training-set.ts";
import type { TrainingWork } from "./work.ts";

/**
 * Works off one training: learns a forest from all labelled objects, and another from those that are not held out, to judge. Stores
 * the first with a report. Safe to run twice: equal work gives equal bytes.
 */
export function trainModel(ports: Ports): TaskHandler<TrainingWork> {
  return async ({ id, project, work }, { signal }) => {
    const { objects, objectClasses, classes } = await findTrainingSet(ports.db, id, project);
    const features = await featuresOfObjects(ports.db, project, { ...work, objects }, signal);
    const rows: Rows = { features, classes: Uint16Array.from(objectClasses), width: work.columns.length, classCount: classes.length };
    const [trained, judged] = await Promise.all([train(ports, work, rows, signal), judge(ports, work, rows, signal)]);
    const report: ModelReport = {
      objects: objects.length,
      trees: work.trees,
      seed: work.seed,
      outOfBag: share(confusion(rows.classes, trained.outOfBag, classes.length), classes.length),
      ...judged,
      importances: work.columns.map((column, place) => ({ column, value: trained.importances[place]! })),
    };
    const key = `${project}/classify/${id}/model.bin`;
    await putForest(ports.store, key, trained.forest, signal);
    const model = { id: modelId(id), project_id: project, task_id: id, classes, columns: work.columns, report, key };
    const sha256 = sha256Of(trained.forest);
    const output = sha256Of(canonicalJson({ classes, columns: work.columns, report, sha256 }));
    await ports.db.transaction(async (tx) => {
      if (await recordOutput(tx, id, output)) await insertModel(tx, { ...model, sha256 });
    });
    return { sha256: output, results: { model: model.id } };
  };
}

/** Labelled rows: `[n][width]` features and `[n]` classes. */
interface Rows {
  readonly features: Float32Array;
  readonly classes: Uint16Array;
  readonly width: number;
  readonly classCount: number;
}

async function train(ports: Ports, work: TrainingWork, rows: Rows, signal: AbortSignal): Promise<ForestResult> {
  const input: ForestTraining = {
    features: rows.features,
    n: rows.classes.length,
    f: rows.width,
    classes: rows.classes,
    classCount: rows.classCount,
    trees: work.trees,
    minLeaf: work.minLeaf,
    classWeights: work.classWeights,
    seed: work.seed,
    ...(work.maxFeatures === 0 ? {} : { maxFeatures: work.maxFeatures }),
  };
  return ports.workers.run<ForestResult>({ task: "train-forest", input }, { signal });
}

/** What a forest says of objects that it has not seen. Without a class that has two objects there are none to ask it about. */
async function judge(
  ports: Ports,
  work: TrainingWork,
  rows: Rows,
  signal: AbortSignal,
): Promise<Pick<ModelReport, "heldOut" | "heldOutObjects" | "confusion">> {
  const held = holdOut(rows.classes, work.heldOut, work.seed);
  const asked = pick(rows, held, 1);
  const { classCount } = rows;
  if (asked.classes.length === 0) return { heldOut: null, heldOutObjects: 0, confusion: Array.from({ length: classCount ** 2 }, () => 0) };
  const { forest } = await train(ports, work, pick(rows, held, 0), signal);
  const input = { forest, features: asked.features };
  const probabilities = await ports.workers.run<Float32Array>({ task: "predict-forest", input }, { signal });
  const matrix = confusion(asked.classes, probabilities, classCount);
  return { heldOut: share(matrix, classCount), heldOutObjects: asked.classes.length, confusion: [...matrix] };
}

function pick(rows: Rows, held: Uint8Array, wanted: 0 | 1): Rows {
  const { width } = rows;
  const chosen = Array.from(held.keys()).filter((row) => held[row] === wanted);
  const features = new Float32Array(chosen.length * width);
  for (const [to, from] of chosen.entries()) features.set(rows.features.subarray(from * width, (from + 1) * width), to * width);
  return { ...rows, features, classes: Uint16Array.from(chosen, (row) => rows.classes[row]!) };
}

function confusion(actual: Uint16Array, probabilities: Float32Array, classCount: number): Uint32Array {
  return confusionMatrix(actual, mostProbableClass(probabilities, classCount), classCount);
}

/** `null` where nothing was asked: JSON has no NaN. */
function share(matrix: Uint32Array, classCount: number): number | null {
  const value = accuracy(matrix, classCount);
  return Number.isNaN(value) ? null : value;
}

function modelId(taskId: string): string {
  return idFromHash(createHash("sha256").update(`model ${taskId}`).digest());
}
