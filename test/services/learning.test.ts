import { newId } from "@argosy/core";
import type { Object as ObjectMessage } from "@argosy/rpc";
import { PipelineServiceDefinition, SegmentServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrawnCruise } from "./drawn-cruise.ts";
import { failure, kindOf, startDrawnCruise } from "./drawn-cruise.ts";
import { OBJECTS_A_FRAME } from "./drawn-frames.ts";

let cruise: DrawnCruise;
let project: string;
let firstRun: string;
let firstObjects: readonly ObjectMessage[];
const classify: DrawnCruise["classify"] = (role) => cruise.classify(role);

beforeAll(async () => {
  cruise = await startDrawnCruise();
  ({ project, firstRun, firstObjects } = cruise);
  const labels = firstObjects.map((object) => ({ object: object.id, class: kindOf(object) }));
  await classify().setLabels({ project, labels, createClasses: true });
});
afterAll(() => cruise.stop());

describe("training", () => {
  test("gives a model with its report, and the same model for the same labels", async () => {
    const job = await classify("editor").train({ project, run: firstRun, heldOut: 0.3 });
    const { model } = await cruise.finished(job.id);
    const stored = await classify("viewer").getModel({ project, model: model! });
    expect(stored).toMatchObject({ version: 1, classes: ["bar", "disc"], objects: 12, trees: 25, heldOutAccuracy: 1, outOfBagAccuracy: 1 });
    expect(stored.confusion).toEqual([2, 0, 0, 2]);
    expect(stored.columns).toContain("shape.area");
    expect(stored.columns).not.toContain("shape.bbox_left");
    expect(stored.importances.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1);
    const again = await classify().train({ project, heldOut: 0.3 });
    expect(await cruise.finished(again.id)).toMatchObject({ model });
    expect((await classify().listModels({ project })).models.map((entry) => entry.id)).toEqual([model]);
  });

  test("tells the interval of its accuracy, who asked for it and what it said of each object", async () => {
    const [stored] = (await classify("viewer").listModels({ project })).models;
    // Wilson's interval of 4 right ones of 4.
    expect(stored).toMatchObject({
      heldOutObjects: 4,
      accuracyHigh: 1,
      classObjects: [6, 6],
      runs: [firstRun],
      author: "editor",
      active: true,
    });
    expect(stored!.accuracyLow).toBeCloseTo(0.5101, 4);
    expect(stored!.outOfBagConfusion).toEqual([6, 0, 0, 6]);
    const cell = await classify("viewer").listJudgements({
      project,
      model: stored!.id,
      basis: "out-of-bag",
      actual: "bar",
      predicted: "bar",
    });
    expect(cell.total).toBe(6);
    const bars = firstObjects.filter((object) => kindOf(object) === "bar").map(({ id }) => id);
    expect(cell.judgements.map(({ object }) => object).sort()).toEqual(bars.sort());
    const inGrid = await cruise.home.client(SegmentServiceDefinition, "viewer").listObjects({
      project,
      run: firstRun,
      filters: [{ column: `out-of-bag.${stored!.id}`, operator: "eq", value: "bar as bar" }],
    });
    expect(inGrid.objects.map(({ id }) => id).sort()).toEqual(bars.sort());
    const noModel = cruise.home.client(SegmentServiceDefinition, "viewer").listObjects({
      project,
      run: firstRun,
      filters: [{ column: `held-out.${newId()}`, operator: "eq", value: "bar as bar" }],
    });
    expect((await failure(noModel)).reason).toBe("FIELD_INVALID");
    const wrong = await classify("viewer").listJudgements({ project, model: stored!.id, actual: "bar", predicted: "disc" });
    expect(wrong).toMatchObject({ total: 0, judgements: [], nextCursor: "" });
    const first = await classify("viewer").listJudgements({ project, model: stored!.id, page: { limit: 3, cursor: "" } });
    expect([first.judgements.length, first.nextCursor, first.total]).toEqual([3, "3", 4]);
    const unknown = classify("viewer").listJudgements({ project, model: stored!.id, actual: "fish" });
    expect((await failure(unknown)).reason).toBe("FIELD_INVALID");
  });

  test("is previewed: which classes have enough objects, and why it cannot be done", async () => {
    const both = await classify("viewer").previewTraining({ project, run: firstRun });
    expect(both).toMatchObject({
      objects: 12,
      problem: undefined,
      classes: [{ class: "bar", objects: 6, learnt: true }, { class: "disc" }],
    });
    expect(both.columns).toContain("shape.area");
    const one = await classify("viewer").previewTraining({ project, run: firstRun, classes: ["bar"] });
    expect(one).toMatchObject({ objects: 6, problem: { reason: "TOO_FEW_LABELS" } });
    const many = await classify("viewer").previewTraining({ project, run: firstRun, minPerClass: 7 });
    expect(many.classes.map(({ learnt }) => learnt)).toEqual([false, false]);
    const dubious = await classify("viewer").previewTraining({ project, run: firstRun, statuses: ["dubious"] });
    expect(dubious).toMatchObject({ objects: 0, classes: [] });
    expect((await failure(classify("viewer").previewTraining({ project, run: firstRun, classes: ["fish"] }))).code).toBe("not_found");
    expect((await failure(classify().train({ project, run: firstRun, minPerClass: 7 }))).reason).toBe("TOO_FEW_LABELS");
  });

  test("another seed, other columns or other labels are another training", async () => {
    const one = await cruise.finished((await classify().train({ project, run: firstRun, seed: 7, columns: ["shape.eccentricity"] })).id);
    expect((await classify().getModel({ project, model: one["model"]! })).columns).toEqual(["shape.eccentricity"]);
    await classify().setLabels({ project, labels: [{ object: firstObjects.at(-1)!.id, class: "bar", status: "dubious" }] });
    const other = await cruise.finished((await classify().train({ project, run: firstRun, heldOut: 0.3 })).id);
    // A dubious label does not teach.
    expect((await classify().getModel({ project, model: other["model"]! })).objects).toBe(11);
    expect((await failure(classify().train({ project, run: firstRun, columns: ["shape.x"] }))).reason).toBe("FIELD_INVALID");
    expect((await failure(classify().train({ project, run: firstRun, heldOut: 1 }))).reason).toBe("FIELD_INVALID");
    expect((await failure(classify().train({ project, run: newId() }))).code).toBe("not_found");
  });
});

describe("the list of models", () => {
  test("has names, one that is active, and lets a model go until it is trained again", async () => {
    const [newest, , oldest] = (await classify().listModels({ project })).models;
    expect([newest!.active, oldest!.active]).toEqual([true, false]);
    expect(await classify("editor").updateModel({ project, model: oldest!.id, name: " all shapes ", active: true })).toMatchObject({
      name: "all shapes",
      active: true,
    });
    expect((await classify().listModels({ project })).models.map(({ active }) => active)).toEqual([false, false, true]);
    expect((await failure(classify("editor").updateModel({ project, model: oldest!.id, name: "a\u0000", active: false }))).reason).toBe(
      "FIELD_INVALID",
    );
    await classify("editor").deleteModel({ project, model: newest!.id });
    expect((await classify().listModels({ project })).models.map(({ id }) => id)).not.toContain(newest!.id);
    expect((await failure(classify("editor").deleteModel({ project, model: newest!.id }))).code).toBe("not_found");
    expect((await failure(classify("annotator").deleteModel({ project, model: oldest!.id }))).code).toBe("permission_denied");
    const again = await cruise.finished((await classify().train({ project, run: firstRun, heldOut: 0.3 })).id);
    expect(again["model"]).toBe(newest!.id);
    expect((await classify().listModels({ project })).models[0]).toMatchObject({ id: newest!.id, active: true });
  });
});

describe("the next run", () => {
  let model: string;
  let objects: ObjectMessage[];
  let secondRun: string;

  beforeAll(async () => {
    model = (await classify().listModels({ project })).models.at(-1)!.id;
    secondRun = (await cruise.finished(await cruise.startRun(180, model)))["run"]!;
    objects = await cruise.objectsOf(secondRun);
  });

  test("has its classes predicted, with probabilities", async () => {
    expect(objects.length).toBe(2 * OBJECTS_A_FRAME + 1);
    const predictions = await cruise.home.db.query<{ class: string; score: number; probabilities: number[] }>(
      "select class, score, probabilities from read.prediction where model_id = $1",
      [model],
    );
    expect(predictions.length).toBe(objects.length);
    for (const { score, probabilities } of predictions) {
      expect(score).toBeCloseTo(Math.max(...probabilities), 6);
      expect(probabilities.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    }
  });

  test("takes labels over where the objects are the same, and leaves the others where they are", async () => {
    const carried = objects.filter((object) => object.author !== "");
    // Not: the faint square that is new, and the disc that its halo made another one.
    expect(carried.length).toBe(2 * OBJECTS_A_FRAME - 1);
    expect(carried.map((object) => object.class)).toEqual(carried.map(kindOf));
    const [event] = await cruise.history(carried[0]!.id);
    expect(event).toMatchObject({ origin: "carried-over" });
    const from = await cruise.home.db.query<{ from_object: string }>(
      "select from_object from read.label_history where origin = 'carried-over'",
    );
    expect(new Set(from.map((row) => row.from_object)).size).toBe(carried.length);
    const left = firstObjects.filter((object) => !from.some((row) => row.from_object === object.id));
    expect(left.map((object) => [object.class === "" ? kindOf(object) : "", object.box!.x > 150])).toEqual([["disc", true]]);
    expect((await cruise.objectsOf(firstRun)).filter((object) => object.class === "").length).toBe(0);
  });

  test("a status goes along, and what persons say of a new object stays", async () => {
    const dubious = (await cruise.objectsOf(firstRun)).filter((object) => object.status === "dubious");
    expect(objects.filter((object) => object.status === "dubious").map((object) => object.class)).toEqual(
      dubious.map((object) => object.class),
    );
    const target = objects.find((object) => object.author !== "")!;
    await classify().setLabels({ project, labels: [{ object: target.id, class: "" }] });
    // The same work with another model is another task on the same objects.
    const other = (await classify().listModels({ project })).models[0]!.id;
    await cruise.finished(await cruise.startRun(180, other));
    const now = await cruise.home.db.query("select 1 from read.label where object_id = $1", [target.id]);
    expect(now).toEqual([]);
  });

  test("is the same when its tasks and a training are done a second time", async () => {
    const jobs = await cruise.home.client(PipelineServiceDefinition).listJobs({ project });
    const again = [
      jobs.jobs.find((job) => job.results["run"] === secondRun)!.id,
      jobs.jobs.find((job) => job.results["model"] === model)!.id,
    ];
    const rows = async () =>
      (await cruise.home.db.one(
        `select (select json_agg(l order by l.object_id) from read.label l) as labels,
                (select json_agg(h order by h.position) from read.label_history h) as history,
                (select json_agg(m order by m.id) from read.model m) as models,
                (select json_agg(p order by p.object_id, p.model_id) from read.prediction p) as predictions,
                (select count(*) from pipeline.alarm) as alarms`,
      ))!;
    const before = await rows();
    await cruise.home.db.query(
      `with opened as (update pipeline.job set state = 'running', finished_at = null where id = any($1))
       update pipeline.task set state = 'queued', published_at = null, output_sha256 = null
        where stage = 'classify' and id in (select task_id from pipeline.job_task where job_id = any($1))`,
      [again],
    );
    for (const job of again) await cruise.finished(job);
    expect(await rows()).toEqual(before);
    expect(before["alarms"]).toBe(0);
  });

  test("fails with the reason where the model looks at what was not measured", async () => {
    const job = await cruise.home.ended(project, await cruise.startRun(180, model, "measure.intensity"));
    expect(job.state).toBe("failed");
    expect(job.failedItems.map((item) => item.problem?.reason)).toContain("FEATURES_MISMATCH");
  });

  test("names what was stored, so that a check finds nothing amiss", async () => {
    const { findings } = await cruise.home.client(PipelineServiceDefinition).checkWork({ project });
    expect(findings).toEqual([]);
  });
});

describe("predicting on request", () => {
  test("shows what the model says of the objects of a run, and takes it over from a score on", async () => {
    const run = (await cruise.finished(await cruise.startRun(140)))["run"]!;
    // What was labelled in the first run was carried over; without the labels of the discs there is something to predict.
    const discs = (await cruise.objectsOf(run)).filter((object) => kindOf(object) === "disc");
    await classify().setLabels({ project, labels: discs.map(({ id }) => ({ object: id, class: "" })) });
    expect(await classify("viewer").summarizePredictions({ project, run })).toMatchObject({
      model: "",
      objects: 12,
      labelled: 6,
      predicted: 0,
    });
    const { model } = await cruise.finished((await classify("editor").predict({ project, run, unlabelledOnly: true })).id);
    const summary = await classify("viewer").summarizePredictions({ project, run });
    expect(summary).toMatchObject({ model, objects: 12, labelled: 6, predicted: 6 });
    expect(summary.classes.map((one) => [one.class, one.bins.length, one.bins.reduce((sum, count) => sum + count, 0)])).toEqual([
      ["disc", 101, 6],
    ]);
    expect((await cruise.objectsOf(run)).filter(({ status }) => status === "predicted").length).toBe(6);
    await cruise.finished((await classify("editor").predict({ project, run })).id);
    expect((await classify("viewer").summarizePredictions({ project, run })).predicted).toBe(12);

    const accept = (score: number, sequence: number) =>
      classify("annotator").applyLabelActions({
        project,
        client: "00000000-0000-4000-8000-000000000001",
        actions: [
          {
            id: `00000000-0000-4000-8000-00000000000${sequence}`,
            sequence,
            run,
            all: true,
            filters: [
              { column: "author", operator: "eq", value: "" },
              { column: "score", operator: "ge", value: String(score) },
            ],
            status: "validated",
          },
        ],
      });
    expect((await accept(0.5, 1)).results).toMatchObject([{ changed: 6, problem: undefined }]);
    const after = (await cruise.objectsOf(run)).filter((object) => kindOf(object) === "disc");
    expect(new Set(after.map(({ class: name, status, author }) => `${name} ${status} ${author}`))).toEqual(
      new Set(["disc validated annotator"]),
    );
    expect((await accept(0, 2)).results).toMatchObject([{ changed: 0 }]);
  });

  test("needs a run that has measured what the model looks at", async () => {
    const run = (await cruise.finished(await cruise.startRun(127, "none", "measure.intensity")))["run"]!;
    expect((await failure(classify("editor").predict({ project, run }))).reason).toBe("FEATURES_MISMATCH");
    expect((await failure(classify("editor").predict({ project, run: newId() }))).code).toBe("not_found");
  });
});
