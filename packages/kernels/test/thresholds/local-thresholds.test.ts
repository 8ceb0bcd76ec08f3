import { describe, expect, test } from "vitest";
import { adaptiveThreshold, applyLocalThreshold, hysteresisThreshold, plane, sauvolaThreshold } from "../../src/index.ts";
import { drawn, mask } from "../support/picture.ts";

const line = plane(Uint8Array.of(50, 51, 20, 53, 54, 55), 6, 1);

describe("adaptiveThreshold", () => {
  test("is the mean of the window less the offset; beyond the frame the edge stands twice", () => {
    expect(Array.from(adaptiveThreshold(line, { method: "mean", window: 3, offset: 1 }).data.map((v) => Math.round(v * 3)))).toEqual([
      148, 118, 121, 124, 159, 161,
    ]);
  });
  test("refuses an even window", () => {
    for (const window of [0, 2, 1.5]) expect(() => adaptiveThreshold(line, { method: "mean", window, offset: 0 })).toThrow("odd");
    expect(() => sauvolaThreshold(line, { window: 4, k: 0.2 })).toThrow("odd");
  });
});

describe("sauvolaThreshold", () => {
  test("on a flat neighbourhood the mean less its share k", () => {
    expect(sauvolaThreshold(plane(new Uint8Array(9).fill(100), 3, 3), { window: 3, k: 0.2 }).data[4]).toBeCloseTo(80, 5);
  });
  test("a window as noisy as the range gives the mean", () => {
    const checks = plane(Uint8Array.of(0, 200, 0, 200, 0, 200, 0, 200, 0), 3, 3);
    const mean = 800 / 9;
    const sd = Math.sqrt((4 * 200 * 200) / 9 - mean * mean);
    expect(sauvolaThreshold(checks, { window: 3, k: 0.5, range: sd }).data[4]).toBeCloseTo(mean, 3);
  });
});

describe("applyLocalThreshold", () => {
  const limits = plane(Float32Array.of(49, 60, 30, 30, 60, 60), 6, 1);
  test("either side; equal is dark, NaN is neither", () => {
    expect(drawn(applyLocalThreshold(line, limits, "bright"))).toEqual(["1..1.."]);
    expect(drawn(applyLocalThreshold(line, limits, "dark"))).toEqual([".11.11"]);
    const unknown = plane(Float32Array.of(Number.NaN, 5), 2, 1);
    expect(drawn(applyLocalThreshold(unknown, unknown, "dark"))).toEqual([".1"]);
  });
  test("auto takes the side that is rarer on the border", () => {
    expect(drawn(applyLocalThreshold(line, limits, "auto"))).toEqual(["1..1.."]);
  });
  test("refuses sizes that differ", () => {
    expect(() => applyLocalThreshold(line, plane(new Float32Array(6), 3, 2), "dark")).toThrow("one size");
  });
});

describe("hysteresisThreshold", () => {
  test("weak pixels stay beside strong ones", () => {
    const image = plane(Uint8Array.of(5, 5, 9, 0, 5, 5, 0, 0, 5), 3, 3);
    expect(drawn(hysteresisThreshold(image, { low: 4, high: 8 }))).toEqual(["111", ".11", "..1"]);
    expect(hysteresisThreshold(plane(Uint8Array.of(5, 0, 9), 3, 1), { low: 4, high: 8 })).toEqual(mask("..#"));
  });
  test("corners join with 8 neighbours; thresholds the wrong way round are refused", () => {
    const image = plane(Uint8Array.of(5, 0, 0, 9), 2, 2);
    expect(drawn(hysteresisThreshold(image, { low: 4, high: 8 }, 8))).toEqual(["1.", ".1"]);
    expect(() => hysteresisThreshold(image, { low: 9, high: 8 })).toThrow("low threshold");
  });
});
