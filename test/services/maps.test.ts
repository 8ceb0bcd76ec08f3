import { newId } from "@argosy/core";
import { SegmentServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrawnCruise } from "./drawn-cruise.ts";
import { failure, kindOf, startDrawnCruise } from "./drawn-cruise.ts";

let cruise: DrawnCruise;
let project: string;
let run: string;

beforeAll(async () => {
  cruise = await startDrawnCruise();
  ({ project, firstRun: run } = cruise);
});
afterAll(() => cruise.stop());

const drawn = async (wish: {
  readonly run?: string;
  readonly neighbours?: number;
  readonly seed?: number;
  readonly columns?: string[];
}) => {
  const job = await cruise.classify("editor").drawMap({ project, run, ...wish });
  const { map } = await cruise.finished(job.id);
  return cruise.classify("viewer").getMap({ project, map: map! });
};

describe("a map of the objects of a run", () => {
  test("has a place for each in the order of images and labels, and says how it was made", async () => {
    const { map, objects, x, y } = await drawn({});
    expect(objects).toEqual(cruise.firstObjects.map(({ id }) => id));
    expect([x.length, y.length]).toEqual([objects.length, objects.length]);
    expect(map).toMatchObject({ run, objects: 12, measured: 12, neighbours: 15, minDist: 0.1, seed: 1, method: "umap", author: "editor" });
    expect(map!.library).toMatch(/^umap-js \d/);
    expect(map!.columns).toContain("shape.area");
    expect(map!.columns).not.toContain("shape.bbox_left");
  });

  test("keeps apart what differs: the next of every object is of its kind", async () => {
    const { x, y } = await drawn({});
    const apart = (a: number, b: number) => (x[a]! - x[b]!) ** 2 + (y[a]! - y[b]!) ** 2;
    for (const [own, object] of cruise.firstObjects.entries()) {
      const others = [...x.keys()].filter((other) => other !== own);
      const next = others.reduce((best, other) => (apart(own, other) < apart(own, best) ? other : best));
      expect(kindOf(cruise.firstObjects[next]!)).toBe(kindOf(object));
    }
  });

  test("is drawn once: the same wish has the same map at once, another one another", async () => {
    const first = await drawn({});
    const again = await cruise.classify("editor").drawMap({ project });
    expect(again).toMatchObject({ state: "done", reused: 12, results: { run, map: first.map!.id } });
    const other = await drawn({ seed: 7 });
    expect(other.map!.sha256).not.toBe(first.map!.sha256);
    const { maps } = await cruise.classify("viewer").listMaps({ project, run });
    expect(maps.map(({ id }) => id)).toEqual([other.map!.id, first.map!.id]);
  });

  test("is the same for the same images in another project", { timeout: 120_000 }, async () => {
    const other = await startDrawnCruise();
    try {
      const job = await other.classify("editor").drawMap({ project: other.project, run: other.firstRun });
      const { map } = await other.finished(job.id);
      const theirs = await other.classify().getMap({ project: other.project, map: map! });
      expect(theirs.map!.sha256).toBe((await drawn({})).map!.sha256);
      expect((await failure(other.classify().getMap({ project, map: map! }))).code).toMatch(/not_found|permission_denied/);
    } finally {
      await other.stop();
    }
  });

  test("objects are found by where they lie on it", async () => {
    const { map, objects, x } = await drawn({});
    const listed = await cruise.home.client(SegmentServiceDefinition, "viewer").listObjects({
      project,
      run,
      filters: [{ column: `map.${map!.id}.x`, operator: "ge", value: "0" }],
    });
    expect(listed.objects.map(({ id }) => id)).toEqual(objects.filter((_, index) => x[index]! >= 0));
    const nowhere = cruise.home.client(SegmentServiceDefinition, "viewer").listObjects({
      project,
      run,
      filters: [{ column: `map.${newId()}.x`, operator: "ge", value: "0" }],
    });
    expect((await failure(nowhere)).reason).toBe("FIELD_INVALID");
  });

  test("of more objects than it can hold every image gives its share, and the map says how many there were", {
    timeout: 120_000,
  }, async () => {
    const few = await startDrawnCruise({ CLASSIFY_MAP_OBJECTS: "5" });
    try {
      const job = await few.classify("editor").drawMap({ project: few.project, run: few.firstRun });
      const { map, objects } = await few.classify().getMap({ project: few.project, map: (await few.finished(job.id))["map"]! });
      expect(objects).toEqual([0, 3, 5, 8, 10].map((place) => few.firstObjects[place]!.id));
      expect(map).toMatchObject({ objects: 5, measured: 12, method: "components" });
    } finally {
      await few.stop();
    }
  });
});

describe("what cannot be drawn", () => {
  test("is refused with the reason", async () => {
    const draw = (wish: object) => failure(cruise.classify("editor").drawMap({ project, run, ...wish }));
    expect(await draw({ neighbours: 1 })).toMatchObject({ reason: "FIELD_INVALID", details: { field: "neighbours" } });
    expect(await draw({ minDist: 1 })).toMatchObject({ reason: "FIELD_INVALID", details: { field: "minDist" } });
    expect(await draw({ columns: ["shape.x"] })).toMatchObject({ reason: "FIELD_INVALID", details: { field: "columns" } });
    expect((await draw({ run: newId() })).code).toBe("not_found");
    expect((await failure(cruise.classify("annotator").drawMap({ project, run }))).code).toBe("permission_denied");
    expect((await failure(cruise.classify("viewer").getMap({ project, map: newId() }))).code).toBe("not_found");
  });

  test("a run without objects has nothing to lay out", async () => {
    const nothing = (await cruise.finished(await cruise.startRun(1)))["run"]!;
    expect(await failure(cruise.classify("editor").drawMap({ project, run: nothing }))).toMatchObject({ code: "failed_precondition" });
  });

  test("one constant column lays all objects in one place", async () => {
    const { map, x, y } = await drawn({ columns: ["shape.euler_number"] });
    expect(map!.method).toBe("components");
    expect([...x, ...y].every((place) => place === 0)).toBe(true);
  });
});
