import {
  cornerStrength,
  differenceOfGaussians,
  edgeStrength,
  featureStack,
  findBlobs,
  gaussianBlur,
  hessianMatrix,
  laplacianOfGaussian,
  medianFilter,
  structureTensor,
  tensorEigenvalues,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import type { DegenerateTable } from "./suite.ts";

/** The square of a 32-bit grey value lies within what 32-bit floating point holds, its fourth power does not. */
const wide = ({ dtype }: DegenerateInput): boolean => dtype === "uint32" || dtype === "int32";

/** Kernels of this family. */
export const FILTERS: DegenerateTable = {
  gaussianBlur: { run: (plane) => gaussianBlur(plane, 1.5), constantStaysConstant: true },
  "gaussianBlur, coarse": { run: (plane) => gaussianBlur(plane, 30, "nearest"), constantStaysConstant: true },
  "gaussianBlur, wrap": { run: (plane) => gaussianBlur(plane, 2, "wrap"), constantStaysConstant: true },
  "gaussianBlur, mirror": { run: (plane) => gaussianBlur(plane, 2, "mirror"), constantStaysConstant: true },
  "gaussianBlur, constant": { run: (plane) => gaussianBlur(plane, 2, "constant") },
  medianFilter: { run: (plane) => medianFilter(plane, { shape: "disk", radius: 2 }), constantStaysConstant: true },
  edgeStrength: { run: (plane) => edgeStrength(plane, "sobel"), constantStaysConstant: true },
  "edgeStrength, scharr": { run: (plane) => edgeStrength(plane, "scharr"), constantStaysConstant: true },
  laplacianOfGaussian: { run: (plane) => laplacianOfGaussian(plane, 1.5) },
  differenceOfGaussians: { run: (plane) => differenceOfGaussians(plane, 1) },
  structureTensor: { run: (plane) => structureTensor(plane, 1), constantStaysConstant: true },
  hessianMatrix: { run: (plane) => hessianMatrix(plane, 1) },
  tensorEigenvalues: { run: (plane) => tensorEigenvalues(structureTensor(plane, 1)), unbounded: wide },
  featureStack: { run: (plane) => featureStack(plane, [0.5, 2]) },
  cornerStrength: { run: (plane) => cornerStrength(plane, 1), unbounded: wide },
  findBlobs: {
    run: (plane) => findBlobs(plane, { method: { kind: "log", count: 3 }, least: 1, most: 3, threshold: 0.05, overlap: 0.5 }),
  },
  "findBlobs, differences": {
    run: (plane) => findBlobs(plane, { method: { kind: "dog", ratio: 1.6 }, least: 1, most: 3, threshold: 0.05, overlap: 0.5 }),
  },
};
