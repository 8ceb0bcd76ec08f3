import {
  activeContour,
  chanVese,
  clearBorder,
  compactWatershed,
  expandLabels,
  geodesicSplit,
  growRegion,
  growRegions,
  labelComponents,
  localMaxima,
  minimalPath,
  relabelSequential,
  slic,
  watershed,
} from "../../src/index.ts";
import { labelsOf, maskOf, seedsOf } from "./objects.ts";
import { describeDegenerate } from "./suite.ts";

const ring = Array.from({ length: 12 }, (_, i) => ({ x: 3 + 2 * Math.cos(i / 2), y: 3 + 2 * Math.sin(i / 2) }));

describeDegenerate("segmentation", {
  labelComponents: { run: (plane) => labelComponents(maskOf(plane), 4) },
  watershed: { run: (plane) => watershed(plane, seedsOf(plane)) },
  "watershed in a mask": { run: (plane) => watershed(plane, seedsOf(plane), { mask: maskOf(plane), connectivity: 8 }) },
  compactWatershed: { run: (plane) => compactWatershed(plane, seedsOf(plane), 0.5) },
  slic: { run: (plane) => slic([plane], { segments: 6, compactness: 0.1 }), refuses: ({ finite }) => !finite },
  expandLabels: { run: (plane) => expandLabels(seedsOf(plane), 3) },
  clearBorder: { run: (plane) => clearBorder(labelsOf(plane)) },
  relabelSequential: { run: (plane) => relabelSequential(seedsOf(plane)) },
  geodesicSplit: { run: (plane) => geodesicSplit(maskOf(plane), seedsOf(plane), maskOf(plane)) },
  growRegion: { run: (plane) => growRegion(plane, { x: 0, y: 0 }, 10) },
  growRegions: { run: (plane) => growRegions(plane, seedsOf(plane), 10) },
  chanVese: { run: (plane) => chanVese(plane, maskOf(plane), { rounds: 5 }) },
  localMaxima: { run: (plane) => localMaxima(plane, { minDistance: 2 }) },
  minimalPath: { run: (plane) => minimalPath(plane, { x: 0, y: 0 }, { x: plane.width - 1, y: plane.height - 1 }) ?? [] },
  activeContour: { run: (plane) => activeContour(plane, ring, { iterations: 50 }), refuses: ({ finite }) => !finite },
});
