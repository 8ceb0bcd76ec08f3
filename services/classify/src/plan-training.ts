import type { ArgosyError } from "@argosy/core";
import { canonicalJson, refusal } from "@argosy/core";
import type { Job, TrainingPreview, TrainRequest } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
import type { FeatureSetView, Ports } from "@argosy/runtime";
import { featureSetsOfRun } from "@argosy/runtime";
import type { Db } from "@argosy/work";
import { findClasses } from "./class-tree.ts";
import { checkStatus } from "./label-facts.ts";
import { learntColumns } from "./learnt-columns.ts";
import { measuringTasks } from "./measuring-tasks.ts";
import { restoreModel, sha256Of } from "./models.ts";
import type { PlannedRun } from "./planned-run.ts";
import { findRun } from "./planned-run.ts";
import type { TeachableClass, TrainingSet } from "./training-set.ts";
import { labelledObjects, putTrainingSet } from "./training-set.ts";
import type { TrainingWork } from "./work.ts";

/** How a forest is grown where neither the request nor the run's own `classify.forest` says it. */
const DEFAULTS = { trees: 300, maxFeatures: 0, minLeaf: 1, classWeights: "balanced", seed: 1, columns: [] } as const;
const HELD_OUT = { default: 0.25, most: 0.9 } as const;
const MOST_TREES = 10_000;
const MOST_SEED = 2 ** 32 - 1;
/** Rises when equal labels, measures and settings give another forest than before. */
const GROWTH = 2;

type ForestSettings = Omit<TrainingWork, "kind" | "sets" | "heldOut" | "facts">;

/** A training as it would be done. */
interface PlannedTraining {
  readonly run: PlannedRun;
  readonly runs: readonly string[];
  readonly sets: readonly FeatureSetView[];
  readonly settings: ForestSettings;
  readonly set: TrainingSet;
  readonly counts: readonly TeachableClass[];
}

/** Fewer objects of a class can teach, but not be judged. */
const LEAST_PER_CLASS = 1;

/**
 * Makes a job that trains a forest on the labels of the objects of runs. Equal labels, measures and settings have an equal task: it is
 * not trained again, its model is the job's result.
 *
 * @throws {ArgosyError} TOO_FEW_LABELS; FIELD_INVALID; FEATURES_MISMATCH where the run measures nothing, or others measure otherwise;
 *   `not_found` for a run or class; `failed_precondition` while it still measures.
 */
export async function planTraining(ports: Pick<Ports, "db" | "calls">, request: TrainRequest, author: string): Promise<Job> {
  const { db } = ports;
  const { project } = request;
  const { run, runs, sets, settings, set } = await prepare(db, request);
  if (set.classes.length < 2) throw tooFew(set);
  const used = sets.filter((one) => one.columns.some((column) => settings.columns.includes(column.name))).map((one) => one.id);
  const measure = await measuringTasks(db, project, set.objects, used);
  const facts = sha256Of(canonicalJson({ ...set, measure }));
  const work: TrainingWork = { kind: "training", ...settings, sets: used, heldOut: heldOutOf(request.heldOut), facts };
  const id = sha256Of(canonicalJson({ project, growth: GROWTH, ...work }));
  await putTrainingSet(db, { id, project, author, runs }, set);
  await restoreModel(db, project, id);
  const title = `train on ${set.objects.length} objects of ${set.classes.length} classes`;
  return ports.calls(PipelineServiceDefinition).createJob({
    project,
    kind: "training",
    title,
    tasks: [{ id, stage: "classify", title, weight: set.objects.length, work: { ...work }, needs: [] }],
    results: { run: run.id },
  });
}

/** What a training would learn from, and why it cannot be done where it cannot. */
export async function previewTraining(db: Db, request: TrainRequest): Promise<TrainingPreview> {
  const { run, settings, set, counts } = await prepare(db, request);
  const problem = set.classes.length < 2 ? tooFew(set) : undefined;
  return {
    run: run.id,
    classes: counts.map(({ name, objects, learnt }) => ({ class: name, objects, learnt })),
    columns: [...settings.columns],
    objects: set.objects.length,
    problem:
      problem === undefined
        ? undefined
        : { code: problem.code, reason: problem.reason ?? "", detail: problem.message, details: { ...problem.details } },
  };
}

async function prepare(db: Db, request: TrainRequest): Promise<PlannedTraining> {
  const { project } = request;
  const run = await findRun(db, project, request.run);
  const sets = await featureSetsOfRun(db, project, run.id);
  if (sets.length === 0) throw refusal("FEATURES_MISMATCH", "the run has measured nothing to learn from", { run: run.id });
  for (const other of request.moreRuns) await checkMeasures(db, project, other, sets);
  const statuses = request.statuses.length === 0 ? (["validated"] as const) : request.statuses.map(checkStatus);
  const { found, problems } = await findClasses(db, project, request.classes, undefined);
  for (const problem of problems.values()) throw problem;
  const runs = [...new Set([run.id, ...request.moreRuns])];
  const classes = [...found.values()].map(({ id }) => id);
  const minPerClass = Math.max(LEAST_PER_CLASS, request.minPerClass);
  const { set, counts } = await labelledObjects(db, project, { runs, statuses, classes, minPerClass });
  return { run, runs, sets, settings: settingsOf(run, request, sets), set, counts };
}

async function checkMeasures(db: Db, project: string, runId: string, sets: readonly FeatureSetView[]): Promise<void> {
  const { id } = await findRun(db, project, runId);
  const there = new Set((await featureSetsOfRun(db, project, id)).map((set) => set.id));
  const missing = sets.filter((set) => !there.has(set.id)).map((set) => set.name);
  if (missing.length > 0)
    throw refusal("FEATURES_MISMATCH", "the runs measure in different ways; choose runs of one pipeline", { run: runId, sets: missing });
}

function tooFew({ objects, classes }: TrainingSet): ArgosyError {
  const message = `${objects.length} objects of ${classes.length} classes are labelled for training; two classes are the least`;
  return refusal("TOO_FEW_LABELS", message, { objects: objects.length, classes: [...classes] });
}

/** What the request says counts most, then the run's own node, then the defaults. */
function settingsOf(run: PlannedRun, request: TrainRequest, sets: readonly FeatureSetView[]): ForestSettings {
  const steps = run.plan.stages.flatMap((stage) => stage.steps);
  const node: Partial<ForestSettings> = steps.find((step) => step.node === "classify.forest")?.params ?? {};
  const { trees, maxFeatures, minLeaf, classWeights, seed, columns } = { ...DEFAULTS, ...node };
  const chosen = {
    trees: request.trees === 0 ? trees : request.trees,
    seed: request.seed < 0 ? seed : request.seed,
    columns: learntColumns(sets, request.columns.length > 0 ? request.columns : columns),
  };
  if (!(chosen.trees >= 1 && chosen.trees <= MOST_TREES)) {
    throw refusal("FIELD_INVALID", `a forest has 1 to ${MOST_TREES} trees`, { field: "trees" });
  }
  if (chosen.seed > MOST_SEED) throw refusal("FIELD_INVALID", `a seed is at most ${MOST_SEED}`, { field: "seed" });
  return { ...chosen, maxFeatures: Math.min(maxFeatures, chosen.columns.length), minLeaf, classWeights };
}

function heldOutOf(share: number): number {
  if (share === 0) return HELD_OUT.default;
  if (share > 0 && share <= HELD_OUT.most) return share;
  throw refusal("FIELD_INVALID", `the share that is held out is above 0 and at most ${HELD_OUT.most}`, { field: "heldOut" });
}
