import { describe, expect, test } from "vitest";
import { adaptedRand, hausdorffDistance, matchObjects, variationOfInformation } from "../../src/index.ts";
import { labels } from "../support/picture.ts";

const truth = labels("1122");
const merged = labels("3333");

describe("adaptedRand", () => {
  test("is 0 for equal segmentations, whatever the numbers", () => {
    expect(adaptedRand(truth, labels("5544"))).toEqual({ error: 0, precision: 1, recall: 1 });
  });
  test("counts the pairs of pixels that one side joins and the other does not", () => {
    expect(adaptedRand(truth, merged)).toEqual({ error: 0.5, precision: 1, recall: 4 / 12 });
  });
  test("leaves the truth's background out; without pairs there is no share", () => {
    expect(adaptedRand(labels("11.."), labels("1122")).error).toBe(0);
    expect(adaptedRand(labels("...."), merged).precision).toBeNaN();
  });
});

describe("variationOfInformation", () => {
  test("tells what was merged from what was split, in bits", () => {
    expect(variationOfInformation(truth, merged)).toEqual({ split: 0, merge: 1 });
    expect(variationOfInformation(merged, truth)).toEqual({ split: 1, merge: 0 });
    expect(variationOfInformation(truth, truth)).toEqual({ split: 0, merge: 0 });
  });
  test("labels up to 2^32 - 1 are told apart", () => {
    const large = { data: Uint32Array.of(4294967295, 4294967295, 4294967294, 4294967294), width: 4, height: 1 };
    expect(variationOfInformation(truth, large)).toEqual({ split: 0, merge: 0 });
    expect(adaptedRand(truth, large).error).toBe(0);
  });
});

describe("hausdorffDistance", () => {
  test("is the way of the farthest pixel", () => {
    expect(hausdorffDistance(labels("1....", "....."), labels("1....", "...1."))).toBe(Math.sqrt(10));
    expect(hausdorffDistance(labels("1.1"), labels("2.7"))).toBe(0);
  });
  test("nothing against nothing is 0, against something Infinity", () => {
    expect(hausdorffDistance(labels(".."), labels(".."))).toBe(0);
    expect(hausdorffDistance(labels("1."), labels(".."))).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("matchObjects", () => {
  test("matches the best first and scores at each threshold", () => {
    const { matches, scores } = matchObjects(labels("1111.222"), labels("3333.444".replace("444", "45.")), [0.5, 0.9]);
    expect(matches).toEqual([
      { truth: 1, tested: 3, iou: 1 },
      { truth: 2, tested: 4, iou: 1 / 3 },
    ]);
    expect(scores).toEqual([
      { threshold: 0.5, matched: 1, precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 },
      { threshold: 0.9, matched: 1, precision: 1 / 3, recall: 1 / 2, f1: 2 / 5 },
    ]);
  });
  test("two empty segmentations agree, an empty and another do not; ten thresholds by default", () => {
    expect(matchObjects(labels(".."), labels("..")).scores.map(({ f1 }) => f1)).toEqual(Array.from({ length: 10 }, () => 1));
    expect(matchObjects(labels("1."), labels("..")).scores[0]).toEqual({ threshold: 0.5, matched: 0, precision: 0, recall: 0, f1: 0 });
  });
  test("a threshold out of range, other sizes and no pixels are refused", () => {
    expect(() => matchObjects(truth, merged, [0])).toThrow("threshold");
    for (const compare of [adaptedRand, variationOfInformation, hausdorffDistance, matchObjects]) {
      expect(() => compare(truth, labels("1"))).toThrow("one size");
      expect(() => compare(labels(), labels())).toThrow("holds no pixel");
    }
  });
});
