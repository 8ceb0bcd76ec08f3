import { describe, expect, test } from "vitest";
import { correctLeong2003, flattenLight, maskedBackground, plane } from "../../src/index.ts";

const size = 96;
const light = Float32Array.from({ length: size * size }, (_, i) => {
  const [x, y] = [(i % size) / size - 0.5, Math.floor(i / size) / size - 0.5];
  return 200 * (1 - 0.5 * (x * x + y * y));
});
const inObject = (i: number): boolean => ((i % size) - 60) ** 2 + (Math.floor(i / size) - 40) ** 2 < 100;
const image = plane(
  Uint8Array.from(light, (v, i) => Math.round(inObject(i) ? v * 0.4 : v + ((i * 7919) % 3) - 1)),
  size,
  size,
);

/** Largest relative difference between the background's grey values, objects left out. */
function unevenness(data: ArrayLike<number>): number {
  const values = Array.from(data)
    .filter((_, i) => !inObject(i))
    .sort((a, b) => a - b);
  const [low, high] = [values[Math.floor(values.length * 0.01)] as number, values[Math.floor(values.length * 0.99)] as number];
  return (high - low) / high;
}

describe("flattenLight", () => {
  test("divides or subtracts, and keeps the background's mean", () => {
    const [picture, background] = [plane(Uint8Array.of(50, 150), 2, 1), plane(Float32Array.of(100, 200), 2, 1)];
    expect(flattenLight(picture, background, "divide").data).toEqual(Uint8Array.of(75, 113));
    expect(flattenLight(picture, background, "subtract").data).toEqual(Uint8Array.of(100, 100));
  });
  test("clips to the type, keeps the type, leaves a black background alone", () => {
    expect(flattenLight(plane(Uint8Array.of(250, 9), 2, 1), plane(Float32Array.of(10, 90), 2, 1), "divide").data[0]).toBe(255);
    expect(flattenLight(plane(Uint16Array.of(7), 1, 1), plane(Float32Array.of(0), 1, 1), "divide").data).toEqual(Uint16Array.of(7));
    expect(flattenLight(plane(Float32Array.of(-1), 1, 1), plane(Float32Array.of(4), 1, 1), "subtract").data).toEqual(Float32Array.of(-1));
  });
  test("refuses sizes that differ", () => {
    expect(() => flattenLight(image, plane(new Float32Array(1), 1, 1), "divide")).toThrow("one size");
  });
});

describe("correctLeong2003", () => {
  test("evens out most of the light and keeps the mean", () => {
    const bare = plane(Uint8Array.from(light, Math.round), size, size);
    const { data } = correctLeong2003(bare, 12);
    expect(unevenness(bare.data)).toBeGreaterThan(0.15);
    expect(unevenness(data)).toBeLessThan(unevenness(bare.data) / 2);
    const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b) / values.length;
    expect(Math.abs(mean(data) - mean(bare.data))).toBeLessThan(2);
  });
  test("a constant plane stays as it is", () => {
    expect(correctLeong2003(plane(new Uint8Array(12).fill(9), 4, 3), 50).data).toEqual(new Uint8Array(12).fill(9));
  });
});

describe("maskedBackground", () => {
  test("finds the object by itself: no dark stain is left where it lies", () => {
    const background = maskedBackground(image, { sigma: 12 });
    const at = 40 * size + 60;
    expect(Math.abs((background.data[at] as number) - (light[at] as number))).toBeLessThan(4);
    const left = unevenness(flattenLight(image, background, "divide").data);
    expect(left).toBeLessThan(unevenness(image.data) / 2);
    expect(left).toBeLessThan(unevenness(correctLeong2003(image, 12).data) / 2);
  });
  test("given objects are left out, however large", () => {
    const objects = plane(
      Uint8Array.from(light, (_, i) => (i % size > 20 ? 1 : 0)),
      size,
      size,
    );
    const striped = plane(
      Float32Array.from(light, (_, i) => (i % size > 20 ? 10 : 100)),
      size,
      size,
    );
    expect(maskedBackground(striped, { sigma: 4, objects }).data.every((v) => Math.abs(v - 100) < 0.01)).toBe(true);
  });
  test("constant, all objects, NaN, 1 x 1, empty", () => {
    expect(maskedBackground(plane(new Uint8Array(9).fill(5), 3, 3), { sigma: 30 }).data[4]).toBeCloseTo(5, 4);
    const all = plane(new Uint8Array(9).fill(1), 3, 3);
    expect(maskedBackground(plane(new Uint8Array(9).fill(5), 3, 3), { sigma: 3, objects: all }).data[4]).toBeCloseTo(5, 4);
    expect(maskedBackground(plane(Float32Array.of(Number.NaN, 4, 4), 3, 1), { sigma: 1 }).data[0]).toBeCloseTo(4, 4);
    expect(maskedBackground(plane(Float32Array.of(Number.NaN), 1, 1), { sigma: 1 }).data[0]).toBe(0);
    expect(() => maskedBackground(plane(new Uint8Array(0), 0, 0), { sigma: 1 })).toThrow("no pixel");
    expect(() => maskedBackground(image, { sigma: 0 })).toThrow("above 0");
    expect(() => maskedBackground(image, { sigma: 3, objects: all })).toThrow("one size");
  });
});
