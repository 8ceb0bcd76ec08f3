import { describe, expect, test } from "vitest";
import { contourLines, plane } from "../../src/index.ts";

describe("contourLines", () => {
  test("round a bright pixel a closed line of four corners", () => {
    const [line, ...others] = contourLines(plane(Uint8Array.of(0, 0, 0, 0, 10, 0, 0, 0, 0), 3, 3), 5);
    expect(others).toEqual([]);
    expect(line).toEqual([
      { x: 1.5, y: 2 },
      { x: 1, y: 1.5 },
      { x: 1.5, y: 1 },
      { x: 2, y: 1.5 },
      { x: 1.5, y: 2 },
    ]);
  });
  test("a line that meets the frame, or a sample that is not finite, stays open", () => {
    expect(contourLines(plane(Float32Array.of(0, 4, 0, 4), 2, 2), 1)).toEqual([
      [
        { x: 0.75, y: 1.5 },
        { x: 0.75, y: 0.5 },
      ],
    ]);
    expect(contourLines(plane(Float32Array.of(0, 4, 0, Number.NaN), 2, 2), 1)).toEqual([]);
  });
  test("high corners across are parted, or joined when asked for", () => {
    const saddle = plane(Uint8Array.of(9, 0, 0, 9), 2, 2);
    expect(contourLines(saddle, 5).map((line) => line.map(({ x, y }) => x + y < 2))).toEqual([
      [true, true],
      [false, false],
    ]);
    expect(contourLines(saddle, 5, "high").map((line) => line.map(({ x, y }) => x > y))).toEqual([
      [true, true],
      [false, false],
    ]);
  });
  test("a constant plane and a single pixel have no line; a level between none", () => {
    expect(contourLines(plane(new Uint8Array(9).fill(5), 3, 3), 5)).toEqual([]);
    expect(contourLines(plane(Uint8Array.of(5), 1, 1), 1)).toEqual([]);
    expect(contourLines(plane(Int16Array.of(-4, 7, 3, 2), 2, 2), 100)).toEqual([]);
  });
  test("no pixels and a level that is not finite are refused", () => {
    expect(() => contourLines(plane(new Uint8Array(0), 0, 0), 1)).toThrow("holds no pixel");
    expect(() => contourLines(plane(new Uint8Array(1), 1, 1), Number.NaN)).toThrow("finite");
  });
});
