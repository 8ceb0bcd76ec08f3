import {
  adjustGamma,
  applyCurve,
  clahe,
  correctLeong2003,
  cumulativeShares,
  curveAt,
  equalizeHistogram,
  equalizingCurve,
  estimateFlatField,
  finiteMean,
  finiteQuantiles,
  flatFieldAt,
  flattenLight,
  greyKnots,
  KNOT_SHARES,
  knotCurve,
  maskedBackground,
  matchHistogram,
  matchingCurve,
  removeStripes,
  rescaleIntensity,
  rollingBall,
  sampleLight,
  smallLevel,
  stretchBetween,
  stretchContrast,
  stripeOffsets,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import type { DegenerateTable } from "./suite.ts";

const noNumber = ({ plane }: DegenerateInput): boolean => plane.data.every((value: number) => Number.isNaN(value));

const noFinite = ({ plane }: DegenerateInput): boolean => !plane.data.some((value: number) => Number.isFinite(value));

/** Kernels of this family. */
export const EXPOSURE: DegenerateTable = {
  rescaleIntensity: { run: (plane) => rescaleIntensity(plane, { low: 0, high: 100 }, { low: 0, high: 1 }), constantStaysConstant: true },
  stretchContrast: { run: (plane) => stretchContrast(plane, { low: 0.02, high: 0.98, output: "same" }), constantStaysConstant: true },
  "stretchContrast to 8 bits": {
    run: (plane) => stretchContrast(plane, { low: 0, high: 1, output: "uint8" }),
    constantStaysConstant: true,
  },
  stretchBetween: { run: (plane) => stretchBetween(plane, { black: 0, white: 100, output: "uint8" }), constantStaysConstant: true },
  equalizingCurve: { run: equalizingCurve, refuses: noFinite },
  matchingCurve: { run: (plane) => matchingCurve(plane, cumulativeShares(plane)), refuses: noFinite },
  cumulativeShares: { run: cumulativeShares },
  curveAt: { run: (plane) => curveAt(equalizingCurve(plane), 0.5), refuses: noFinite },
  finiteMean: { run: finiteMean },
  finiteQuantiles: { run: (plane) => finiteQuantiles(plane, 0.1, 0.9) },
  equalizeHistogram: { run: equalizeHistogram, refuses: noNumber, constantStaysConstant: true },
  matchHistogram: { run: (plane) => matchHistogram(plane, plane), refuses: noNumber, constantStaysConstant: true },
  adjustGamma: { run: (plane) => adjustGamma(plane, 0.7), constantStaysConstant: true },
  clahe: { run: (plane) => clahe(plane, { tileWidth: 4, tileHeight: 3, clipLimit: 0.02, bins: 64 }), constantStaysConstant: true },
  rollingBall: { run: (plane) => rollingBall(plane, 3), constantStaysConstant: true },
  maskedBackground: { run: (plane) => maskedBackground(plane, { sigma: 3 }), constantStaysConstant: true },
  sampleLight: { run: (plane) => sampleLight(plane, 3), unbounded: ({ plane }) => plane.data.some((value: number) => value <= 0) },
  estimateFlatField: { run: (plane) => estimateFlatField([sampleLight(plane, 3), sampleLight(plane, 3)]) },
  flatFieldAt: { run: (plane) => flatFieldAt(estimateFlatField([sampleLight(plane, 3)]), 3, plane.width, plane.height) },
  "flattenLight, divide": { run: (plane) => flattenLight(plane, plane, "divide"), constantStaysConstant: true },
  "flattenLight, subtract": { run: (plane) => flattenLight(plane, plane, "subtract"), constantStaysConstant: true },
  applyCurve: {
    run: (plane) => applyCurve(plane, { from: Float64Array.of(0, 1), to: Float64Array.of(3, 5) }),
    constantStaysConstant: true,
  },
  smallLevel: { run: (plane) => smallLevel(plane, 3), constantStaysConstant: true },
  greyKnots: { run: (plane) => greyKnots(plane, KNOT_SHARES), refuses: noFinite },
  knotCurve: {
    run: (plane) => applyCurve(plane, knotCurve(greyKnots(plane, KNOT_SHARES), greyKnots(plane, KNOT_SHARES))),
    refuses: noFinite,
    constantStaysConstant: true,
  },
  stripeOffsets: { run: (plane) => stripeOffsets(plane, "columns", 2), constantStaysConstant: true },
  removeStripes: { run: (plane) => removeStripes(plane, "rows", stripeOffsets(plane, "rows", 2)), constantStaysConstant: true },
  correctLeong2003: { run: (plane) => correctLeong2003(plane, 2), constantStaysConstant: true },
};
