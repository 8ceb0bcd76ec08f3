import { describe, expect, test } from "vitest";
import { classifyPixels, mostProbableClass, pixelFeatures, plane, predictForest, randomSource, trainPixelForest } from "../../src/index.ts";

const SIDE = 64;
const random = randomSource(7);
const inDisk = (i: number): boolean => ((i % SIDE) - 32) ** 2 + (Math.floor(i / SIDE) - 32) ** 2 < 18 ** 2;
/** A disk on a ground of the same mean: only its texture tells it apart. */
const IMAGE = plane(
  Uint8Array.from({ length: SIDE * SIDE }, (_, i) => 100 + Math.round((inDisk(i) ? 60 : 6) * (random.unit() - 0.5))),
  SIDE,
  SIDE,
);
/** A stroke in the disk, one in the ground. */
const STROKES = plane(
  Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [x, y] = [i % SIDE, Math.floor(i / SIDE)];
    if (y === 32 && x > 20 && x < 44) return 2;
    return y === 5 && x > 8 && x < 56 ? 1 : 0;
  }),
  SIDE,
  SIDE,
);
const features = pixelFeatures([IMAGE]);

describe("a forest from strokes", () => {
  const forest = trainPixelForest(features, STROKES);
  const classes = classifyPixels(features, forest);

  test("finds the rest of what was marked", () => {
    const right = classes.data.reduce((sum: number, value, i) => sum + (value === (inDisk(i) ? 2 : 1) ? 1 : 0), 0);
    expect(right / classes.data.length).toBeGreaterThan(0.9);
  });

  test("gives each pixel the class that all trees together give it", () => {
    const pixels = SIDE * SIDE;
    const rows = Float32Array.from(features.data, (_, at) => {
      const [row, f] = [Math.floor(at / features.names.length), at % features.names.length];
      return features.data[f * pixels + row]!;
    });
    const expected = mostProbableClass(predictForest(forest, rows), 2).map((value) => value + 1);
    const apart = classes.data.reduce((sum: number, value, i) => sum + (value === expected[i] ? 0 : 1), 0);
    expect(apart).toBe(0);
  });

  test("is the same again, and another with another seed", () => {
    expect(trainPixelForest(features, STROKES)).toEqual(forest);
    expect(trainPixelForest(features, STROKES, { seed: 2 })).not.toEqual(forest);
  });

  test("says nothing where a feature is no number", () => {
    const data = Float32Array.from(IMAGE.data);
    data[SIDE * 40 + 10] = Number.NaN;
    const holed = pixelFeatures([plane(data, SIDE, SIDE)], [0, 1]);
    const found = classifyPixels(holed, trainPixelForest(holed, STROKES));
    expect(found.data[SIDE * 40 + 10]).toBe(0);
    expect(found.data[SIDE * 60 + 60]).not.toBe(0);
  });
});

test("one class alone, other features or another size are refused", () => {
  const alone = plane(
    STROKES.data.map((value) => Math.min(value, 1)),
    SIDE,
    SIDE,
  );
  expect(() => trainPixelForest(features, alone)).toThrow(/two classes/);
  expect(() => trainPixelForest(features, plane(new Uint8Array(4), 2, 2))).toThrow(/differ in size/);
  expect(() => classifyPixels(pixelFeatures([IMAGE], [1]), trainPixelForest(features, STROKES))).toThrow(/other features/);
  expect(() => pixelFeatures([])).toThrow(/need a channel/);
});
