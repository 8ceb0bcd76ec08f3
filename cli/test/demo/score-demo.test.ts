import { describe, expect, test } from "vitest";
import { matchFrame } from "../../src/demo/match-frame.ts";
import { bestSingleMeasure, type FoundMeasures, forestAccuracy, scoreDemo, splitLabels } from "../../src/demo/score-demo.ts";
import type { FrameTruth, TruthObject } from "../../src/demo/truth.ts";

const object = (label: number, kind: string, ...runs: number[]): TruthObject => ({
  label,
  class: kind,
  area: runs.filter((_, i) => i % 3 === 2).reduce((sum, length) => sum + length, 0),
  contrast: 10,
  border: false,
  group: 0,
  parent: 0,
  blur: 1,
  runs,
});

const labels = (...rows: string[]) => ({
  data: Uint32Array.from(rows.join(""), (digit) => (digit === "." ? 0 : Number(digit))),
  width: rows[0]?.length ?? 0,
  height: rows.length,
});

describe("matchFrame", () => {
  const truth: FrameTruth = { width: 8, height: 2, objects: [object(1, "a", 0, 0, 4), object(2, "b", 0, 4, 4), object(3, "a", 1, 6, 2)] };
  test("each found object serves one true one: the better overlap takes it", () => {
    const { matches, foundCount } = matchFrame("f", truth, labels("11111111", "......2."), 1);
    expect(matches.map(({ found, iou }) => [found, iou])).toEqual([
      [1, 0.5],
      [0, 0],
      [2, 0.5],
    ]);
    expect(foundCount).toBe(2);
  });
  test("two pieces of one object: the larger is its partner, the other is one too many", () => {
    const { matches, foundCount } = matchFrame("f", truth, labels("12223333", "......44"), 1);
    expect(matches.map(({ found, iou }) => [found, iou])).toEqual([
      [2, 0.75],
      [3, 1],
      [4, 1],
    ]);
    expect(foundCount).toBe(4);
  });
  test("objects below the limit of area are not looked for", () => {
    expect(matchFrame("f", truth, labels("........", "........"), 3).matches.length).toBe(2);
  });
  test("sizes must agree", () => {
    expect(() => matchFrame("f", truth, labels("...."), 1)).toThrow("differ in size");
  });
});

describe("scores", () => {
  const kinds = ["a", "b"];
  const frames = [0, 1].map((image) => {
    const objects = Array.from({ length: 40 }, (_, i) => object(i + 1, kinds[i % 2] as string, i, 0, 4));
    const data = Uint32Array.from({ length: 160 }, (_, i) => (i % 4 === 3 || i >= 156 ? 0 : Math.floor(i / 4) + 1));
    return matchFrame(`f${image}`, { width: 4, height: 40, objects }, { data, width: 4, height: 40 }, 1);
  });
  const split = splitLabels(frames, 5);
  const measures: FoundMeasures = {
    names: ["constant", "tells", "nearly"],
    row: (_, label) => [1, label % 2, label % 2 === 0 && label % 10 !== 0 ? 5 : 3],
  };

  test("half of the objects teach, the others judge, none does both", () => {
    expect(split.train.length).toBe(40);
    expect(new Set([...split.train, ...split.judge]).size).toBe(80);
    expect(splitLabels([...frames].reverse(), 5)).toEqual(split);
    expect(splitLabels(frames, 6)).not.toEqual(split);
    expect(splitLabels(frames, 5, 0.25).train.length).toBe(20);
  });
  test("an object that was not found counts against overlap and against the classes", () => {
    const score = scoreDemo(frames, split.judge, (_, label) => kinds[(label - 1) % 2]);
    const missed = split.judge.filter((match) => match.truth.label === 40).length;
    expect(score).toEqual({
      count: 80,
      foundCount: 78,
      countError: -2 / 80,
      meanIoU: expect.closeTo((78 * 0.75) / 80, 10),
      classAccuracy: (40 - missed) / 40,
    });
  });
  test("an object without a class is wrong", () => {
    expect(scoreDemo(frames, split.judge, () => undefined).classAccuracy).toBe(0);
  });
  test("the best single measurement is the one that tells the classes apart", () => {
    const best = bestSingleMeasure(split, measures, 1);
    expect(best.measure).toBe("tells");
    expect(best.accuracy).toBe(forestAccuracy(split, measures, 1));
  });
});
