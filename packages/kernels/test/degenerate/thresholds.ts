import {
  adaptiveThreshold,
  applyLocalThreshold,
  applyThreshold,
  binCentre,
  histogram,
  hysteresisThreshold,
  isodataThreshold,
  liThreshold,
  multiOtsuThresholds,
  otsuThreshold,
  type Plane,
  quantilesOf,
  quantileThreshold,
  rarerOnBorder,
  sauvolaThreshold,
  triangleThreshold,
  yenThreshold,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import type { DegenerateTable } from "./suite.ts";

const noNumber = ({ plane }: DegenerateInput): boolean => plane.data.every((value: number) => Number.isNaN(value));

/** Kernels of this family. */
export const THRESHOLDS: DegenerateTable = {
  histogram: { run: histogram },
  otsuThreshold: { run: ofHistogram(otsuThreshold), refuses: noNumber, constantStaysConstant: true },
  triangleThreshold: { run: ofHistogram(triangleThreshold), refuses: noNumber, constantStaysConstant: true },
  yenThreshold: { run: ofHistogram(yenThreshold), refuses: noNumber, constantStaysConstant: true },
  isodataThreshold: { run: ofHistogram(isodataThreshold), refuses: noNumber, constantStaysConstant: true },
  multiOtsuThresholds: { run: (plane) => multiOtsuThresholds(histogram(plane).counts, 3), refuses: noNumber },
  liThreshold: { run: liThreshold, refuses: noNumber, constantStaysConstant: true },
  quantilesOf: {
    run: (plane) => quantilesOf(plane, [0.02, 0.98]),
    refuses: noNumber,
    constantStaysConstant: true,
  },
  quantileThreshold: { run: (plane) => quantileThreshold(plane, 0.5), refuses: noNumber, constantStaysConstant: true },
  rarerOnBorder: { run: (plane) => rarerOnBorder(plane, 0.5) },
  binCentre: { run: (plane) => binCentre(histogram(plane), 3) },
  applyThreshold: { run: (plane) => applyThreshold(plane, 0.5, "auto") },
  sauvolaThreshold: { run: (plane) => sauvolaThreshold(plane, { window: 5, k: 0.2 }), constantStaysConstant: true },
  "adaptiveThreshold mean": {
    run: (plane) => adaptiveThreshold(plane, { method: "mean", window: 5, offset: 0 }),
    constantStaysConstant: true,
  },
  "adaptiveThreshold gaussian": {
    run: (plane) => adaptiveThreshold(plane, { method: "gaussian", window: 5, offset: 0 }),
    constantStaysConstant: true,
  },
  applyLocalThreshold: { run: (plane) => applyLocalThreshold(plane, plane, "auto"), constantStaysConstant: true },
  hysteresisThreshold: { run: (plane) => hysteresisThreshold(plane, { low: 0.2, high: 0.8 }), constantStaysConstant: true },
};

function ofHistogram(threshold: (counts: Uint32Array) => number): (plane: Plane) => number {
  return (plane) => {
    const counted = histogram(plane);
    return binCentre(counted, threshold(counted.counts));
  };
}
