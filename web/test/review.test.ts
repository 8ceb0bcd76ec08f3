import { describe, expect, test } from "vitest";
import { RequestFailure } from "../src/api/request.ts";
import { gridShape, inView, touched } from "../src/pages/review/grid-shape.ts";
import { rowsAsText } from "../src/pages/table/copy-rows.ts";
import { meets, parseCondition } from "../src/state/object-filter.ts";
import type { ActionResult } from "../src/state/outbox-sender.ts";
import { sendForEver } from "../src/state/outbox-sender.ts";
import type { QueuedAction } from "../src/state/outbox-store.ts";
import { memoryStore, randomUuid } from "../src/state/outbox-store.ts";

const object = {
  name: "deep/frame.1#12",
  label: 12,
  area: 80,
  image: "i",
  class: "copepod",
  classId: "c",
  status: "validated",
  author: "a",
  measures: { "shape.area": 80, "shape.hole": null },
};

describe("conditions", () => {
  test.each([
    ["area:ge:80", true],
    ["area:lt:80", false],
    ["shape.area:eq:80", true],
    ["shape.hole:ne:1", false],
    ["shape.none:ne:1", false],
    ["score:ge:0", false],
    ["class:eq:copepod", true],
    ["class:eq:c", true],
    ["class:eq:", false],
    ["class:ne:c", false],
    ["image:eq:deep/frame.1", true],
    ["status:eq:validated", true],
  ])("%s", (text, met) => {
    expect(meets(object, [parseCondition(text)!])).toBe(met);
  });

  test("hold together; several values of one column mean any of them", () => {
    const all = (...texts: string[]) =>
      meets(
        object,
        texts.map((text) => parseCondition(text)!),
      );
    expect([all("class:eq:detritus", "class:eq:copepod"), all("class:eq:detritus", "class:eq:copepod", "area:gt:80"), all()]).toEqual([
      true,
      false,
      true,
    ]);
  });

  test("are column, operator and value; a value may hold colons", () => {
    expect(parseCondition("class:eq:a:b")).toEqual({ column: "class", operator: "eq", value: "a:b" });
    expect([parseCondition("class"), parseCondition("class:is:a"), parseCondition(":eq:a")]).toEqual([undefined, undefined, undefined]);
  });
});

describe("sending what was pressed", () => {
  const result = (id: string): ActionResult => ({
    id,
    repeatedBefore: false,
    changed: 1,
    unchanged: 0,
    skipped: 0,
    conflicts: 0,
    conflicting: [],
  });
  /** Sends until nothing waits. `send` answers, or throws. */
  async function sendAll(projects: readonly string[], send: (actions: readonly QueuedAction[], time: number) => readonly ActionResult[]) {
    const store = memoryStore();
    for (const project of projects) await store.add({ id: randomUuid(), project, run: "r", objects: ["o"] });
    const done = new AbortController();
    const [sent, pauses, sizes]: [QueuedAction[], (number | undefined)[], number[]] = [[], [], []];
    await sendForEver(
      {
        store,
        async send(_project, actions) {
          sizes.push(actions.length);
          return send(actions, sizes.length);
        },
        onSent: (now) => sent.push(...now.map(({ action }) => action)),
        onTrouble: () => undefined,
        async pause(ms) {
          pauses.push(ms);
          if (ms === undefined) done.abort();
        },
      },
      done.signal,
    );
    return { order: sent.map(({ sequence }) => sequence), pauses, sizes, left: await store.all() };
  }
  const answer = (actions: readonly QueuedAction[]) => actions.map(({ id }) => result(id));
  const fail = (code: string): never => {
    throw new RequestFailure({ code });
  };

  test("keeps the order, project by project, and waits longer each time", async () => {
    const { order, pauses, sizes, left } = await sendAll(["a", "a", "b"], (actions, time) =>
      time <= 3 ? fail("unavailable") : answer(actions),
    );
    expect({ order, pauses, sizes, left }).toEqual({
      order: [1, 2, 3],
      pauses: [500, 1_000, 2_000, undefined],
      sizes: [2, 2, 2, 2, 1],
      left: [],
    });
  });

  test("gives up only what is refused for good", async () => {
    const { order, sizes, left } = await sendAll(["a", "a", "a"], (actions) =>
      actions.some(({ sequence }) => sequence === 2) ? fail("invalid_argument") : answer(actions),
    );
    expect({ order, sizes, left }).toEqual({ order: [1, 2, 3], sizes: [3, 1, 1, 1], left: [] });
  });
});

describe("a grid", () => {
  const shape = gridShape(430, 92, 95);

  test("has as many columns as fit, and rows for all", () => {
    expect([shape.columns, shape.rows, gridShape(20, 92, 3).columns]).toEqual([4, 24, 1]);
  });

  test("draws what is in view and a row more on each side", () => {
    expect(inView(shape, 3 * shape.cellHeight, 2 * shape.cellHeight, 95)).toEqual({ first: 8, last: 24, row: 2 });
    expect(inView(shape, 1e6, 100, 95).last).toBe(95);
  });

  test("knows which cells a rectangle touches, whichever corner it began at", () => {
    const box = { x1: 250, y1: shape.cellHeight + 5, x2: 110, y2: 3 };
    expect(touched(shape, box, 95)).toEqual([1, 2, 5, 6]);
    expect(touched(shape, { x1: 0, y1: 23 * shape.cellHeight, x2: 429, y2: 1e5 }, 95)).toEqual([92, 93, 94]);
  });
});

test("copied rows are a table with units, and no formula", () => {
  const column = (name: string, unit: string) => ({ name, title: name, unit, kind: "number" as const, group: "", help: "" });
  const row = { ...object, id: "x", class: "=1+1", author: "a\tb" } as never;
  expect(rowsAsText([row], [column("class", ""), column("author", ""), column("shape.area", "µm²"), column("shape.hole", "")])).toBe(
    "class\tauthor\tshape.area [µm²]\tshape.hole\n'=1+1\ta b\t80\t",
  );
});
