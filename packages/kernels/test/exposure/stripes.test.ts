import { expect, test } from "vitest";
import { plane, removeStripes, stripeOffsets } from "../../src/index.ts";

const [WIDTH, HEIGHT] = [40, 60];
/** A field that darkens downwards; row 20 is 12 brighter, row 21 is 8 darker; an object covers a third of row 20. */
const striped = plane(
  Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    return 200 - y + (y === 20 ? 12 : y === 21 ? -8 : 0) - (x < 13 && y > 15 && y < 25 ? 100 : 0);
  }),
  WIDTH,
  HEIGHT,
);

test("stripes go, light and objects stay", () => {
  const { data } = removeStripes(striped, "rows", stripeOffsets(striped, "rows", 10));
  const row = (y: number, x: number): number => data[y * WIDTH + x]!;
  for (const x of [5, 30]) {
    expect(Math.abs(row(20, x) - row(19, x) + 1)).toBeLessThanOrEqual(1);
    expect(Math.abs(row(21, x) - row(22, x) - 1)).toBeLessThanOrEqual(1);
  }
  expect(row(20, 30) - row(20, 5)).toBe(100);
  expect(Math.abs(row(50, 0) - 150)).toBeLessThanOrEqual(1);
});

test("columns are rows of the image turned", () => {
  const turned = plane(
    Uint8Array.from({ length: WIDTH * HEIGHT }, (_, i) => striped.data[(i % HEIGHT) * WIDTH + Math.floor(i / HEIGHT)]!),
    HEIGHT,
    WIDTH,
  );
  expect(stripeOffsets(turned, "columns", 4)).toEqual(stripeOffsets(striped, "rows", 4));
});

test("a line without a number has no offset; wrong numbers are refused", () => {
  const holed = plane(Float32Array.of(Number.NaN, Number.NaN, 1, 1), 2, 2);
  expect(stripeOffsets(holed, "rows", 1)[0]).toBe(0);
  expect(() => stripeOffsets(holed, "rows", 0)).toThrow(/above 0/);
  expect(() => removeStripes(holed, "rows", new Float32Array(3))).toThrow(/one offset a line/);
});
