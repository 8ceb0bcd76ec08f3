import { createRequire } from "node:module";
import { nearestClasses, randomSource } from "@argosy/kernels";
import type { MapJob, MapResult } from "@argosy/runtime";
import { createWorkerPool, FRAME_WORKER, MAP_LIBRARY } from "@argosy/runtime";
import { afterAll, describe, expect, test } from "vitest";
import { nearestRows } from "../../src/map/nearest-rows.ts";

const pool = createWorkerPool({ size: 1, module: FRAME_WORKER });
afterAll(() => pool.close());

const HOW = { neighbours: 15, minDist: 0.1, seed: 1 };
const layOut = (job: Pick<MapJob, "features" | "n" | "f"> & Partial<MapJob>, on = pool) =>
  on.run<MapResult>({ task: "lay-out-rows", input: { ...HOW, ...job } });

/** Rows around as many middles as there are classes, some values missing; the features have very different sizes. */
function makeClusters(n: number, classCount: number) {
  const f = 12;
  const random = randomSource(7);
  const middles = Float64Array.from({ length: classCount * f }, () => 6 * random.unit());
  const classes = Uint16Array.from({ length: n }, (_, row) => row % classCount);
  const features = Float32Array.from({ length: n * f }, (_, i) => {
    const noise = random.unit() + random.unit() - 1;
    return i % 97 === 5 ? Number.NaN : (middles[classes[Math.floor(i / f)]! * f + (i % f)]! + noise) * 10 ** (i % f);
  });
  return { features, n, f, classes, classCount };
}

describe("lay-out-rows", () => {
  test("the same rows lie at the same places in every thread, with another seed at others", async () => {
    const rows = makeClusters(120, 3);
    const other = createWorkerPool({ size: 1, module: FRAME_WORKER });
    try {
      const [one, two, three] = await Promise.all([layOut(rows), layOut(rows, other), layOut({ ...rows, seed: 2 }, other)]);
      expect(two).toEqual(one);
      expect(three!.places).not.toEqual(one!.places);
    } finally {
      await other.close();
    }
  });

  test("what belongs together lies together: the ten next of an object are of its class", async () => {
    const { classes, classCount, ...rows } = makeClusters(400, 5);
    const { places, method } = await layOut(rows);
    expect(method).toBe("umap");
    const known = { values: places, n: 400, f: 2, classes, classCount };
    const shares = nearestClasses(known, known, 11);
    const own = classes.reduce((sum, one, row) => sum + shares[row * classCount + one]!, 0) / 400;
    expect(own).toBeGreaterThan(0.98);
  });

  test.each([
    { name: "no row", features: [], n: 0, f: 2, places: [] },
    { name: "one row lies in the middle", features: [5, 7], n: 1, f: 2, places: [0, 0] },
    { name: "two rows lie on one line", features: [0, 0, 2, 0], n: 2, f: 2, places: [-1, 0, 1, 0] },
    { name: "equal rows lie in one place", features: [3, 3, 3, 3], n: 4, f: 1, places: [0, 0, 0, 0, 0, 0, 0, 0] },
    { name: "nothing was measured", features: [Number.NaN, Number.NaN, Number.NaN], n: 3, f: 1, places: [0, 0, 0, 0, 0, 0] },
  ])("$name", async ({ features, n, f, places }) => {
    const laid = await layOut({ features: Float32Array.from(features), n, f });
    expect(laid.method).toBe("components");
    expect([...laid.places].map((value) => value + 0)).toEqual(places);
  });

  test.each([
    { name: "a feature that is constant, and one that is infinite", features: [Number.POSITIVE_INFINITY, 4] },
    { name: "all other rows equal", features: [1, 1] },
  ])("every place is finite: $name", async ({ features }) => {
    const values = Float32Array.from({ length: 60 }, (_, i) => (i < 40 ? i : features[i % 2]!));
    const { places } = await layOut({ features: values, n: 30, f: 2 });
    expect(places.every(Number.isFinite)).toBe(true);
  });

  test("equal rows lie in one place among others", async () => {
    const { features, f } = makeClusters(40, 2);
    const twice = Float32Array.from([...features, ...features.subarray(0, f)]);
    const { places } = await layOut({ features: twice, n: 41, f });
    expect([...places.subarray(80)]).toEqual([...places.subarray(0, 2)]);
  });

  test("is called off by its signal, and the thread goes on with the next", async () => {
    const abort = new AbortController();
    const rows = makeClusters(2_000, 3);
    const going = pool.run({ task: "lay-out-rows", input: { ...HOW, ...rows } }, { signal: abort.signal });
    abort.abort();
    await expect(going).rejects.toMatchObject({ code: "cancelled" });
    expect((await layOut(makeClusters(30, 2))).places).toHaveLength(60);
  });
});

test("the rows next to each are found, of equally near ones the earlier, itself first", async () => {
  const { indices, distances } = await nearestRows({ values: [0, 2, 1, 0, 5], n: 5, f: 1 }, 3, async () => undefined);
  expect(indices).toEqual([
    [0, 3, 2],
    [1, 2, 0],
    [2, 0, 1],
    [3, 0, 2],
    [4, 1, 2],
  ]);
  expect(distances[4]).toEqual([0, 3, 4]);
});

test("the library is called by the version that is installed", () => {
  const { name, version } = createRequire(import.meta.url)("umap-js/package.json") as { name: string; version: string };
  expect(MAP_LIBRARY).toBe(`${name} ${version}`);
});
