import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expandLabels } from "../../src/index.ts";
import { anyMask, drawn, labels } from "../support/picture.ts";

describe("expandLabels", () => {
  test("grows to the distance and meets in the middle", () => {
    expect(drawn(expandLabels(labels(".....", "..1..", "....."), 1))).toEqual(["..1..", ".111.", "..1.."]);
    expect(drawn(expandLabels(labels("1....2"), 9))).toEqual(["111222"]);
    expect(drawn(expandLabels(labels("1...2"), 9))).toEqual(["11122"]);
  });
  test("a distance of 0 changes nothing, Infinity fills the frame, nothing stays nothing", () => {
    expect(drawn(expandLabels(labels("1.2"), 0))).toEqual(["1.2"]);
    expect(drawn(expandLabels(labels("...", "..7"), Number.POSITIVE_INFINITY))).toEqual(["777", "777"]);
    expect(drawn(expandLabels(labels("..", ".."), 5))).toEqual(["..", ".."]);
  });
  test("no labelled pixel is nearer than one of the label that a pixel got", () => {
    fc.assert(
      fc.property(anyMask, ({ data, width, height }) => {
        const given = { data: Uint32Array.from(data, (value, i) => value * (i + 1)), width, height };
        const grown = expandLabels(given, Number.POSITIVE_INFINITY).data;
        const squared = (a: number, b: number): number =>
          (Math.floor(a / width) - Math.floor(b / width)) ** 2 + ((a % width) - (b % width)) ** 2;
        const seeds = Array.from(given.data.keys()).filter((i) => given.data[i] !== 0);
        for (let i = 0; i < grown.length && seeds.length > 0; i++)
          expect(squared(i, grown[i]! - 1)).toBe(Math.min(...seeds.map((seed) => squared(i, seed))));
      }),
    );
  });
  test("a negative distance, NaN and no pixels are refused", () => {
    expect(() => expandLabels(labels("1"), -1)).toThrow("distance");
    expect(() => expandLabels(labels("1"), Number.NaN)).toThrow("distance");
    expect(() => expandLabels(labels(), 1)).toThrow("holds no pixel");
  });
});
