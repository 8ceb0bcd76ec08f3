import type { DType } from "@argosy/core";
import { newSamples } from "@argosy/core";
import { describe, expect, test } from "vitest";
import { moduleSource } from "../../assembly/build.ts";
import type { Plane } from "../../src/array/plane.ts";
import { applyThreshold, compareEach } from "../../src/exposure/apply-threshold.ts";
import { BORDERS } from "../../src/filters/border.ts";
import { blendRows } from "../../src/filters/coarse-gaussian.ts";
import { blendRowsSimd, weighStepsSimd } from "../../src/filters/coarse-simd.ts";
import { convolveRowsByLines } from "../../src/filters/convolve.ts";
import { convolveSimd } from "../../src/filters/convolve-simd.ts";
import { convolveByLines } from "../../src/filters/gaussian.ts";
import { gaussianWeights } from "../../src/filters/gaussian-weights.ts";
import { medianByCounting } from "../../src/filters/median.ts";
import { medianSimd } from "../../src/filters/median-simd.ts";
import { randomSource } from "../../src/learn/random.ts";
import { chordsOf, extremumByLines } from "../../src/morphology/extremum.ts";
import { extremumSimd } from "../../src/morphology/extremum-simd.ts";
import { assignPixels } from "../../src/segmentation/slic.ts";
import { assignPixelsSimd } from "../../src/segmentation/slic-simd.ts";
import { SOURCES } from "../../src/simd/module-bytes.ts";
import { SIMD } from "../../src/simd/simd-module.ts";

/** Sizes below, at and beside a step of 16 bytes, a thin one of each kind, and one that is wider than a strip. */
const SIZES = [
  [1, 1],
  [3, 2],
  [1, 40],
  [50, 1],
  [16, 16],
  [67, 29],
  [5_003, 7],
] as const;
const HIGHEST: Partial<Record<DType, number>> = { uint8: 256, uint16: 65_536, int16: 65_536 };

function noise(dtype: DType, width: number, height: number): Plane {
  const random = randomSource(width * height);
  const data = newSamples(dtype, width * height);
  // Samples at both ends of the type, too.
  for (let i = 0; i < data.length; i++)
    data[i] = dtype.startsWith("float") ? random.unit() - 0.5 : random.below(HIGHEST[dtype]!) - (dtype === "int16" ? 32_768 : 0);
  return { data, width, height };
}

test("the bytes are those of the sources", async () => {
  expect(SOURCES).toBe((await moduleSource()).sha256);
  expect(SIMD).toBeDefined();
});

describe.each(SIZES)("on %i x %i the module gives the same bits as TypeScript", (width, height) => {
  test("for the extremum under a footprint", () => {
    for (const dtype of ["uint8", "uint16", "float32"] as const)
      for (const shape of ["disk", "square"] as const)
        for (const radius of width > 1_000 ? [8] : [0, 1, 2, 5, 8, 20])
          for (const sign of [1, -1] as const) {
            const plane = noise(dtype, width, height);
            const chords = chordsOf({ shape, radius });
            expect(extremumSimd(plane, chords, sign), `${dtype} ${shape} ${radius} ${sign}`).toEqual(extremumByLines(plane, chords, sign));
          }
  });

  test("for the median", () => {
    for (const dtype of ["uint8", "uint16"] as const)
      for (const radius of [1, 2])
        for (const border of width > 1_000 ? (["reflect"] as const) : BORDERS) {
          const plane = noise(dtype, width, height);
          const footprint = { shape: "square", radius } as const;
          expect(medianSimd(plane, footprint, border), `${dtype} ${radius} ${border}`).toEqual(medianByCounting(plane, footprint, border));
        }
  });

  test("for the blur", () => {
    for (const dtype of ["uint8", "int16", "float32", "float64"] as const)
      for (const sigma of width > 1_000 ? [2] : [0.3, 1, 2, 7.5])
        for (const border of BORDERS.filter((one) => one !== "wrap")) {
          const plane = noise(dtype, width, height);
          const weights = gaussianWeights(sigma, 4);
          expect(convolveSimd(plane, weights, border), `${dtype} ${sigma} ${border}`).toEqual(convolveByLines(plane, weights, border));
          const within = { data: Uint8Array.from(plane.data, (value) => Number(value > 0.1)), width, height };
          expect(convolveSimd(plane, weights, border, within)).toEqual(convolveByLines(plane, weights, border, within));
        }
  });
});

test("on a coarser grid the module gives the same bits as TypeScript", () => {
  for (const [width, height] of SIZES)
    for (const radius of [0, 1, 3, 4, 9, 32]) {
      const plane = noise("float32", width, height);
      const weights = gaussianWeights(Math.max(radius / 4, 0.1), 4);
      const kernel = { weights, step: 5, origin: -10, count: Math.floor(width / 5) + 4 };
      expect(weighStepsSimd(plane, kernel, "reflect")).toEqual(convolveRowsByLines(plane, kernel, "reflect"));
    }
  const coarse = noise("float32", 37, 9) as Plane<Float32Array>;
  const weights = Float32Array.from({ length: 12 }, (_, i) => 1 / (i + 3));
  expect(blendRowsSimd(coarse, weights, 17)).toEqual(blendRows(coarse, weights, 17));
});

test("a threshold by the module is the same as by TypeScript", () => {
  for (const [width, height] of [...SIZES, [331, 311]] as const)
    for (const threshold of [-1, 0, 0.5, 100, 127, 128.9, 200, 254, 255, 300, Number.NaN])
      for (const side of ["bright", "dark"] as const) {
        const plane = noise("uint8", width, height);
        const mask = new Uint8Array(plane.data.length);
        compareEach(plane.data, threshold, side, mask);
        expect(applyThreshold(plane, threshold, side).data).toEqual(mask);
      }
});

test("superpixels by the module are the same as by TypeScript", () => {
  const [width, height] = [83, 41];
  for (const depth of [1, 3]) {
    const values = Float64Array.from({ length: depth * width * height }, (_, i) => Math.sin(i * i));
    const random = randomSource(depth);
    const centres = Float64Array.from({ length: 12 * (depth + 2) }, (_, i) => (i % (depth + 2) < 2 ? 40 * random.unit() : random.unit()));
    centres.fill(Number.NaN, 0, depth + 2);
    const clusters = { width, height, values, centres, count: 12, stepX: 9, stepY: 8 };
    const [ours, theirs] = [new Int32Array(width * height), new Int32Array(width * height)];
    expect(assignPixelsSimd(clusters, ours)).toBe(true);
    assignPixels(clusters, theirs);
    expect(ours).toEqual(theirs);
    expect(new Set(ours).size).toBeGreaterThan(5);
  }
});

test("what the module does not take is left to TypeScript", () => {
  const plane = noise("float64", 20, 20);
  expect(extremumSimd(plane, chordsOf({ shape: "disk", radius: 2 }), 1)).toBe(undefined);
  expect(extremumSimd(noise("uint8", 20, 20), new Int32Array(300_000), 1)).toBe(undefined);
  expect(medianSimd(plane, { shape: "square", radius: 1 }, "nearest")).toBe(undefined);
  expect(medianSimd(noise("uint8", 20, 20), { shape: "disk", radius: 1 }, "nearest")).toBe(undefined);
  expect(convolveSimd(plane, gaussianWeights(1, 4), "wrap")).toBe(undefined);
});
