import { dateOf, degreesOf, sortMetadata, timeOf } from "@argosy/core";
import { inOrder } from "@argosy/runtime";
import { describe, expect, test } from "vitest";
import { placeImages } from "../src/facts/place-images.ts";
import { chooseMeasures, valuesOf } from "../src/measure-choice.ts";

describe("values of metadata", () => {
  test.each([
    ["2020-01-31", "20200131", undefined],
    [20200131, "20200131", undefined],
    ["2020:01:31 08:15:30", "20200131", "081530"],
    ["2020-01-31T08:15:30Z", "20200131", "081530"],
    ["2020-01-31T08:15:30+02:00", "20200131", undefined],
    ["2020-02-30", undefined, undefined],
    ["8:15", undefined, "081500"],
    ["", undefined, undefined],
    [null, undefined, undefined],
  ])("%j has the date %s and the time %s", (value, date, time) => {
    expect([dateOf(value), timeOf(value)]).toEqual([date, time]);
  });

  test.each([
    [43.5, 43.5],
    ["-7.25", -7.25],
    ["7.25 W", -7.25],
    ["43.5°N", 43.5],
    ["north", undefined],
    [Number.NaN, undefined],
  ])("%j is %s degrees", (value, degrees) => {
    expect(degreesOf(value)).toBe(degrees);
  });
});

describe("sortMetadata", () => {
  test("finds each fact its table, whatever people call it", () => {
    const sorted = sortMetadata({
      Latitude: "43.5",
      "depth-min": 5,
      depth: 50,
      Station: "S1",
      "Filtered volume": 12.5,
      acq_instrument: "ZooScan",
      process_note: "x",
      pixel_size_um: 2,
      remark: "calm",
      "": "nothing",
    });
    expect(sorted).toMatchObject({
      object: { lat: 43.5, depthMin: 5, depthMax: 50 },
      sample: { station: "S1", tot_vol: 12.5 },
      acquisition: { instrument: "ZooScan" },
      process: { note: "x" },
    });
    expect(sorted.other).toMatchObject({ remark: "calm" });
    expect(JSON.stringify(sorted)).not.toContain("pixel");
  });

  test("keeps as text what it cannot read", () => {
    expect(sortMetadata({ date: "spring", latitude: "north" })).toMatchObject({ object: {}, other: { date: "spring", latitude: "north" } });
  });
});

describe("placeImages", () => {
  const image = (id: string, metadata: Record<string, unknown>, x?: number) => ({
    id,
    collection: "cruise 7",
    metadata,
    pixelSize: x === undefined ? undefined : { x, y: x, provenance: "file" },
  });
  const steps = { id: "argosy_1", steps: "threshold.otsu@1" };

  test("images recorded in another way are another acquisition with a process of its own", () => {
    const placed = placeImages([image("a", { station: "S" }, 1), image("b", { station: "S" }, 2), image("c", { station: "S" }, 1)], steps);
    expect(["a", "b", "c"].map((id) => placed.get(id)?.acquisition["id"])).toEqual(["S_acq", "S_acq2", "S_acq"]);
    expect(["a", "b", "c"].map((id) => placed.get(id)?.process["id"])).toEqual(["argosy_1_1um", "argosy_1_2um", "argosy_1_1um"]);
  });

  test("a fact stands at the sample where all images agree, else at the objects", () => {
    const placed = placeImages([image("a", { net: "WP2", frame: 1 }), image("b", { net: "WP2", frame: 2 })], steps);
    expect(placed.get("a")).toMatchObject({ sample: { id: "cruise 7", net_type: "WP2" }, own: { frame: 1 }, process: { id: "argosy_1" } });
    expect(placed.get("b")?.own).toEqual({ frame: 2 });
    expect(placed.get("b")?.sample).not.toHaveProperty("frame");
  });
});

describe("chooseMeasures", () => {
  const columns = ["shape.area", "shape.width"].map((name) => ({ name, unit: "px", definition: "d" }));
  const sets = [{ id: "s", name: "shape", node: "measure.shape", version: 1, columns }];

  test("takes all, or those named in that order; an unknown one is refused", () => {
    expect(valuesOf([[1, 2]], chooseMeasures(sets))).toEqual([1, 2]);
    expect(valuesOf([[1, 2]], chooseMeasures(sets, ["shape.width", "shape.area"]))).toEqual([2, 1]);
    expect(valuesOf([null], chooseMeasures(sets))).toEqual([undefined, undefined]);
    expect(() => chooseMeasures(sets, ["shape.mass"])).toThrow(expect.objectContaining({ reason: "PARAM_INVALID" }));
  });
});

describe("inOrder", () => {
  async function* items(count: number) {
    for (let i = 0; i < count; i++) yield i;
  }

  test("gives results in order however they end, never more in hand than lanes", async () => {
    // Each item ends when the next one has begun.
    const begun = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
    begun[5]!.resolve();
    let inHand = 0;
    let most = 0;
    const results = inOrder(items(5), 2, async (i) => {
      most = Math.max(most, ++inHand);
      begun[i]!.resolve();
      await begun[i + 1]!.promise;
      inHand--;
      return i;
    });
    const given: number[] = [];
    for await (const result of results) given.push(result);
    expect(given).toEqual([0, 1, 2, 3, 4]);
    expect(most).toBe(2);
  });

  test("throws where an item failed and begins no other", async () => {
    const begun: number[] = [];
    const results = inOrder(items(9), 2, async (i) => {
      begun.push(i);
      if (i === 1) throw new Error("broken");
      return i;
    });
    expect((await results.next()).value).toBe(0);
    await expect(results.next()).rejects.toThrow("broken");
    expect(begun.length).toBeLessThanOrEqual(3);
  });
});
