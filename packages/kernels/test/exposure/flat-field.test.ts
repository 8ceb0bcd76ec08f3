import { describe, expect, test } from "vitest";
import { estimateFlatField, flatFieldAt, flattenLight, plane, sampleLight } from "../../src/index.ts";

/** Light that rises from left to right by half. */
const light = (x: number): number => 1 + x / 31;

/** A frame of 16 x 8 pixels; an object hides the columns `from..to - 1`. */
function frame(exposure: number, from = 0, to = 0) {
  const data = Float32Array.from({ length: 128 }, (_, i) => exposure * light(i % 16) * (i % 16 >= from && i % 16 < to ? 0.3 : 1));
  return plane(data, 16, 8);
}

describe("sampleLight", () => {
  test("medians of squares, divided by their median; cut squares at the border", () => {
    const image = plane(Uint8Array.of(10, 10, 30, 10, 10, 30, 20, 20, 40), 3, 3);
    expect(Array.from(sampleLight(image, 2).data)).toEqual([10, 30, 20, 40].map((value) => value / 25).map(Math.fround));
  });
  test("a black frame says nothing, NaN is left out", () => {
    expect(sampleLight(plane(new Uint8Array(4), 2, 2), 1).data.every(Number.isNaN)).toBe(true);
    expect(Array.from(sampleLight(plane(Float32Array.of(Number.NaN, 4, 4, 4), 4, 1), 2).data)).toEqual([1, 1]);
  });
  test("a step that is no whole number is refused", () => {
    for (const step of [0, -1, 1.5, Number.NaN]) expect(() => sampleLight(frame(1), step)).toThrow("whole number");
  });
});

describe("estimateFlatField", () => {
  test("finds the light whatever the exposures, and though an object hides a part of each frame", () => {
    const frames = [frame(100), frame(50, 0, 4), frame(80, 4, 8), frame(120, 8, 12), frame(70, 12, 16)];
    const found = estimateFlatField(
      frames.map((each) => sampleLight(each, 1)),
      { smoothing: 0 },
    );
    const mean = (1 + light(15)) / 2;
    found.data.forEach((value, i) => {
      expect(value).toBeCloseTo(light(i % 16) / mean, 5);
    });
    const { data } = flattenLight(frame(100), flatFieldAt(found, 1, 16, 8), "divide", 1);
    expect(Math.max(...data) - Math.min(...data)).toBeLessThan(0.01);
  });
  test("without a value the light is 1", () => {
    const dark = sampleLight(plane(new Uint8Array(4), 2, 2), 1);
    expect(Array.from(estimateFlatField([dark, dark]).data)).toEqual([1, 1, 1, 1]);
  });
  test("refuses no frame, and frames of two sizes", () => {
    expect(() => estimateFlatField([])).toThrow("at least one");
    expect(() => estimateFlatField([sampleLight(frame(1), 1), sampleLight(frame(1), 2)])).toThrow("one size");
  });
});

test("flatFieldAt refuses frames of another size", () => {
  const field = estimateFlatField([sampleLight(frame(1), 4)]);
  expect(flatFieldAt(field, 4, 16, 8)).toMatchObject({ width: 16, height: 8 });
  expect(() => flatFieldAt(field, 4, 17, 8)).toThrow("does not belong");
});
