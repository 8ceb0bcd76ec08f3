import { randomUUID } from "node:crypto";
import { newId } from "@argosy/core";
import type { LabelAction, LabelActionResult, Object as ObjectMessage } from "@argosy/rpc";
import { SegmentServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrawnCruise } from "./drawn-cruise.ts";
import { failure, startDrawnCruise } from "./drawn-cruise.ts";

let cruise: DrawnCruise;
let run: string;
let objects: readonly ObjectMessage[];

beforeAll(async () => {
  cruise = await startDrawnCruise();
  ({ firstRun: run, firstObjects: objects } = cruise);
  for (const name of ["disc", "bar", "dust"]) await cruise.classify().putClass({ project: cruise.project, class: { name } });
});
afterAll(() => cruise.stop());

/** A browser: it counts its actions. */
function browser() {
  const client = randomUUID();
  let sequence = 0;
  const send = async (...actions: readonly Partial<LabelAction>[]): Promise<LabelActionResult[]> => {
    const { project } = cruise;
    return (await cruise.classify("annotator").applyLabelActions({ project, client, actions: [...actions] })).results;
  };
  const action = (fields: Partial<LabelAction>) => ({ id: randomUUID(), sequence: ++sequence, run, ...fields });
  return { client, action, send, act: async (fields: Partial<LabelAction>) => (await send(action(fields)))[0]! };
}

const said = async (object: string) =>
  (await cruise.history(object)).map(({ class: name, status, origin }) => `${name} ${status} ${origin}`.trim());
const now = async (object: string) =>
  (await cruise.home.client(SegmentServiceDefinition).getObject({ project: cruise.project, object })).class;

describe("an action", () => {
  test("that is sent twice counts once, also when both are on their way", async () => {
    const { action, send } = browser();
    const object = objects[0]!.id;
    const press = action({ objects: [object], class: "disc" });
    const [first, second] = await Promise.all([send(press), send(press)]);
    expect([first[0]!.changed, second[0]!.changed]).toEqual([1, 1]);
    expect([first[0]!.repeatedBefore, second[0]!.repeatedBefore].sort()).toEqual([false, true]);
    expect((await send(press))[0]).toMatchObject({ repeatedBefore: true, changed: 1 });
    expect(await said(object)).toEqual(["disc validated label"]);
  });

  test("of another content under the same id is refused", async () => {
    const { action, send } = browser();
    const press = action({ objects: [objects[0]!.id], class: "disc" });
    await send(press);
    expect((await send({ ...press, class: "bar" }))[0]!.problem?.code).toBe("already_exists");
    expect(await now(objects[0]!.id)).toBe("disc");
  });

  test("does not come after a later one of the same browser", async () => {
    const { action, send } = browser();
    const [early, late] = [action({ objects: [objects[1]!.id], class: "disc" }), action({ objects: [objects[1]!.id], class: "bar" })];
    await send(late);
    expect((await send(early))[0]!.problem?.reason).toBe("LABEL_ACTION_LATE");
    expect(await now(objects[1]!.id)).toBe("bar");
  });

  test("that cannot be done stops no other", async () => {
    const { action, send } = browser();
    const results = await send(
      action({ objects: [objects[2]!.id], class: "no such class" }),
      action({ objects: [newId()], class: "disc" }),
      action({ objects: [objects[2]!.id], class: "disc", status: "sure" }),
      action({ objects: [objects[2]!.id], class: "disc", status: "dubious" }),
    );
    expect(results.map(({ problem }) => problem?.code)).toEqual(["not_found", "not_found", "invalid_argument", undefined]);
    expect(await said(objects[2]!.id)).toEqual(["disc dubious label"]);
  });

  test("keeps the class where it names none, and passes over what has none", async () => {
    const { act } = browser();
    await act({ objects: [objects[3]!.id], class: "bar", status: "dubious" });
    const counts = await act({ objects: [objects[3]!.id, objects[4]!.id], status: "discarded" });
    expect(counts).toMatchObject({ changed: 1, skipped: 1 });
    expect(await said(objects[3]!.id)).toEqual(["bar dubious label", "bar discarded label"]);
    expect(await said(objects[4]!.id)).toEqual([]);
  });

  test("is nothing for viewers, nor for other projects", async () => {
    const { client, action } = browser();
    const actions = [action({ objects: [objects[0]!.id], class: "bar" })];
    const { project } = cruise;
    expect((await failure(cruise.classify("viewer").applyLabelActions({ project, client, actions }))).reason).toBe("PERMISSION_MISSING");
    expect((await failure(cruise.classify().applyLabelActions({ project: newId(), client, actions }))).code).toBe("not_found");
  });
});

describe("undo and redo", () => {
  test("go back and forth over several actions", async () => {
    const { action, send, act } = browser();
    const object = objects[5]!.id;
    const [one, two] = [action({ objects: [object], class: "disc" }), action({ objects: [object], class: "bar", status: "dubious" })];
    await send(one, two);
    const [undoTwo, undoOne] = [action({ undoes: two.id }), action({ undoes: one.id })];
    await send(undoTwo);
    expect(await now(object)).toBe("disc");
    await send(undoOne);
    expect(await now(object)).toBe("");
    await act({ undoes: undoOne.id });
    expect(await now(object)).toBe("disc");
    await act({ undoes: undoTwo.id });
    expect(await now(object)).toBe("bar");
    expect(await said(object)).toEqual([
      "disc validated label",
      "bar dubious label",
      "disc validated undo",
      "undo",
      "disc validated undo",
      "bar dubious undo",
    ]);
  });

  test("leave alone what somebody else changed since, and say so", async () => {
    const [mine, other] = [browser(), browser()];
    const [kept, changed] = [objects[6]!.id, objects[7]!.id];
    const press = mine.action({ objects: [kept, changed], class: "disc" });
    await mine.send(press);
    await other.act({ objects: [changed], class: "bar" });
    expect(await mine.act({ undoes: press.id })).toMatchObject({ changed: 1, conflicts: 1, conflicting: [changed] });
    expect([await now(kept), await now(changed)]).toEqual(["", "bar"]);
  });

  test("of a relabel of everything under a filter restore each object's own label", async () => {
    const { action, send, act } = browser();
    const bars = objects.slice(8, 11).map(({ id }) => id);
    await act({ objects: bars.slice(0, 2), class: "bar" });
    const before = await Promise.all(objects.map(({ id }) => now(id)));
    const mass = action({ all: true, filters: [{ column: "area", operator: "gt", value: "0" }], class: "dust" });
    const [result] = await send(mass);
    expect(result).toMatchObject({ changed: objects.length, unchanged: 0 });
    expect(new Set(await Promise.all(objects.map(({ id }) => now(id))))).toEqual(new Set(["dust"]));
    expect(await act({ undoes: mass.id })).toMatchObject({ changed: objects.length, conflicts: 0 });
    expect(await Promise.all(objects.map(({ id }) => now(id)))).toEqual(before);
  });
});
