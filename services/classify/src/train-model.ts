import { createHash } from "node:crypto";
import { canonicalJson, idFromHash } from "@argosy/core";
import { accuracy, confusionMatrix, mostProbableClass, NO_CLASS } from "@argosy/kernels";
import type { ForestResult, Ports, TaskHandler } from "@argosy/runtime";
import { trainInWorkers } from "@argosy/runtime";
import { recordOutput } from "@argosy/work";
import { featuresOfObjects } from "./features.ts";
import { holdOut } from "./hold-out.ts";
import type { Basis, Judgements } from "./judgements.ts";
import { insertJudgements } from "./judgements.ts";
import type { ModelReport } from "./models.ts";
import { insertModel, putForest, sha256Of } from "./models.ts";
import { findTrainingSet } from "./training-set.ts";
import type { TrainingWork } from "./work.ts";

/**
 * Works off one training: learns a forest from all labelled objects, and another from those that are not held out, to judge. Stores
 * the first with a report and with what was said of each object. Safe to run twice: equal work gives equal bytes.
 */
export function trainModel(ports: Ports): TaskHandler<TrainingWork> {
  return async ({ id, project, work }, { signal }) => {
    const { objects, objectClasses, classes } = await findTrainingSet(ports.db, id, project);
    const features = await featuresOfObjects(ports.db, project, { ...work, objects }, signal);
    const rows: Rows = {
      objects,
      features,
      classes: Uint16Array.from(objectClasses),
      width: work.columns.length,
      classCount: classes.length,
    };
    const [trained, heldOut] = await Promise.all([train(ports, work, rows, signal), judgeHeldOut(ports, work, rows, signal)]);
    const outOfBag = judged("out-of-bag", rows, trained.outOfBag);
    const report = reportOf(work, rows, { heldOut, outOfBag }, trained.importances);
    const key = `${project}/classify/${id}/model.bin`;
    await putForest(ports.store, key, trained.forest, signal);
    const model = { id: modelId(id), project_id: project, task_id: id, classes, columns: work.columns, report, key };
    const sha256 = sha256Of(trained.forest);
    const output = sha256Of(canonicalJson({ classes, columns: work.columns, report, sha256 }));
    await ports.db.transaction(async (tx) => {
      if (!(await recordOutput(tx, id, output))) return;
      await insertModel(tx, { ...model, sha256 });
      await insertJudgements(tx, model.id, [heldOut, outOfBag]);
    });
    return { sha256: output, results: { model: model.id } };
  };
}

/** Labelled rows: `[n][width]` features and `[n]` classes. */
interface Rows {
  readonly objects: readonly string[];
  readonly features: Float32Array;
  readonly classes: Uint16Array;
  readonly width: number;
  readonly classCount: number;
}

function train(ports: Ports, work: TrainingWork, rows: Rows, signal: AbortSignal): Promise<ForestResult> {
  const training = {
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
  return trainInWorkers(ports.workers, training, signal);
}

/** What a forest says of objects that it has not seen. Without a class that has two objects there are none to ask it about. */
async function judgeHeldOut(ports: Ports, work: TrainingWork, rows: Rows, signal: AbortSignal): Promise<Judgements> {
  const held = holdOut(rows.classes, work.heldOut, work.seed);
  const asked = pick(rows, held, 1);
  if (asked.classes.length === 0) return judged("held-out", asked, new Float32Array(0));
  const { forest } = await train(ports, work, pick(rows, held, 0), signal);
  const input = { forest, features: asked.features };
  return judged("held-out", asked, await ports.workers.run<Float32Array>({ task: "predict-forest", input }, { signal }));
}

function pick(rows: Rows, held: Uint8Array, wanted: 0 | 1): Rows {
  const { width } = rows;
  const chosen = Array.from(held.keys()).filter((row) => held[row] === wanted);
  const features = new Float32Array(chosen.length * width);
  for (const [to, from] of chosen.entries()) features.set(rows.features.subarray(from * width, (from + 1) * width), to * width);
  return {
    ...rows,
    objects: chosen.map((row) => rows.objects[row]!),
    features,
    classes: Uint16Array.from(chosen, (row) => rows.classes[row]!),
  };
}

/** Rows of which nothing was said (every tree has seen them) are left out. */
function judged(basis: Basis, rows: Rows, probabilities: Float32Array): Judgements {
  const said = mostProbableClass(probabilities, rows.classCount);
  const known = Array.from(said.keys()).filter((row) => said[row] !== NO_CLASS);
  return {
    basis,
    objects: known.map((row) => rows.objects[row]!),
    actual: known.map((row) => rows.classes[row]!),
    predicted: known.map((row) => said[row]!),
    scores: known.map((row) => probabilities[row * rows.classCount + said[row]!]!),
  };
}

function reportOf(
  work: TrainingWork,
  rows: Rows,
  { heldOut, outOfBag }: { readonly heldOut: Judgements; readonly outOfBag: Judgements },
  importances: Float64Array,
): ModelReport {
  const { classCount, classes } = rows;
  const [matrix, bagMatrix] = [confusion(heldOut, classCount), confusion(outOfBag, classCount)];
  return {
    objects: classes.length,
    classObjects: Array.from({ length: classCount }, (_, place) => classes.reduce((sum, one) => sum + (one === place ? 1 : 0), 0)),
    trees: work.trees,
    seed: work.seed,
    outOfBag: share(bagMatrix, classCount),
    outOfBagConfusion: [...bagMatrix],
    heldOut: share(matrix, classCount),
    heldOutObjects: heldOut.objects.length,
    heldOutShare: work.heldOut,
    confusion: [...matrix],
    importances: work.columns.map((column, place) => ({ column, value: importances[place]! })),
  };
}

function confusion({ actual, predicted }: Judgements, classCount: number): Uint32Array {
  return confusionMatrix(Uint16Array.from(actual), Uint16Array.from(predicted), classCount);
}

/** `null` where nothing was asked: JSON has no NaN. */
function share(matrix: Uint32Array, classCount: number): number | null {
  const value = accuracy(matrix, classCount);
  return Number.isNaN(value) ? null : value;
}

function modelId(taskId: string): string {
  return idFromHash(createHash("sha256").update(`model ${taskId}`).digest());
}
