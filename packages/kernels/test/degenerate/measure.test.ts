import {
  adaptedRand,
  contourLines,
  cooccurrence,
  findObjectRuns,
  hausdorffDistance,
  lineProfile,
  localBinaryPattern,
  matchObjects,
  measureForm,
  measureIntensity,
  measureMorphocut,
  measureNeighbours,
  measureShape,
  measureTextureOf,
  measureThickness,
  measureZooprocess,
  regionStatistics,
  skeletonGraph,
  variationOfInformation,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import { labelsOf, maskOf, seedsOf } from "./objects.ts";
import { describeDegenerate } from "./suite.ts";

/** Ratios with nothing below, moments of a constant, shares of pairs that are not there: NaN stands for none. */
const always = (): boolean => true;
const none = ({ plane }: DegenerateInput): boolean => plane.data.every((value: number) => value === 0);

describeDegenerate("measure", {
  findObjectRuns: { run: (plane) => findObjectRuns(labelsOf(plane)) },
  measureShape: { run: (plane) => measureShape(labelsOf(plane)), unbounded: always },
  measureForm: { run: (plane) => measureForm(labelsOf(plane)), unbounded: always },
  skeletonGraph: { run: (plane) => skeletonGraph(maskOf(plane)) },
  measureIntensity: { run: (plane) => measureIntensity(labelsOf(plane), plane), unbounded: always },
  measureMorphocut: { run: (plane) => measureMorphocut(labelsOf(plane), plane), unbounded: always },
  measureZooprocess: { run: (plane) => measureZooprocess(labelsOf(plane), plane), unbounded: always },
  measureThickness: { run: (plane) => measureThickness(labelsOf(plane)), unbounded: always },
  measureTextureOf: { run: (plane) => measureTextureOf(labelsOf(plane), plane, { levels: 8 }), unbounded: always },
  measureNeighbours: { run: (plane) => measureNeighbours(seedsOf(plane), 2), unbounded: always },
  contourLines: { run: (plane) => contourLines(plane, 0.5) },
  lineProfile: { run: (plane) => lineProfile(plane, { x: -1, y: 0.5 }, { x: 9, y: 7 }, { width: 3 }) },
  regionStatistics: { run: (plane) => regionStatistics(plane, maskOf(plane)), unbounded: none },
  localBinaryPattern: { run: (plane) => localBinaryPattern(plane, { points: 8, radius: 1, code: "uniform" }) },
  cooccurrence: { run: (plane) => cooccurrence(maskOf(plane), { levels: 2, dx: 1, dy: 1 }) },
  adaptedRand: { run: (plane) => adaptedRand(labelsOf(plane), seedsOf(plane)), unbounded: always },
  variationOfInformation: { run: (plane) => variationOfInformation(labelsOf(plane), seedsOf(plane)) },
  hausdorffDistance: { run: (plane) => hausdorffDistance(plane, seedsOf(plane)), unbounded: none },
  matchObjects: { run: (plane) => matchObjects(labelsOf(plane), seedsOf(plane)) },
});
