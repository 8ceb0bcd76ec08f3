import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { OBJECTS_A_FRAME, writeFrames } from "../services/drawn-frames.ts";
import { darkGraph } from "./graphs.ts";
import { Scenario, type ShownJob } from "./scenario.ts";

interface ShownObject {
  readonly id: string;
  readonly image: string;
  readonly name: string;
  readonly label: number;
  readonly box: { readonly width: number; readonly height: number };
  readonly class: string;
  readonly status: string;
  readonly score?: number;
  readonly author: string;
  readonly probabilities: Readonly<Record<string, number>>;
}
interface LabelEvent {
  readonly class: string;
  readonly status: string;
  readonly author: string;
  readonly model: string;
  readonly origin: string;
}
interface ShownModel {
  readonly id: string;
  readonly version: number;
  readonly classes: readonly string[];
  readonly objects: number;
  readonly outOfBagAccuracy: number;
  readonly confusion: readonly number[];
  readonly importances: readonly { readonly column: string; readonly value: number }[];
}

let home: Scenario;
let collection: string;
let first: ShownJob;
let labelled: ShownObject[];
let model: ShownModel;

const kindOf = ({ box }: ShownObject) => (box.width > 2 * box.height ? "bar" : "disc");

beforeAll(async () => {
  home = await Scenario.open();
  await writeFrames(join(home.folder, "frames"));
  collection = await home.import("frames", [join(home.folder, "frames")]);
  first = await run(127, "none");
  labelled = (await objectsOf(first)).filter((object) => object.name.startsWith("a#"));
});
afterAll(() => home.end());

async function run(threshold: number, of?: string): Promise<ShownJob> {
  const { id } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(threshold) });
  return home.finish({ kind: "run", collection, graph: id, ...(of === undefined ? {} : { model: of }) });
}

async function objectsOf(job: ShownJob): Promise<ShownObject[]> {
  return (await home.api.get<{ objects: ShownObject[] }>(`${home.base}/runs/${job.results["run"]}/objects`)).objects;
}

async function history(object: string): Promise<LabelEvent[]> {
  return (await home.api.get<{ events: LabelEvent[] }>(`/api/objects/${object}/labels`)).events;
}

describe("labels", () => {
  test("are taken from a table by image and label, with class, status and author; a bad row is told and the rest is set", async () => {
    const rows = labelled.map((object) => `a.png,${object.label},${kindOf(object)},validated,Ida`);
    const table = ["image,label,class,status,author", ...rows, "a.png,999,disc,validated,Ida"].join("\n");
    const answer = await home.request("POST", `${home.base}/labels/import?run=${first.results["run"]}&createClasses=true`, {
      body: table,
      headers: { "content-type": "text/csv" },
    });
    expect(await answer.json()).toMatchObject({ changed: OBJECTS_A_FRAME, unchanged: 0, refused: [{ row: OBJECTS_A_FRAME + 2 }] });
    const shown = (await objectsOf(first)).filter((object) => object.author === "Ida");
    expect(shown.map(({ class: name, status }) => `${name} ${status}`)).toEqual(labelled.map((object) => `${kindOf(object)} validated`));
  });

  test("train a forest that is versioned and reports how well it knows them", async () => {
    const job = await home.finish({ kind: "training", run: first.results["run"], seed: 3, trees: 50 });
    expect((await home.get(job.links["model"]!)).status).toBe(200);
    model = await home.api.get<ShownModel>(job.links["model"]!);
    expect(model).toMatchObject({ version: 1, classes: ["bar", "disc"], objects: OBJECTS_A_FRAME });
    expect(model.confusion.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(0);
    expect(model.importances.length).toBeGreaterThan(10);
    expect(model.outOfBagAccuracy).toBeGreaterThan(0.5);
  });

  test("of a run that nobody labelled teach nothing", async () => {
    const unlabelled = await run(128, "none");
    const before = await home.api.get<{ models: unknown[] }>(`${home.base}/models`);
    for (const object of await objectsOf(unlabelled))
      await home.api.post(`${home.base}/labels`, { labels: [{ object: object.id, class: "" }] });
    const response = await home.request("POST", "/api/jobs", {
      body: { kind: "training", project: home.project, run: unlabelled.results["run"] },
    });
    expect(response.status).toBeGreaterThanOrEqual(400);
    expect(await home.api.get(`${home.base}/models`)).toEqual(before);
  });
});

describe("a run with a model", () => {
  test("predicts every object, with probabilities; what persons said stays theirs", async () => {
    const again = await run(127, model.id);
    const objects = await objectsOf(again);
    expect(objects).toHaveLength(2 * OBJECTS_A_FRAME);
    const predicted = objects.filter((object) => object.status === "predicted");
    expect(predicted).toHaveLength(OBJECTS_A_FRAME);
    expect(predicted.map((object) => object.class)).toEqual(predicted.map(kindOf));
    expect(objects.filter((object) => object.status === "validated").every((object) => object.author === "Ida")).toBe(true);
    const { object } = await home.api.get<{ object: ShownObject }>(`/api/objects/${predicted[0]!.id}`);
    expect(Object.keys(object.probabilities).sort()).toEqual(["bar", "disc"]);
    expect(Object.values(object.probabilities).reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
    expect(object.score).toBeCloseTo(Math.max(...Object.values(object.probabilities)), 5);
  });

  test("keeps the full history of each object: every class, status and author in turn", async () => {
    const { id } = labelled[0]!;
    for (const [name, status] of [
      ["disc", "dubious"],
      ["bar", "validated"],
    ])
      await home.api.post(`${home.base}/labels`, { labels: [{ object: id, class: name, status, author: "Max" }] });
    const events = await history(id);
    const persons = events.map(({ class: name, status, author }) => `${author}: ${name} ${status}`);
    const kind = kindOf(labelled[0]!);
    expect(persons.toSorted()).toEqual(
      [`: ${kind} predicted`, `Ida: ${kind} validated`, "Max: bar validated", "Max: disc dubious"].toSorted(),
    );
    expect(events.find((event) => event.status === "predicted")).toMatchObject({ origin: "prediction", model: model.id });
  });

  test("of other parameters takes the labels over where the objects are the same", async () => {
    const other = await run(180, model.id);
    const carried = (await objectsOf(other)).filter((object) => object.author === "Ida" || object.author === "Max");
    // Not the faint square, which is new, nor the disc that its halo made another one.
    expect(carried).toHaveLength(OBJECTS_A_FRAME - 1);
    expect((await history(carried[0]!.id)).map((event) => event.origin).sort()).toEqual(["carried-over", "prediction"]);
  });
});

describe("deleting a run", () => {
  test("takes the run and what nothing else uses, and leaves everything whole", async () => {
    const doomed = await run(60, "none");
    const address = `${home.base}/runs/${doomed.results["run"]}`;
    expect((await home.request("DELETE", address)).status).toBe(204);
    for (const path of [address, `${address}/objects`, `/api/jobs/${doomed.id}`, `${address}/objects.csv`])
      expect([path, (await home.get(path)).status]).toEqual([path, 404]);
    const { runs } = await home.api.get<{ runs: { id: string }[] }>(`${home.base}/runs`);
    expect(runs.map(({ id }) => id)).not.toContain(doomed.results["run"]);
    expect(await objectsOf(first)).toHaveLength(2 * OBJECTS_A_FRAME);
    expect(await home.api.post(`${home.base}/check`, {})).toMatchObject({ findings: [] });
  });
});
