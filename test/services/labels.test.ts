import { gzipSync } from "node:zlib";
import { newId } from "@argosy/core";
import type { Object as ObjectMessage } from "@argosy/rpc";
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
});
afterAll(() => cruise.stop());

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

  test("a key gives one class", async () => {
    const first = await classify("editor").putClass({ project, class: { name: "with a key", key: "k" } });
    expect(first.key).toBe("k");
    expect((await failure(classify().putClass({ project, class: { name: "another", key: "k" } }))).code).toBe("already_exists");
    expect((await failure(classify().putClass({ project, class: { name: "another", key: "K" } }))).reason).toBe("FIELD_INVALID");
    await classify().deleteClass({ project, class: first.id });
  });

  test("a list adds what is missing with those above it, all or none, and keeps what is there", async () => {
    const list = [
      { name: "Calanus<Copepoda", color: "112233", key: "c" },
      { name: "Copepoda", color: "", key: "c" },
    ];
    const { classes } = await classify().addClasses({ project, classes: list });
    const made = classes.filter(({ name }) => ["Calanus", "Copepoda"].includes(name));
    expect(made.map(({ name, key, color }) => [name, key, color === "112233"])).toEqual([
      ["Calanus", "c", true],
      ["Copepoda", "", false],
    ]);
    expect((await classify().addClasses({ project, classes: list })).classes).toEqual(classes);
    const bad = [
      { name: "fine", color: "", key: "" },
      { name: "\u0000", color: "", key: "" },
    ];
    expect((await failure(classify().addClasses({ project, classes: bad }))).reason).toBe("FIELD_INVALID");
    expect((await classify().listClasses({ project })).classes).toEqual(classes);
    for (const { id } of made) await classify().deleteClass({ project, class: id });
  });

  test("a class is merged into another with its labels, their status and the classes below", async () => {
    const [from, into] = [
      await classify().putClass({ project, class: { name: "from" } }),
      await classify().putClass({ project, class: { name: "into" } }),
    ];
    const below = await classify().putClass({ project, class: { name: "below", parent: from.id } });
    const object = firstObjects.at(-1)!.id;
    await classify().setLabels({ project, labels: [{ object, class: from.id, status: "dubious" }] });
    expect((await failure(classify().mergeClasses({ project, class: from.id, into: below.id }))).reason).toBe("FIELD_INVALID");
    expect(await classify("editor").mergeClasses({ project, class: from.id, into: into.id })).toMatchObject({ id: into.id, objects: 1 });
    const { classes } = await classify().listClasses({ project });
    expect(classes.filter(({ id }) => id === from.id)).toEqual([]);
    expect(classes.find(({ id }) => id === below.id)?.parent).toBe(into.id);
    expect((await cruise.history(object)).map(({ class: name, status }) => [name, status])).toEqual([
      ["from", "dubious"],
      ["into", "dubious"],
    ]);
    await classify().setLabels({ project, labels: [{ object, class: "" }] });
    for (const id of [below.id, into.id]) await classify().deleteClass({ project, class: id });
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
    expect((await cruise.history(object)).map((event) => [event.class, event.origin])).toEqual([
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
    expect((await cruise.history(firstObjects[1]!.id)).length).toBe(0);
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
    const said = (await cruise.history(object!.id)).slice(-2).map((event) => [event.class, event.status, event.author, event.origin]);
    expect(said).toEqual([
      ["disc", "dubious", "Ada", "label"],
      ["disc", "validated", "annotator", "label"],
    ]);
    const events = await cruise.home.db.query(
      "select payload from classify.event where name = 'labels.changed' order by position desc limit 1",
    );
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
    expect((await cruise.objectsOf(firstRun)).map((object) => object.class)).toEqual(firstObjects.map(kindOf));
  });
});
