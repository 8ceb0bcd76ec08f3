import { describe, expect, test } from "vitest";
import {
  accuracy,
  balancedAccuracy,
  confusionMatrix,
  NO_CLASS,
  randomSource,
  recalls,
  shuffle,
  stratifiedFolds,
  wilsonInterval,
} from "../../src/index.ts";

describe("confusion matrix and what follows from it", () => {
  const matrix = confusionMatrix(Uint16Array.of(0, 0, 0, 1, 1, NO_CLASS), Uint16Array.of(0, 0, 1, 1, NO_CLASS, 0), 3);

  test("rows are true classes, columns predicted ones; rows without a class are left out", () => {
    expect(Array.from(matrix)).toEqual([2, 1, 0, 0, 1, 0, 0, 0, 0]);
  });

  test("accuracy, recalls, balanced accuracy", () => {
    expect(accuracy(matrix, 3)).toBe(0.75);
    expect(Array.from(recalls(matrix, 3))).toEqual([2 / 3, 1, Number.NaN]);
    expect(balancedAccuracy(matrix, 3)).toBeCloseTo(5 / 6, 12);
  });

  test("nothing was judged", () => {
    expect(accuracy(new Uint32Array(4), 2)).toBeNaN();
    expect(balancedAccuracy(new Uint32Array(4), 2)).toBeNaN();
  });
});

describe("stratifiedFolds", () => {
  const classes = Uint16Array.from({ length: 53 }, (_, i) => (i < 40 ? 0 : i < 50 ? 4 : 2));

  test("each class is spread evenly, and the folds differ by one row at most", () => {
    const folds = stratifiedFolds(classes, 5, 1);
    const count = (fold: number, name?: number) =>
      folds.filter((f, row) => f === fold && (name === undefined || classes[row] === name)).length;
    for (let fold = 0; fold < 5; fold++) {
      expect([count(fold, 0), count(fold, 4)]).toEqual([8, 2]);
      expect(count(fold, 2)).toBeLessThanOrEqual(1);
      expect([10, 11]).toContain(count(fold));
    }
  });

  test("the seed decides", () => {
    expect(stratifiedFolds(classes, 5, 1)).toEqual(stratifiedFolds(classes, 5, 1));
    expect(stratifiedFolds(classes, 5, 1)).not.toEqual(stratifiedFolds(classes, 5, 2));
  });

  test.each([0, 1, 2.5, Number.NaN])("%s folds are refused", (k) => {
    expect(() => stratifiedFolds(classes, k, 1)).toThrow(expect.objectContaining({ reason: "PARAM_INVALID" }));
  });
});

describe("randomSource", () => {
  test("gives the same numbers for the same seed, on every machine", () => {
    const random = randomSource(1);
    expect([random.next(), random.next(), random.next()]).toEqual([393288148, 2174103013, 3814759091]);
  });

  test("numbers below a limit are even", () => {
    const random = randomSource(5);
    const counts = new Uint32Array(6);
    for (let i = 0; i < 6000; i++) counts[random.below(6)]++;
    for (const count of counts) expect(Math.abs(count - 1000)).toBeLessThan(150);
  });

  test("shuffling keeps every value", () => {
    const values = Uint32Array.from({ length: 100 }, (_, i) => i);
    shuffle(values, randomSource(2));
    expect(Array.from(values)).not.toEqual(Array.from(values.toSorted()));
    expect(Array.from(values.toSorted())).toEqual(Array.from({ length: 100 }, (_, i) => i));
  });
});

describe("wilsonInterval", () => {
  test.each([
    { name: "some were right", right: 8, all: 10, low: 0.49016247, high: 0.94331785 },
    { name: "none was right: still not sure", right: 0, all: 10, low: 0, high: 0.2775328 },
    { name: "all were right", right: 10, all: 10, low: 0.7224672, high: 1 },
    { name: "nothing was asked", right: 0, all: 0, low: 0, high: 1 },
  ])("$name", ({ right, all, low, high }) => {
    const interval = wilsonInterval(right, all);
    expect(interval.low).toBeCloseTo(low, 7);
    expect(interval.high).toBeCloseTo(high, 7);
  });

  test("more right than asked is refused", () => {
    expect(() => wilsonInterval(3, 2)).toThrow("more were right than were asked");
  });
});
