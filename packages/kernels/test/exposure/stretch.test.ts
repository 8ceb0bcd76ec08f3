import { describe, expect, test } from "vitest";
import { plane, quantilesOf, rescaleIntensity, sampleRange, stretchContrast } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { farthest } from "../support/reference.ts";

describe("stretchContrast", () => {
  const ramp = plane(Uint16Array.of(100, 150, 200, 300, 500), 5, 1);
  test("black and white are the quantiles", () => {
    expect(Array.from(stretchContrast(ramp, { low: 0, high: 1, output: "uint8" }).data)).toEqual([0, 32, 64, 128, 255]);
    expect(Array.from(stretchContrast(ramp, { low: 0.25, high: 0.75, output: "uint8" }).data)).toEqual([0, 0, 85, 255, 255]);
  });
  test("the same type uses its whole range", () => {
    const { data } = stretchContrast(ramp, { low: 0, high: 1, output: "same" });
    expect(data).toBeInstanceOf(Uint16Array);
    expect([data[0], data[4]]).toEqual([0, 65535]);
    const signed = stretchContrast(plane(Int8Array.of(0, 10), 2, 1), { low: 0, high: 1, output: "same" });
    expect(Array.from(signed.data)).toEqual([-128, 127]);
    const floats = stretchContrast(plane(Float64Array.of(-1, 1, 3), 3, 1), { low: 0, high: 1, output: "same" });
    expect(Array.from(floats.data)).toEqual([0, 0.5, 1]);
  });
  test("degenerate planes", () => {
    const options = { low: 0.02, high: 0.98, output: "uint8" } as const;
    expect(Array.from(stretchContrast(plane(Uint8Array.of(7, 7, 7), 3, 1), options).data)).toEqual([128, 128, 128]);
    expect(() => stretchContrast(plane(new Uint8Array(0), 0, 0), options)).toThrow("no pixel");
    expect(Array.from(stretchContrast(plane(Float32Array.of(Number.NaN, 0, 1), 3, 1), { ...options, low: 0, high: 1 }).data)).toEqual([
      0, 0, 255,
    ]);
    expect(Array.from(stretchContrast(plane(Float32Array.of(Number.NaN), 1, 1), options).data)).toEqual([0]);
    expect(() => stretchContrast(ramp, { low: 0.5, high: 0.5, output: "uint8" })).toThrow("below the high one");
  });
});

describe("rescaleIntensity", () => {
  test("a single value has no slope: the samples are clipped", () => {
    expect(Array.from(rescaleIntensity(plane(Uint8Array.of(3, 3), 2, 1), { low: 3, high: 3 }, { low: 0, high: 1 }).data)).toEqual([1, 1]);
  });
  test("sampleRange is the range of the type", () => {
    expect(sampleRange("int16")).toEqual({ low: -32768, high: 32767 });
    expect(sampleRange("float32")).toEqual({ low: 0, high: 1 });
  });
  testCase("rescale_p2_p98", ({ inputs, outputs }) => {
    const image = caseArray(inputs["image"]);
    const [low, high] = quantilesOf(image, [0.02, 0.98]) as [number, number];
    expect([low, high]).toEqual([outputs["low"], outputs["high"]]);
    const rescaled = rescaleIntensity(image, { low, high }, { low: 0, high: 255 });
    expect(farthest(rescaled.data, caseArray(outputs["image"]).data)).toBeLessThan(0.01);
  });
});
