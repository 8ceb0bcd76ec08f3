import {
  activeContour,
  backgroundMean,
  type Components,
  chanVese,
  clearBorder,
  compactWatershed,
  contrastMask,
  expandLabels,
  findBoxes,
  geodesicSplit,
  growRegion,
  growRegions,
  joinConcavePieces,
  type LabelBoxes,
  type LabelRuns,
  labelComponents,
  labelRuns,
  localMaxima,
  minimalPath,
  polygonMask,
  relabelSequential,
  slic,
  splitTouching,
  watershed,
} from "../../src/index.ts";
import { labelsOf, maskOf, seedsOf } from "./objects.ts";
import type { DegenerateTable } from "./suite.ts";

const count = (found: Components): number => found.count;
const ring = Array.from({ length: 12 }, (_, i) => ({ x: 3 + 2 * Math.cos(i / 2), y: 3 + 2 * Math.sin(i / 2) }));

/** Kernels of this family. */
export const SEGMENTATION: DegenerateTable = {
  labelComponents: { run: (plane) => labelComponents(maskOf(plane), 4), count },
  watershed: { run: (plane) => watershed(plane, seedsOf(plane)) },
  "watershed in a mask": { run: (plane) => watershed(plane, seedsOf(plane), { mask: maskOf(plane), connectivity: 8 }) },
  compactWatershed: { run: (plane) => compactWatershed(plane, seedsOf(plane), 0.5) },
  slic: { run: (plane) => slic([plane], { segments: 6, compactness: 0.1 }), refuses: ({ finite }) => !finite },
  expandLabels: { run: (plane) => expandLabels(seedsOf(plane), 3) },
  clearBorder: { run: (plane) => clearBorder(labelsOf(plane)) },
  relabelSequential: { run: (plane) => relabelSequential(seedsOf(plane)) },
  "relabelSequential, many": { run: (plane) => relabelSequential(labelsOf(plane)), count },
  findBoxes: { run: (plane) => findBoxes(labelsOf(plane)), count: ({ largest }: LabelBoxes) => largest },
  labelRuns: { run: (plane) => labelRuns(labelsOf(plane)), count: ({ numbers }: LabelRuns) => numbers.length },
  polygonMask: { run: ({ width, height }) => polygonMask([ring], width, height) },
  backgroundMean: { run: (plane) => backgroundMean(plane, 0.5, "bright"), constantStaysConstant: true },
  contrastMask: { run: (plane) => contrastMask(plane, { objects: "auto", threshold: 0.5, scale: 0.8, window: 3, local: 0.5 }) },
  splitTouching: { run: (plane) => splitTouching(plane, maskOf(plane), { minDepth: 1, maxNeck: 0.8, minArea: 0, connectivity: 8 }), count },
  joinConcavePieces: {
    run: (plane) => joinConcavePieces(labelsOf(plane), { minArea: 2, minSolidity: 0.8, minGain: 0.1, connectivity: 8 }),
    count,
  },
  geodesicSplit: { run: (plane) => geodesicSplit(maskOf(plane), seedsOf(plane), maskOf(plane)) },
  growRegion: { run: (plane) => growRegion(plane, { x: 0, y: 0 }, 10) },
  growRegions: { run: (plane) => growRegions(plane, seedsOf(plane), 10) },
  chanVese: { run: (plane) => chanVese(plane, maskOf(plane), { rounds: 5 }) },
  localMaxima: { run: (plane) => localMaxima(plane, { minDistance: 2 }) },
  minimalPath: { run: (plane) => minimalPath(plane, { x: 0, y: 0 }, { x: plane.width - 1, y: plane.height - 1 }) ?? [] },
  activeContour: { run: (plane) => activeContour(plane, ring, { iterations: 50 }), refuses: ({ finite }) => !finite },
};
