import { describe, expect, test } from "vitest";
import {
  BORDERS,
  borderIndex,
  cornerStrength,
  edgeStrength,
  findBlobs,
  gaussianBlur,
  hessianMatrix,
  plane,
  tensorEigenvalues,
} from "../../src/index.ts";

test("each border continues a line in its own way", () => {
  const outside = Object.fromEntries(BORDERS.map((border) => [border, [-2, -1, 3, 4, 7].map((i) => borderIndex(i, 3, border))]));
  expect(outside).toEqual({
    reflect: [1, 0, 2, 1, 1],
    nearest: [0, 0, 2, 2, 2],
    mirror: [2, 1, 1, 0, 1],
    wrap: [1, 2, 0, 1, 1],
    constant: [-1, -1, -1, -1, -1],
  });
  expect(BORDERS.filter((border) => border !== "constant").map((border) => borderIndex(9, 1, border))).toEqual([0, 0, 0, 0]);
});

test("beyond a constant border the image is black", () => {
  const { data } = gaussianBlur(plane(new Uint8Array(5).fill(100), 5, 1), 1, "constant");
  expect(data[2]).toBeLessThan(100);
  expect(data[0]).toBeLessThan(data[2]);
});

test("a step of 1 has edges of 1 / sqrt(2) on its two sides", () => {
  const step = plane(
    Float32Array.from({ length: 24 }, (_, i) => Number(i % 6 > 2)),
    6,
    4,
  );
  for (const operator of ["sobel", "scharr"] as const)
    expect(Array.from(edgeStrength(step, operator).data.subarray(6, 12), (v) => Math.round(v * 100))).toEqual([0, 0, 71, 71, 0, 0]);
});

test("a corner is more of a corner than an edge", () => {
  const square = plane(
    Float32Array.from({ length: 144 }, (_, i) => Number(i % 12 > 5 && i > 71)),
    12,
    12,
  );
  const { data } = cornerStrength(square, 1);
  expect(data[6 * 12 + 6]).toBeGreaterThan(10 * data[10 * 12 + 6]);
});

test("a bright line has one eigenvalue below 0", () => {
  const line = plane(
    Float32Array.from({ length: 81 }, (_, i) => Number(i % 9 === 4)),
    9,
    9,
  );
  const { larger, smaller } = tensorEigenvalues(hessianMatrix(line, 1));
  expect(smaller.data[40]).toBeLessThan(-0.05);
  expect(Math.abs(larger.data[40])).toBeLessThan(1e-6);
});

describe("findBlobs", () => {
  const disks = plane(
    Float32Array.from({ length: 40 * 30 }, (_, i) => {
      const [x, y] = [i % 40, Math.floor(i / 40)];
      return Number(Math.hypot(x - 9, y - 9) <= 3 || Math.hypot(x - 27, y - 17) <= 6);
    }),
    40,
    30,
  );
  test("two disks are two spots, where they are and about as large", () => {
    const found = findBlobs(disks, { method: { kind: "log", count: 11 }, least: 1, most: 6, threshold: 0.3, overlap: 0.3 });
    expect(found.map(({ x, y }) => [x, y]).sort(([a], [b]) => a - b)).toEqual([
      [9, 9],
      [27, 17],
    ]);
    for (const { x, sigma } of found) expect(Math.abs(sigma * Math.SQRT2 - (x === 9 ? 3 : 6))).toBeLessThan(0.9);
  });
  test("options out of range are refused", () => {
    const options = { method: { kind: "log", count: 3 }, least: 1, most: 3, threshold: 0.1, overlap: 0.5 } as const;
    for (const wrong of [{ least: 0 }, { most: 0.5 }, { overlap: 2 }])
      expect(() => findBlobs(disks, { ...options, ...wrong })).toThrow("out of range");
    expect(() => findBlobs(disks, { ...options, method: { kind: "dog", ratio: 1 } })).toThrow("ratio");
    expect(() => findBlobs(disks, { ...options, method: { kind: "log", count: 0 } })).toThrow("scale");
  });
});
