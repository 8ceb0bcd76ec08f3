import { refusal } from "@argosy/core";
import { wilsonInterval } from "@argosy/kernels";
import type { ClassifyServiceDefinition, Implementation, Model } from "@argosy/rpc";
import type { Ports } from "@argosy/runtime";
import { callerOf } from "./caller.ts";
import { BASES, listJudgements } from "./judgements.ts";
import type { ModelView } from "./models.ts";
import { deleteModel, getModel, listModels, updateModel } from "./models.ts";
import { planPrediction } from "./plan-prediction.ts";
import { planTraining, previewTraining } from "./plan-training.ts";
import { summarizePredictions } from "./prediction-summary.ts";

type Methods = Implementation<typeof ClassifyServiceDefinition>;
type ModelMethod =
  | "train"
  | "previewTraining"
  | "listModels"
  | "getModel"
  | "updateModel"
  | "deleteModel"
  | "listJudgements"
  | "predict"
  | "summarizePredictions";

/** Who may call the methods of models. */
export const MODEL_ROLES = {
  train: "editor",
  previewTraining: "viewer",
  listModels: "viewer",
  getModel: "viewer",
  updateModel: "editor",
  deleteModel: "editor",
  listJudgements: "viewer",
  predict: "editor",
  summarizePredictions: "viewer",
} as const;

/** Methods of models that may take longer. */
export const MODEL_OPTIONS = {
  train: { timeoutMs: 60_000 },
  previewTraining: { timeoutMs: 60_000 },
  predict: { timeoutMs: 60_000 },
  summarizePredictions: { timeoutMs: 60_000 },
} as const;

const PAGE = { default: 100, most: 1_000 } as const;

/** The methods of the service that are about models and what they predict. */
export function modelMethods(ports: Ports): Pick<Methods, ModelMethod> {
  const { db } = ports;
  return {
    train: (request, { identity }) => planTraining(ports, request, callerOf(identity)),
    previewTraining: (request) => previewTraining(db, request),
    listModels: async ({ project }) => ({ models: (await listModels(db, project)).map(modelMessage) }),
    getModel: async ({ project, model }) => modelMessage(await getModel(db, project, model)),
    updateModel: async ({ project, model, name, active }) => modelMessage(await updateModel(db, project, model, { name, active })),
    async deleteModel({ project, model }) {
      await deleteModel(db, project, model);
      return {};
    },
    listJudgements: (request) => judgementsOf(ports, request),
    predict: (request) => planPrediction(ports, request),
    summarizePredictions: async ({ project, run }) => {
      const summary = await summarizePredictions(db, project, run);
      return { ...summary, classes: summary.classes.map((one) => ({ class: one.class, bins: [...one.bins] })) };
    },
  };
}

async function judgementsOf(
  { db }: Ports,
  { project, model, basis: given, actual, predicted, page }: Parameters<Methods["listJudgements"]>[0],
): ReturnType<Methods["listJudgements"]> {
  const { classes } = await getModel(db, project, model);
  const basis = BASES.find((known) => known === (given || BASES[0]));
  if (basis === undefined) throw refusal("FIELD_INVALID", `the basis is one of ${BASES.join(", ")}`, { field: "basis" });
  const placeOf = (name: string, field: string): number | undefined => {
    if (name === "") return undefined;
    const place = classes.indexOf(name);
    if (place < 0) throw refusal("FIELD_INVALID", `the model does not know the class ${name.slice(0, 200)}`, { field });
    return place;
  };
  const offset = Number(page?.cursor ?? "");
  if (!Number.isSafeInteger(offset) || offset < 0)
    throw refusal("FIELD_INVALID", "the cursor is not one that a page gave", { field: "cursor" });
  const limit = Math.min(page?.limit || PAGE.default, PAGE.most);
  const filter = { basis, actual: placeOf(actual, "actual"), predicted: placeOf(predicted, "predicted"), offset, limit };
  const { rows, total } = await listJudgements(db, model, filter);
  const end = offset + rows.length;
  return {
    judgements: rows.map((row) => ({ ...row, actual: classes[row.actual]!, predicted: classes[row.predicted]! })),
    nextCursor: rows.length > 0 && end < total ? String(end) : "",
    total,
  };
}

function modelMessage(row: ModelView): Model {
  const { report } = row;
  const { heldOut, heldOutObjects } = report;
  const interval = heldOut === null ? undefined : wilsonInterval(Math.round(heldOut * heldOutObjects), heldOutObjects);
  return {
    id: row.id,
    project: row.project_id,
    version: row.version,
    name: row.name,
    author: row.author,
    active: row.active,
    runs: [...row.runs],
    classes: [...row.classes],
    columns: [...row.columns],
    objects: report.objects,
    classObjects: [...(report.classObjects ?? [])],
    outOfBagAccuracy: report.outOfBag ?? Number.NaN,
    outOfBagConfusion: [...(report.outOfBagConfusion ?? [])],
    heldOutAccuracy: heldOut ?? Number.NaN,
    heldOutObjects,
    heldOutShare: report.heldOutShare ?? 0,
    accuracyLow: interval?.low,
    accuracyHigh: interval?.high,
    confusion: [...report.confusion],
    importances: report.importances.map((importance) => ({ ...importance })),
    sha256: row.sha256,
    createdAt: row.created_at.toISOString(),
    trees: report.trees,
    seed: report.seed,
  };
}
