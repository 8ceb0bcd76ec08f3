import { describe, expect, test } from "vitest";
import { applyCurve, greyKnots, KNOT_SHARES, knotCurve, plane, randomSource, smallLevel } from "../../src/index.ts";

describe("smallLevel", () => {
  const rising = plane(
    Uint16Array.from({ length: 35 }, (_, i) => i),
    7,
    5,
  );
  test("takes one pixel of each block, cut blocks too", () => {
    const { data, width, height } = smallLevel(rising, 4);
    expect([width, height]).toEqual([4, 3]);
    for (let i = 0; i < data.length; i++) {
      const [x, y] = [data[i]! % 7, Math.floor(data[i]! / 7)];
      expect([Math.floor(x / 2), Math.floor(y / 2)]).toEqual([i % 4, Math.floor(i / 4)]);
    }
  });
  test("a plane that is small enough is given back", () => {
    expect(smallLevel(rising, 7)).toBe(rising);
    expect(() => smallLevel(rising, 0)).toThrow(/at least 1/);
  });
  test("keeps the distribution of noise, which a mean would narrow", () => {
    const random = randomSource(3);
    const noise = plane(
      Uint8Array.from({ length: 512 * 512 }, () => 256 * random.unit()),
      512,
      512,
    );
    const [low, high] = greyKnots(smallLevel(noise, 128), [0.1, 0.9]);
    expect(low).toBeCloseTo(25.6, -1);
    expect(high).toBeCloseTo(230.4, -1);
  });
});

describe("greyKnots", () => {
  test("an integer covers half a step on either side", () => {
    expect([...greyKnots(plane(Uint8Array.of(4, 4, 4, 8), 4, 1), [0, 0.375, 0.75, 1])]).toEqual([3.5, 4, 4.5, 8.5]);
  });
  test("floating point is interpolated, what is not finite left out", () => {
    expect([...greyKnots(plane(Float32Array.of(Number.NaN, 0, 1, Number.POSITIVE_INFINITY), 2, 2), [0, 0.5, 1])]).toEqual([0, 0.5, 1]);
    expect(() => greyKnots(plane(Float32Array.of(Number.NaN), 1, 1), [0.5])).toThrow(/no finite sample/);
  });
});

describe("knotCurve", () => {
  const grey = plane(
    Uint8Array.from({ length: 200 }, (_, i) => i),
    20,
    10,
  );
  test("takes another exposure back to the first", () => {
    const other = plane(
      grey.data.map((value) => 30 + value / 2),
      20,
      10,
    );
    const back = applyCurve(other, knotCurve(greyKnots(other, KNOT_SHARES), greyKnots(grey, KNOT_SHARES)));
    for (let i = 0; i < 200; i++) expect(Math.abs(back.data[i]! - grey.data[i]!)).toBeLessThan(2);
  });
  test("of one value the middle of the reference", () => {
    const even = greyKnots(plane(new Float32Array(4).fill(3), 2, 2), KNOT_SHARES);
    const curve = knotCurve(even, greyKnots(grey, KNOT_SHARES));
    expect([...applyCurve(plane(Float32Array.of(3, 9), 2, 1), curve).data]).toEqual([99.5, 99.5]);
    expect(() => knotCurve(even, Float64Array.of(1))).toThrow(/same knots/);
  });
});
