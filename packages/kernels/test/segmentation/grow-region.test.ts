import { describe, expect, test } from "vitest";
import { growRegion, plane } from "../../src/index.ts";
import { drawn } from "../support/picture.ts";

const image = plane(Uint8Array.of(5, 6, 9, 5, 1, 5, 9, 6, 5), 3, 3);

describe("growRegion", () => {
  test("takes what is like the seed and hangs together with it", () => {
    expect(drawn(growRegion(image, { x: 0, y: 0 }, 1, 4))).toEqual(["11.", "1..", "..."]);
    expect(drawn(growRegion(image, { x: 0, y: 0 }, 1))).toEqual(["11.", "1.1", ".11"]);
    expect(drawn(growRegion(image, { x: 2, y: 0 }, 0))).toEqual(["..1", "...", "..."]);
  });
  test("NaN is like nothing; Infinity takes all that is a number", () => {
    const holed = plane(Float32Array.of(1, Number.NaN, 2, 3), 4, 1);
    expect(drawn(growRegion(holed, { x: 1, y: 0 }, 9))).toEqual([".1.."]);
    expect(drawn(growRegion(holed, { x: 3, y: 0 }, Number.POSITIVE_INFINITY))).toEqual(["..11"]);
  });
  test("a seed outside, a negative tolerance and no pixels are refused", () => {
    expect(() => growRegion(image, { x: 3, y: 0 }, 1)).toThrow("seed");
    expect(() => growRegion(image, { x: 0.5, y: 0 }, 1)).toThrow("seed");
    expect(() => growRegion(image, { x: 0, y: 0 }, -1)).toThrow("tolerance");
    expect(() => growRegion(plane(new Uint8Array(0), 0, 0), { x: 0, y: 0 }, 1)).toThrow("holds no pixel");
  });
});
