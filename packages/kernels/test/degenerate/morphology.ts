import {
  closeMorphology,
  convexHullImage,
  dilate,
  distanceTransform,
  erode,
  extremum,
  fillHoles,
  fillSmallHoles,
  openMorphology,
  reconstruct,
  regionalMaxima,
  removeSmall,
  skeletonize,
  topHat,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import { maskOf } from "./objects.ts";
import type { DegenerateTable } from "./suite.ts";

const disk = { shape: "disk", radius: 2 } as const;
const holdsNaN = ({ plane }: DegenerateInput): boolean => plane.data.some((value: number) => Number.isNaN(value));
const noBackground = ({ plane }: DegenerateInput): boolean => plane.data.every((value: number) => value !== 0);

/** Kernels of this family. */
export const MORPHOLOGY: DegenerateTable = {
  erode: { run: (plane) => erode(plane, disk), constantStaysConstant: true },
  dilate: { run: (plane) => dilate(plane, disk), constantStaysConstant: true },
  extremum: { run: (plane) => extremum(plane, { shape: "square", radius: 2 }, 1), constantStaysConstant: true },
  openMorphology: { run: (plane) => openMorphology(plane, disk), constantStaysConstant: true },
  closeMorphology: { run: (plane) => closeMorphology(plane, { shape: "square", radius: 1 }), constantStaysConstant: true },
  "topHat, bright": { run: (plane) => topHat(plane, disk, "bright"), constantStaysConstant: true },
  "topHat, dark": { run: (plane) => topHat(plane, disk, "dark"), constantStaysConstant: true },
  distanceTransform: { run: (plane) => distanceTransform(maskOf(plane)), unbounded: noBackground },
  fillHoles: { run: (plane) => fillHoles(maskOf(plane)), constantStaysConstant: true },
  fillSmallHoles: { run: (plane) => fillSmallHoles(maskOf(plane), 4, 8), constantStaysConstant: true },
  removeSmall: { run: (plane) => removeSmall(maskOf(plane), 3, 4), constantStaysConstant: true },
  skeletonize: { run: (plane) => skeletonize(maskOf(plane)) },
  convexHullImage: { run: (plane) => convexHullImage(maskOf(plane)), constantStaysConstant: true },
  reconstruct: { run: (plane) => reconstruct(erode(plane, disk), plane), refuses: holdsNaN, constantStaysConstant: true },
  regionalMaxima: { run: (plane) => regionalMaxima(plane), constantStaysConstant: true },
};
