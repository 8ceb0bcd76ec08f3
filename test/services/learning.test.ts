import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { classifyService } from "@argosy/classify";
import { ArgosyError, newId } from "@argosy/core";
import { exportService } from "@argosy/export";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import type { Object as ObjectMessage } from "@argosy/rpc";
import { ClassifyServiceDefinition, IngestServiceDefinition, PipelineServiceDefinition, SegmentServiceDefinition } from "@argosy/rpc";
import { segmentService } from "@argosy/segment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";
import { OBJECTS_A_FRAME, writeFrames } from "./drawn-frames.ts";

const project = newId();
let home: ServiceHome;
let folder: string;
let collection: string;
let firstRun: string;
let firstObjects: ObjectMessage[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-learning-"));
  await writeFrames(folder);
  home = await startServiceHome(project, [ingestService, segmentService, measureService, classifyService, exportService, pipelineService]);
  const job = await home.client(IngestServiceDefinition).createImport({ project, paths: [folder], collection: "frames" });
  collection = (await finished(job.id))["collection"]!;
  firstRun = await run(127);
  firstObjects = await objectsOf(firstRun);
});

afterAll(async () => {
  await home?.stop();
  await rm(folder, { recursive: true, force: true });
});

async function finished(job: string): Promise<Record<string, string>> {
  const { state, results, problem, failedItems } = await home.ended(project, job);
  expect({ state, problem, failedItems }).toEqual({ state: "done", problem: undefined, failedItems: [] });
  return results;
}

/** Everything darker than the threshold is an object, measured and classified. */
function graph(threshold: number, measure: string): Record<string, unknown> {
  return {
    name: `dark-${threshold}-${measure}`,
    nodes: [
      { id: "images", node: "collection.images" },
      { id: "grey", node: "convert.grey" },
      { id: "threshold", node: "threshold.fixed", params: { threshold, objects: "dark" } },
      { id: "objects", node: "segment.objects", params: { minArea: 20 } },
      { id: "numbers", node: measure },
      { id: "classes", node: "classify.forest", params: { trees: 25 } },
    ],
    edges: [
      { from: "images.image", to: "grey.image" },
      { from: "grey.image", to: "threshold.image" },
      { from: "threshold.mask", to: "objects.mask" },
      { from: "objects.labels", to: "numbers.labels" },
      ...(measure === "measure.intensity" ? [{ from: "grey.image", to: "numbers.image" }] : []),
      { from: "numbers.table", to: "classes.tables" },
    ],
  };
}

async function startRun(threshold: number, model = "none", measure = "measure.shape"): Promise<string> {
  const pipeline = home.client(PipelineServiceDefinition);
  const stored = await pipeline.putGraph({ project, definition: graph(threshold, measure) });
  return (await pipeline.createRun({ project, collection, graph: stored.id, model })).id;
}

async function run(threshold: number, model?: string): Promise<string> {
  return (await finished(await startRun(threshold, model)))["run"]!;
}

async function objectsOf(runId: string): Promise<ObjectMessage[]> {
  return (await home.client(SegmentServiceDefinition).listObjects({ project, run: runId })).objects;
}

const classify = (role?: "viewer" | "annotator" | "editor") => home.client(ClassifyServiceDefinition, role);
const isBar = (object: ObjectMessage) => object.box!.width > 2 * object.box!.height;
const kindOf = (object: ObjectMessage) => (isBar(object) ? "bar" : "disc");
const failure = (promise: Promise<unknown>): Promise<ArgosyError> =>
  promise.then(
    () => expect.fail("did not fail"),
    (error: unknown) => (error instanceof ArgosyError ? error : expect.fail(`not an ArgosyError: ${error}`)),
  );
const history = async (object: string) => (await classify().listLabelHistory({ project, object })).events;

describe("before anything is labelled", () => {
  test("a run without a model predicts nothing", () => {
    expect(firstObjects.map((object) => object.class)).toEqual(Array.from({ length: 2 * OBJECTS_A_FRAME }, () => ""));
  });

  test("there is too little to learn from", async () => {
    expect((await failure(classify().train({ project, run: firstRun }))).reason).toBe("TOO_FEW_LABELS");
  });
});

describe("the class tree", () => {
  test("has names that are unique under a parent, colours of its own, and no circle", async () => {
    const top = await classify("editor").putClass({ project, class: { name: "copepods" } });
    const below = await classify("editor").putClass({ project, class: { name: "Oithona", parent: top.id, color: "00FFaa" } });
    expect(top.color).toMatch(/^[0-9a-f]{6}$/);
    expect(below).toMatchObject({ parent: top.id, color: "00ffaa", objects: 0 });
    expect((await failure(classify().putClass({ project, class: { name: "Oithona", parent: top.id } }))).code).toBe("already_exists");
    expect((await classify().putClass({ project, class: { name: "Oithona" } })).parent).toBe("");
    expect((await failure(classify().putClass({ project, class: { id: top.id, name: "copepods", parent: below.id } }))).reason).toBe(
      "FIELD_INVALID",
    );
    expect((await failure(classify().putClass({ project, class: { name: "x", color: "red" } }))).reason).toBe("COLOR_INVALID");
    expect((await failure(classify().putClass({ project, class: { id: newId(), name: "x" } }))).code).toBe("not_found");
    expect((await failure(classify().putClass({ project, class: { name: "a<b" } }))).reason).toBe("FIELD_INVALID");
  });

  test("a class in use stays, one that nobody uses goes", async () => {
    const classes = (await classify().listClasses({ project })).classes;
    const [top] = classes.filter((entry) => entry.name === "copepods");
    const [below] = classes.filter((entry) => entry.parent === top!.id);
    const object = firstObjects[0]!.id;
    expect((await failure(classify().deleteClass({ project, class: top!.id }))).code).toBe("failed_precondition");
    await classify().setLabels({ project, labels: [{ object, class: "Oithona<copepods" }] });
    expect((await failure(classify().deleteClass({ project, class: below!.id }))).code).toBe("failed_precondition");
    await classify().setLabels({ project, labels: [{ object, class: "" }] });
    for (const entry of classes.toReversed().sort((a) => (a.parent === "" ? 1 : -1)))
      await classify().deleteClass({ project, class: entry.id });
    expect((await classify().listClasses({ project })).classes).toEqual([]);
    // What was said then is still known by its name.
    expect((await history(object)).map((event) => [event.class, event.origin])).toEqual([
      ["Oithona", "label"],
      ["", "removed"],
    ]);
  });
});

describe("labels", () => {
  test("are set all or none", async () => {
    const labels = [
      { object: firstObjects[1]!.id, class: "disc" },
      { object: "nowhere#1", class: "disc" },
    ];
    expect((await failure(classify().setLabels({ project, labels, createClasses: true }))).code).toBe("not_found");
    expect((await failure(classify().setLabels({ project, labels: labels.slice(0, 1) }))).code).toBe("not_found");
    expect((await history(firstObjects[1]!.id)).length).toBe(0);
    const wrong = [{ object: firstObjects[1]!.id, class: "disc", status: "sure" }];
    expect((await failure(classify().setLabels({ project, labels: wrong, createClasses: true }))).reason).toBe("FIELD_INVALID");
    expect((await classify().listClasses({ project })).classes).toEqual([]);
  });

  test("need a role, and new classes a higher one", async () => {
    const labels = [{ object: firstObjects[1]!.id, class: "disc" }];
    expect((await failure(classify("viewer").setLabels({ project, labels }))).reason).toBe("PERMISSION_MISSING");
    expect((await failure(classify("annotator").setLabels({ project, labels, createClasses: true }))).reason).toBe("PERMISSION_MISSING");
    expect((await failure(classify().setLabels({ project: newId(), labels }))).code).toBe("not_found");
  });

  test("by name or id, with a row of history for each change; what is the same is not written again", async () => {
    const [object] = firstObjects;
    const byName = { object: object!.name, class: "disc", status: "dubious", author: "Ada" };
    expect(await classify().setLabels({ project, labels: [byName], createClasses: true })).toMatchObject({ changed: 1, unchanged: 0 });
    expect(await classify().setLabels({ project, labels: [{ ...byName, object: object!.id }] })).toMatchObject({
      changed: 0,
      unchanged: 1,
    });
    expect(await classify("annotator").setLabels({ project, labels: [{ object: object!.id, class: "disc" }] })).toMatchObject({
      changed: 1,
    });
    const said = (await history(object!.id)).slice(-2).map((event) => [event.class, event.status, event.author, event.origin]);
    expect(said).toEqual([
      ["disc", "dubious", "Ada", "label"],
      ["disc", "validated", "annotator", "label"],
    ]);
    const events = await home.db.query("select payload from classify.event where name = 'labels.changed' order by position desc limit 1");
    expect(events).toEqual([{ payload: { projectId: project, objectIds: [object!.id] } }]);
  });

  test("from a table, also a compressed one; bad rows are reported, the others set", async () => {
    const rows = firstObjects.map((object, index) => {
      const [image, label] = object.name.split("#") as [string, string];
      return `${index % 2 === 0 ? image : `${image}.png`},${label},${kindOf(object)}`;
    });
    const text = ["Image,label,class", ...rows, "a,99,disc", "a,x,disc", "a,1", "c,1,disc", rows[0]].join("\n");
    const { changed, unchanged, refused } = await classify().importLabels({
      project,
      run: firstRun,
      table: gzipSync(text),
      createClasses: true,
    });
    expect({ changed, unchanged }).toEqual({ changed: 2 * OBJECTS_A_FRAME, unchanged: 0 });
    expect(refused.map((row) => [row.row, row.problem?.code])).toEqual([
      [14, "not_found"],
      [15, "invalid_argument"],
      [16, "invalid_argument"],
      [17, "not_found"],
      [18, "invalid_argument"],
    ]);
    const { classes } = await classify().listClasses({ project });
    expect(classes.map((entry) => [entry.name, entry.objects])).toEqual([
      ["bar", OBJECTS_A_FRAME],
      ["disc", OBJECTS_A_FRAME],
    ]);
    expect((await objectsOf(firstRun)).map((object) => object.class)).toEqual(firstObjects.map(kindOf));
  });
});

describe("training", () => {
  test("gives a model with its report, and the same model for the same labels", async () => {
    const job = await classify("editor").train({ project, run: firstRun, heldOut: 0.3 });
    const { model } = await finished(job.id);
    const stored = await classify("viewer").getModel({ project, model: model! });
    expect(stored).toMatchObject({ version: 1, classes: ["bar", "disc"], objects: 12, trees: 25, heldOutAccuracy: 1, outOfBagAccuracy: 1 });
    expect(stored.confusion).toEqual([2, 0, 0, 2]);
    expect(stored.columns).toContain("shape.area");
    expect(stored.columns).not.toContain("shape.bbox_left");
    expect(stored.importances.reduce((sum, { value }) => sum + value, 0)).toBeCloseTo(1);
    const again = await classify().train({ project, heldOut: 0.3 });
    expect(await finished(again.id)).toMatchObject({ model });
    expect((await classify().listModels({ project })).models.map((entry) => entry.id)).toEqual([model]);
  });

  test("another seed, other columns or other labels are another training", async () => {
    const one = await finished((await classify().train({ project, run: firstRun, seed: 7, columns: ["shape.eccentricity"] })).id);
    expect((await classify().getModel({ project, model: one["model"]! })).columns).toEqual(["shape.eccentricity"]);
    await classify().setLabels({ project, labels: [{ object: firstObjects.at(-1)!.id, class: "bar", status: "dubious" }] });
    const other = await finished((await classify().train({ project, run: firstRun, heldOut: 0.3 })).id);
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
    secondRun = await run(180, model);
    objects = await objectsOf(secondRun);
  });

  test("has its classes predicted, with probabilities", async () => {
    expect(objects.length).toBe(2 * OBJECTS_A_FRAME + 1);
    const predictions = await home.db.query<{ class: string; score: number; probabilities: number[] }>(
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
    const [event] = await history(carried[0]!.id);
    expect(event).toMatchObject({ origin: "carried-over" });
    const from = await home.db.query<{ from_object: string }>("select from_object from read.label_history where origin = 'carried-over'");
    expect(new Set(from.map((row) => row.from_object)).size).toBe(carried.length);
    const left = firstObjects.filter((object) => !from.some((row) => row.from_object === object.id));
    expect(left.map((object) => [object.class === "" ? kindOf(object) : "", object.box!.x > 150])).toEqual([["disc", true]]);
    expect((await objectsOf(firstRun)).filter((object) => object.class === "").length).toBe(0);
  });

  test("a status goes along, and what persons say of a new object stays", async () => {
    const dubious = (await objectsOf(firstRun)).filter((object) => object.status === "dubious");
    expect(objects.filter((object) => object.status === "dubious").map((object) => object.class)).toEqual(
      dubious.map((object) => object.class),
    );
    const target = objects.find((object) => object.author !== "")!;
    await classify().setLabels({ project, labels: [{ object: target.id, class: "" }] });
    // The same work with another model is another task on the same objects.
    const other = (await classify().listModels({ project })).models[0]!.id;
    await run(180, other);
    const now = await home.db.query("select 1 from read.label where object_id = $1", [target.id]);
    expect(now).toEqual([]);
  });

  test("is the same when its tasks and a training are done a second time", async () => {
    const jobs = await home.client(PipelineServiceDefinition).listJobs({ project });
    const again = [
      jobs.jobs.find((job) => job.results["run"] === secondRun)!.id,
      jobs.jobs.find((job) => job.results["model"] === model)!.id,
    ];
    const rows = async () =>
      (await home.db.one(
        `select (select json_agg(l order by l.object_id) from read.label l) as labels,
                (select json_agg(h order by h.position) from read.label_history h) as history,
                (select json_agg(m order by m.id) from read.model m) as models,
                (select json_agg(p order by p.object_id, p.model_id) from read.prediction p) as predictions,
                (select count(*) from pipeline.alarm) as alarms`,
      ))!;
    const before = await rows();
    await home.db.query(
      `with opened as (update pipeline.job set state = 'running', finished_at = null where id = any($1))
       update pipeline.task set state = 'queued', published_at = null, output_sha256 = null
        where stage = 'classify' and id in (select task_id from pipeline.job_task where job_id = any($1))`,
      [again],
    );
    for (const job of again) await finished(job);
    expect(await rows()).toEqual(before);
    expect(before["alarms"]).toBe(0);
  });

  test("fails with the reason where the model looks at what was not measured", async () => {
    const job = await home.ended(project, await startRun(180, model, "measure.intensity"));
    expect(job.state).toBe("failed");
    expect(job.failedItems.map((item) => item.problem?.reason)).toContain("FEATURES_MISMATCH");
  });

  test("names what was stored, so that a check finds nothing amiss", async () => {
    const { findings } = await home.client(PipelineServiceDefinition).checkWork({ project });
    expect(findings).toEqual([]);
  });
});
