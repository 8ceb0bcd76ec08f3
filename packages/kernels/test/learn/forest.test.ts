import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accuracy, confusionMatrix, encodeForest, mostProbableClass, NO_CLASS, predictForest, trainForest } from "../../src/index.ts";
import { makeRings } from "./rings.ts";

const scored = (probabilities: Float32Array, classes: Uint16Array, k: number) =>
  accuracy(confusionMatrix(classes, mostProbableClass(probabilities, k), k), k);

describe("trainForest", () => {
  test("learns rings, knows its error without a test set, and which feature is noise", () => {
    const learnt = makeRings(400, 1);
    const { forest, outOfBag, importances } = trainForest(learnt);
    const other = makeRings(400, 2);
    const outside = scored(predictForest(forest, other.features), other.classes, 3);
    expect(outside).toBeGreaterThan(0.85);
    expect(Math.abs(scored(outOfBag, learnt.classes, 3) - outside)).toBeLessThan(0.07);
    expect(scored(predictForest(forest, learnt.features), learnt.classes, 3)).toBeGreaterThan(0.99);
    expect(importances[2]).toBeLessThan(Math.min(importances[0], importances[1]) / 2);
    expect(importances.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
  });

  test("the same seed gives the same bytes, another seed others", () => {
    const bytes = (seed: number) => encodeForest(trainForest({ ...makeRings(100, 1), trees: 5, seed }).forest);
    expect(bytes(7)).toEqual(bytes(7));
    expect(bytes(7)).not.toEqual(bytes(8));
  });

  test("one threshold between two values is their middle", () => {
    const { forest } = trainForest({
      features: Float32Array.of(1, 1, 1, 1, 3, 3, 3, 3),
      n: 8,
      f: 1,
      classes: Uint16Array.of(0, 0, 0, 0, 1, 1, 1, 1),
      classCount: 2,
      trees: 20,
      seed: 1,
    });
    const inner = Array.from(forest.feature.keys()).filter((node) => forest.feature[node] >= 0);
    expect(inner.length).toBeGreaterThan(10);
    for (const node of inner) expect(forest.threshold[node]).toBe(2);
    expect(Array.from(mostProbableClass(predictForest(forest, Float32Array.of(2, 2.1)), 2))).toEqual([0, 1]);
  });

  test("that a value is missing can decide", () => {
    const features = Float32Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? Number.NaN : i % 7));
    const classes = Uint16Array.from({ length: 60 }, (_, i) => i % 2);
    const { forest, outOfBag } = trainForest({ features, n: 60, f: 1, classes, classCount: 2, trees: 30, seed: 3 });
    expect(scored(outOfBag, classes, 2)).toBe(1);
    const unseen = predictForest(forest, Float32Array.of(Number.NEGATIVE_INFINITY, 1e30));
    expect(Array.from(mostProbableClass(unseen, 2))).toEqual([0, 1]);
  });

  test("missing values never seen in training go to the greater side", () => {
    const features = Float32Array.from({ length: 40 }, (_, i) => i);
    const classes = Uint16Array.from({ length: 40 }, (_, i) => (i < 30 ? 0 : 1));
    const { forest } = trainForest({ features, n: 40, f: 1, classes, classCount: 2, trees: 10, seed: 5 });
    expect(mostProbableClass(predictForest(forest, Float32Array.of(Number.NaN)), 2)[0]).toBe(0);
  });

  test("balanced weights raise what is rare", () => {
    const n = 300;
    const features = Float32Array.from({ length: n }, (_, i) => (i * 7919) % 100);
    const classes = Uint16Array.from({ length: n }, (_, i) => (i % 10 === 0 ? 1 : 0));
    const share = (classWeights: "balanced" | "none") => {
      const { forest } = trainForest({ features, n, f: 1, classes, classCount: 2, trees: 20, minLeaf: 40, seed: 1, classWeights });
      return predictForest(forest, Float32Array.of(50))[1];
    };
    expect(share("none")).toBeLessThan(0.25);
    expect(share("balanced")).toBeGreaterThan(0.3);
  });

  test("constant features give one leaf with the shares of the classes", () => {
    const { forest, importances } = trainForest({
      features: new Float32Array(8).fill(Number.NaN),
      n: 4,
      f: 2,
      classes: Uint16Array.of(0, 2, 2, 2),
      classCount: 3,
      trees: 200,
      seed: 1,
    });
    expect(forest.feature.every((feature) => feature === -1)).toBe(true);
    expect(Array.from(importances)).toEqual([0, 0]);
    const [first, second, third] = predictForest(forest, Float32Array.of(1, 2));
    expect(second).toBe(0);
    expect(first! + third!).toBeCloseTo(1, 6);
    expect(third).toBeGreaterThan(0.6);
  });

  test("more than 4,096 rows are learnt from bins", () => {
    const learnt = { ...makeRings(5000, 3), trees: 8 };
    expect(scored(trainForest(learnt).outOfBag, learnt.classes, 3)).toBeGreaterThan(0.9);
  });

  test.each([
    ["no row", { n: 0, features: new Float32Array(0), classes: new Uint16Array(0) }, "TOO_FEW_LABELS"],
    ["one class", { classes: new Uint16Array(50) }, "TOO_FEW_LABELS"],
    ["a class too high", { classes: new Uint16Array(50).fill(3, 0, 1) }, "PARAM_INVALID"],
    ["10,000,000 trees", { trees: 1e7 }, "PARAM_INVALID"],
    ["no tree", { trees: 0 }, "PARAM_INVALID"],
    ["more features a node than there are", { maxFeatures: 4 }, "PARAM_INVALID"],
    ["empty leaves", { minLeaf: 0 }, "PARAM_INVALID"],
    ["half a row", { n: 49 }, "PARAM_INVALID"],
  ])("refuses %s", (_, wrong, reason) => {
    expect(() => trainForest({ ...makeRings(50, 1), ...wrong })).toThrow(expect.objectContaining({ reason }));
  });

  test("training can be stopped between two trees", () => {
    const stop = new Error("stopped");
    const onTree = (grown: number) => {
      if (grown === 3) throw stop;
    };
    expect(() => trainForest({ ...makeRings(50, 1), onTree })).toThrow(stop);
  });

  test("whatever the features are, probabilities add up to 1", () => {
    fc.assert(
      fc.property(fc.array(fc.float(), { minLength: 24, maxLength: 24 }), (values) => {
        const features = Float32Array.from(values);
        const classes = Uint16Array.from({ length: 12 }, (_, i) => i % 3);
        const { forest } = trainForest({ features, n: 12, f: 2, classes, classCount: 3, trees: 3, seed: 1 });
        const p = predictForest(forest, features);
        for (let i = 0; i < 36; i += 3) expect(p[i] + p[i + 1] + p[i + 2]).toBeCloseTo(1, 5);
      }),
    );
  });

  test("a row without votes has no class; no row has no prediction", () => {
    expect(Array.from(mostProbableClass(Float32Array.of(Number.NaN, Number.NaN, 0.5, 0.5), 2))).toEqual([NO_CLASS, 0]);
    const { forest } = trainForest({ ...makeRings(50, 1), trees: 1 });
    expect(predictForest(forest, new Float32Array(0))).toHaveLength(0);
    expect(() => predictForest(forest, new Float32Array(4))).toThrow(RangeError);
  });
});

const cases = process.env["ARGOSY_KERNEL_CASES"] ?? fileURLToPath(new URL("../../../../../shared/kernel-cases", import.meta.url));
const skip = !existsSync(`${cases}/index.json`) && process.env["CI"] !== "true";

/** The numbers of a .npy file of version 1, little-endian. */
function readNpy(name: string): number[] {
  const bytes = readFileSync(`${cases}/${name}`);
  const start = 10 + bytes.readUInt16LE(8);
  const body = bytes.buffer.slice(bytes.byteOffset + start, bytes.byteOffset + bytes.length);
  const type = /'.(..)'/.exec(bytes.toString("latin1", 10, start))?.[1];
  if (type === "u1") return Array.from(new Uint8Array(body));
  if (type === "i8") return Array.from(new BigInt64Array(body), Number);
  if (type === "f4") return Array.from(new Float32Array(body));
  if (type === "f8") return Array.from(new Float64Array(body));
  throw new Error(`${name} holds ${type}`);
}

// Without the folder of reference cases there is nothing to compare with.
test.skipIf(skip)("accuracy, probabilities and importances are those of scikit-learn's forest", () => {
  const features = Float32Array.from(readNpy("in_X_random_forest.npy"));
  const classes = Uint16Array.from(readNpy("in_y_random_forest.npy"));
  const f = features.length / classes.length;
  const { forest, importances } = trainForest({
    features: features.slice(0, 2000 * f),
    n: 2000,
    f,
    classes: classes.slice(0, 2000),
    classCount: 5,
    trees: 200,
    seed: 1,
  });
  const got = predictForest(forest, features.slice(2000 * f));
  const want = readNpy("random_forest_probabilities.npy");
  expect(Math.abs(scored(got, classes.slice(2000), 5) - 0.779)).toBeLessThanOrEqual(0.02);
  expect(want.reduce((sum, p, i) => sum + Math.abs(p - got[i]), 0) / want.length).toBeLessThan(0.05);
  expect(rankCorrelation(Array.from(importances), readNpy("random_forest_importances.npy"))).toBeGreaterThan(0.9);
});

function rankCorrelation(a: readonly number[], b: readonly number[]): number {
  const ranks = (values: readonly number[]) => values.map((value) => values.filter((other) => other < value).length);
  const [ra, rb] = [ranks(a), ranks(b)];
  const squares = ra.reduce((sum, rank, i) => sum + (rank - rb[i]!) ** 2, 0);
  return 1 - (6 * squares) / (a.length * (a.length ** 2 - 1));
}
