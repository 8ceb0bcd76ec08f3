import {
  flip,
  halve,
  halveLabels,
  phaseCorrelation,
  resizeArea,
  resizeLinear,
  resizeNearest,
  rotate,
  rotationAbout,
  scaleArea,
  warpAffine,
} from "../../src/index.ts";
import { labelsOf } from "./objects.ts";
import type { DegenerateTable } from "./suite.ts";

/** Kernels of this family. */
export const TRANSFORM: DegenerateTable = {
  flip: { run: (plane) => flip(plane, "horizontal"), constantStaysConstant: true },
  "flip, vertical": { run: (plane) => flip(plane, "vertical"), constantStaysConstant: true },
  halveLabels: { run: (plane) => halveLabels(labelsOf(plane)) },
  halve: { run: halve, constantStaysConstant: true },
  resizeNearest: { run: (plane) => resizeNearest(plane, 4, 5), constantStaysConstant: true },
  resizeArea: { run: (plane) => resizeArea(plane, 4, 5), constantStaysConstant: true },
  scaleArea: {
    run: (plane) => scaleArea(plane, { xx: 1.5, xy: 0, x0: -1, yx: 0, yy: 0.7, y0: 0.2 }, 4, 5),
  },
  resizeLinear: { run: (plane) => resizeLinear(plane, 4, 5), constantStaysConstant: true },
  rotate: { run: (plane) => rotate(plane, 33, { interpolation: "linear", outside: 0, grow: true }) },
  warpAffine: {
    run: (plane) => warpAffine(plane, { back: rotationAbout(20, 1, 1), width: 6, height: 3, interpolation: "nearest", outside: 0 }),
  },
  "warpAffine, edge": {
    run: (plane) => warpAffine(plane, { back: rotationAbout(20, 1, 1), width: 6, height: 3, interpolation: "linear", outside: "edge" }),
    constantStaysConstant: true,
  },
};

/** Kernels that lay images over each other. */
export const REGISTRATION: DegenerateTable = {
  phaseCorrelation: {
    run: (plane) => phaseCorrelation(plane, plane, 4),
    refuses: ({ finite }) => !finite,
  },
};
