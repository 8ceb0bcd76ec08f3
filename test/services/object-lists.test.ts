import { randomUUID } from "node:crypto";
import type { Filter, ListObjectsRequest, Object as ObjectMessage } from "@argosy/rpc";
import { SegmentServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrawnCruise } from "./drawn-cruise.ts";
import { failure, kindOf, startDrawnCruise } from "./drawn-cruise.ts";

let cruise: DrawnCruise;
let all: readonly ObjectMessage[];
const client = randomUUID();
let sequence = 0;

beforeAll(async () => {
  cruise = await startDrawnCruise();
  all = await objectsOf({ columns: ["shape.perimeter", "shape.area"] });
  await cruise.classify().putClass({ project: cruise.project, class: { name: "bar" } });
});
afterAll(() => cruise.stop());

const segment = () => cruise.home.client(SegmentServiceDefinition);
const list = (asked: Partial<ListObjectsRequest>) => segment().listObjects({ project: cruise.project, run: cruise.firstRun, ...asked });
const objectsOf = async (asked: Partial<ListObjectsRequest>) => (await list(asked)).objects;
const idsOf = async (asked: Partial<ListObjectsRequest>) => (await objectsOf(asked)).map(({ id }) => id);
const where = (...texts: string[]): Filter[] =>
  texts.map((text) => {
    const [column = "", operator = "", value = ""] = text.split(":");
    return { column, operator, value };
  });
const label = async (objects: readonly ObjectMessage[], status = "validated") => {
  const action = { id: randomUUID(), sequence: ++sequence, objects: objects.map(({ id }) => id), class: "bar", status };
  await cruise.classify().applyLabelActions({ project: cruise.project, client, actions: [action] });
};

describe("a list", () => {
  test("is sorted by any measurement in either direction; equal ones stay in their order", async () => {
    for (const column of ["shape.perimeter", "shape.area", "area", "label"]) {
      const value = (object: ObjectMessage) =>
        column === "area" ? object.area : column === "label" ? object.label : object.measures[column]!;
      const up = all.toSorted((a, b) => value(a) - value(b)).map(({ id }) => id);
      const down = all.toSorted((a, b) => value(b) - value(a)).map(({ id }) => id);
      expect([column, await idsOf({ sort: column }), await idsOf({ sort: column, descending: true })]).toEqual([column, up, down]);
    }
  });

  test("has objects without a value at its end", async () => {
    await label(all.slice(3, 4));
    for (const descending of [false, true])
      expect(await idsOf({ sort: "class", descending })).toEqual([all[3]!, ...all.filter((_, place) => place !== 3)].map(({ id }) => id));
  });

  test("can be asked for from any place, and by pages", async () => {
    const sorted = await idsOf({ sort: "shape.area" });
    expect(await idsOf({ sort: "shape.area", offset: 5, page: { limit: 3, cursor: "" } })).toEqual(sorted.slice(5, 8));
    expect(await idsOf({ sort: "shape.area", offset: 1_000 })).toEqual([]);
    const first = await list({ sort: "shape.area", page: { limit: 7, cursor: "" } });
    const second = await list({ sort: "shape.area", page: { limit: 7, cursor: first.nextCursor } });
    expect([...first.objects, ...second.objects].map(({ id }) => id)).toEqual(sorted);
    expect([first.total, second.total, second.nextCursor]).toEqual([sorted.length, sorted.length, ""]);
    expect((await failure(list({ page: { limit: 1, cursor: "x" } }))).reason).toBe("FIELD_INVALID");
  });

  test("keeps its order while labels change, and shows them as they are", async () => {
    const unsaid = { filters: where("status:ne:validated"), page: { limit: 4, cursor: "" } };
    const first = await list(unsaid);
    await label(first.objects.slice(0, 2));
    const next = await list({ ...unsaid, order: first.order, offset: 4 });
    expect(next.order).toBe(first.order);
    expect(next.total).toBe(first.total);
    const again = await list({ ...unsaid, order: first.order });
    expect(again.objects.map(({ status }) => status)).toEqual(["validated", "validated", "", ""]);
    const fresh = await list(unsaid);
    expect(fresh.order).not.toBe(first.order);
    expect(fresh.total).toBe(first.total - 2);
    expect(fresh.objects.map(({ id }) => id)).not.toContain(first.objects[0]!.id);
  });
});

describe("filters", () => {
  test("hold together; several values of one column mean any of them", async () => {
    const bars = all.filter((object) => kindOf(object) === "bar");
    const widest = Math.max(...bars.map(({ area }) => area));
    const filters = where(`area:le:${widest}`, "label:eq:1", "label:eq:4");
    const expected = all.filter(({ area, label: number }) => area <= widest && (number === 1 || number === 4)).map(({ id }) => id);
    expect(await idsOf({ filters })).toEqual(expected);
  });

  test("know image, class, status, author and name", async () => {
    await label([all[0]!], "dubious");
    const [{ image, name }] = [all[0]!];
    expect(await idsOf({ filters: where(`image:eq:${image}`) })).toEqual(
      all.filter((object) => object.image === image).map(({ id }) => id),
    );
    expect(await idsOf({ image })).toEqual(await idsOf({ filters: where("image:eq:a.png") }));
    expect(await idsOf({ filters: where("status:eq:dubious", "class:eq:bar", "author:eq:owner") })).toEqual([all[0]!.id]);
    expect(await idsOf({ filters: where(`name:eq:${name}`) })).toEqual([all[0]!.id]);
    expect((await list({ filters: where("class:eq:") })).total).toBe((await list({ filters: where("class:ne:bar") })).total);
  });

  test.each(["nothing:eq:1", "area:eq:large", "area:like:1", "constructor:eq:1"])("refuse %s", async (text) => {
    expect((await failure(list({ filters: where(text) }))).reason).toBe("FIELD_INVALID");
  });
});

describe("what many objects have in common", () => {
  const set = () => ({ project: cruise.project, run: cruise.firstRun });

  test("is counted by class, status and author, as the list has it", async () => {
    const counts = await segment().countObjects({ ...set(), filters: where("class:eq:bar") });
    const listed = await objectsOf({ filters: where("class:eq:bar") });
    const validated = listed.filter(({ status }) => status === "validated").length;
    expect(counts.classes).toEqual([{ id: listed[0]!.classId, name: "bar", objects: listed.length, validated }]);
    expect(counts.statuses.reduce((sum, { objects }) => sum + objects, 0)).toBe(counts.total);
    expect(counts.authors).toEqual([{ name: "owner", objects: listed.length }]);
  });

  test("is spread over bins of equal width", async () => {
    const { limits, counts, missing } = await segment().getHistogram({ ...set(), column: "shape.area", bins: 4 });
    const values = all.map((object) => object.measures["shape.area"]!);
    expect([limits[0], limits[4], missing]).toEqual([Math.min(...values), Math.max(...values), 0]);
    const expected = [0, 1, 2, 3].map(
      (bin) => values.filter((value) => value >= limits[bin]! && (bin === 3 ? value <= limits[4]! : value < limits[bin + 1]!)).length,
    );
    expect(counts).toEqual(expected);
    const part = await segment().getHistogram({ ...set(), column: "shape.area", bins: 1, low: limits[1]!, high: limits[2]! });
    expect([part.limits, part.counts[0]! + part.missing]).toEqual([[limits[1], limits[2]], all.length]);
    const logarithmic = await segment().getHistogram({ ...set(), column: "shape.area", bins: 2, logarithmic: true });
    expect(logarithmic.limits[1]).toBeCloseTo(Math.sqrt(limits[0]! * limits[4]!));
    expect(await segment().getHistogram({ ...set(), column: "score" })).toEqual({ limits: [], counts: [], missing: all.length });
    expect((await failure(segment().getHistogram({ ...set(), column: "class" }))).reason).toBe("FIELD_INVALID");
  });

  test("lies in points, or in cells where there are too many", async () => {
    const asked = { ...set(), x: "shape.area", y: "shape.perimeter" };
    const { points } = await segment().getScatter(asked);
    expect(points.map(({ object, x, y }) => [object, x, y])).toEqual(
      all.map((object) => [object.id, object.measures["shape.area"], object.measures["shape.perimeter"]]),
    );
    const cells = await segment().getScatter({ ...asked, points: 1 });
    expect(cells.points).toEqual([]);
    expect(cells.counts.reduce((sum, count) => sum + count, 0)).toBe(all.length);
    expect(cells.counts.length).toBe((cells.xLimits.length - 1) * (cells.yLimits.length - 1));
  });
});
