import { describe, expect, test } from "vitest";
import type { Mask } from "../../src/index.ts";
import { chanVese, plane } from "../../src/index.ts";

const SIDE = 40;
const within = (cx: number, cy: number, radius: number) => (x: number, y: number) => Math.hypot(x - cx, y - cy) < radius;
const maskOf = (inside: (x: number, y: number) => boolean): Mask =>
  plane(
    Uint8Array.from({ length: SIDE * SIDE }, (_, i) => Number(inside(i % SIDE, Math.floor(i / SIDE)))),
    SIDE,
    SIDE,
  );
const disc = maskOf(within(20, 20, 11));
const image = plane(
  disc.data.map((inside, i) => 60 + 100 * inside + ((i * 7919) % 23)),
  SIDE,
  SIDE,
);

const share = (a: Mask, b: Mask): number =>
  a.data.reduce((sum, value, i) => sum + (value & b.data[i]!), 0) / a.data.reduce((sum, value, i) => sum + (value | b.data[i]!), 0);

describe("chanVese", () => {
  test.each([
    { name: "grows", start: maskOf(within(22, 18, 4)) },
    { name: "shrinks", start: maskOf(within(20, 20, 19)) },
    { name: "moves", start: maskOf(within(13, 14, 8)) },
  ])("$name onto the disc and rests there", ({ start }) => {
    const found = chanVese(image, start, { rounds: 60 });
    expect(share(found, disc)).toBeGreaterThan(0.95);
    expect(chanVese(image, start, { rounds: 61 })).toEqual(chanVese(image, start, { rounds: 500 }));
  });
  test("parts merge, and specks go", () => {
    const dots = maskOf((x, y) => x % 6 < 3 && y % 6 < 3 && within(20, 20, 15)(x, y));
    expect(share(chanVese(image, dots), disc)).toBeGreaterThan(0.95);
    expect(chanVese(plane(new Uint8Array(SIDE * SIDE), SIDE, SIDE), maskOf(within(20, 20, 1))).data.includes(1)).toBe(false);
  });
  test("without rounds or smoothing nothing moves that shall not", () => {
    const start = maskOf(within(13, 14, 8));
    expect(chanVese(image, start, { rounds: 0 })).toEqual(start);
    expect(chanVese(disc, disc, { smoothing: 0 })).toEqual(disc);
  });
  test("samples that are not finite are in no mean", () => {
    const holed = plane(Float32Array.from(image.data), SIDE, SIDE);
    holed.data[0] = Number.NaN;
    holed.data[20 * SIDE + 20] = Number.POSITIVE_INFINITY;
    expect(chanVese(holed, maskOf(within(22, 18, 4)))).toEqual(chanVese(image, maskOf(within(22, 18, 4))));
  });
  test("other sizes and options out of range are refused", () => {
    expect(() => chanVese(image, plane(new Uint8Array(4), 2, 2))).toThrow("one size");
    expect(() => chanVese(image, disc, { rounds: -1 })).toThrow("out of range");
    expect(() => chanVese(image, disc, { smoothing: 0.5 })).toThrow("out of range");
    expect(() => chanVese(image, disc, { inside: Number.NaN })).toThrow("out of range");
  });
});
