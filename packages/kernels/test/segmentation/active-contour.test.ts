import type { Point } from "@argosy/core";
import { describe, expect, test } from "vitest";
import { activeContour, plane } from "../../src/index.ts";

const circle = (radius: number, centre = 20): Point[] =>
  Array.from({ length: 40 }, (_, i) => ({
    x: centre + radius * Math.cos((2 * Math.PI * i) / 40),
    y: centre + radius * Math.sin((2 * Math.PI * i) / 40),
  }));
const ring = plane(
  Float32Array.from({ length: 1600 }, (_, i) => Math.exp(-((Math.hypot((i % 40) - 19.5, Math.floor(i / 40) - 19.5) - 10) ** 2) / 8)),
  40,
  40,
);

describe("activeContour", () => {
  test("shrinks onto a bright ring and rests there", () => {
    const found = activeContour(ring, circle(16), { alpha: 0.05, beta: 0.1, gamma: 0.01 });
    expect(found).toHaveLength(40);
    for (const { x, y } of found) expect(Math.abs(Math.hypot(x - 20, y - 20) - 10)).toBeLessThan(1);
  });
  test("shrinks to a point where nothing holds it", () => {
    const found = activeContour(plane(new Float32Array(1600), 40, 40), circle(16), { alpha: 1, beta: 0, gamma: 0.001, convergence: 0.001 });
    for (const { x, y } of found) expect(Math.hypot(x - 20, y - 20)).toBeLessThan(0.5);
  });
  test("gives the same points each time, and leaves its inputs alone", () => {
    const start = circle(14);
    const copy = structuredClone(start);
    expect(activeContour(ring, start)).toEqual(activeContour(ring, start));
    expect(start).toEqual(copy);
  });
  test("too few points, points or samples that are not finite, and no pixels are refused", () => {
    expect(() => activeContour(ring, circle(9).slice(0, 4))).toThrow("five points");
    expect(() => activeContour(ring, [...circle(9), { x: Number.NaN, y: 0 }])).toThrow("finite");
    expect(() => activeContour(plane(Float32Array.of(Number.NaN), 1, 1), circle(9))).toThrow("finite");
    expect(() => activeContour(ring, circle(9), { gamma: 0 })).toThrow("gamma");
    expect(() => activeContour(plane(new Float32Array(0), 0, 0), circle(9))).toThrow("holds no pixel");
  });
});
