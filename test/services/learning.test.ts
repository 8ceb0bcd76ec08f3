import { newId } from "@argosy/core";
import type { Object as ObjectMessage } from "@argosy/rpc";
import { PipelineServiceDefinition } from "@argosy/rpc";
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
