import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { medianValue, rankedValue } from "../../src/exposure/ranked-value.ts";

describe("rankedValue", () => {
  test.each([
    { values: [3], rank: 0, value: 3 },
    { values: [5, -1, 5, 2], rank: 0, value: -1 },
    { values: [5, -1, 5, 2], rank: 2, value: 5 },
    { values: [0, -0, 1], rank: 1, value: 0 },
  ])("of $values at $rank is $value", ({ values, rank, value }) => {
    expect(rankedValue(Float32Array.from(values), rank)).toBe(value);
  });

  test("is the one that stands there when all are sorted", () => {
    const numbers = fc.float32Array({ minLength: 1, maxLength: 60, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, fc.nat(), (values, place) => {
        const rank = place % values.length;
        expect(rankedValue(values, rank)).toBe(values.toSorted()[rank]! + 0);
      }),
    );
  });
});

describe("medianValue", () => {
  test.each([
    { values: [3], median: 3 },
    { values: [5, -1, 2], median: 2 },
    { values: [4, 1, 3, 2], median: 2.5 },
    { values: [2, 7, 2, 2], median: 2 },
    { values: [-0, -3], median: -1.5 },
  ])("of $values is $median", ({ values, median }) => {
    expect(medianValue(Float32Array.from(values))).toBe(median);
  });

  test("is in the middle of the two that stand there when all are sorted", () => {
    const numbers = fc.float32Array({ minLength: 1, maxLength: 60, noNaN: true, noDefaultInfinity: true });
    fc.assert(
      fc.property(numbers, (values) => {
        const sorted = values.toSorted();
        const [below, above] = [sorted[(values.length - 1) >> 1]! + 0, sorted[values.length >> 1]! + 0];
        expect(medianValue(values)).toBe(above - (above - below) * 0.5);
      }),
    );
  });
});
