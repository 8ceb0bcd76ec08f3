import {
  adaptedRand,
  contourLines,
  cooccurrence,
  cooccurrenceProperties,
  type FeatureTable,
  findObjectRuns,
  haralickFeatures,
  hausdorffDistance,
  lineProfile,
  localBinaryPattern,
  matchObjects,
  measureChannels,
  measureColour,
  measureForm,
  measureIntensity,
  measureMoments,
  measureMorphocut,
  measureNeighbours,
  measureRadial,
  measureShape,
  measureTextureOf,
  measureThickness,
  measureZooprocess,
  type ObjectRuns,
  regionStatistics,
  skeletonGraph,
  traceOutline,
  variationOfInformation,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import { labelsOf, maskOf, seedsOf } from "./objects.ts";
import type { DegenerateTable } from "./suite.ts";

/** Ratios with nothing below, moments of a constant, shares of pairs that are not there: NaN stands for none. */
const always = (): boolean => true;
const rows = ({ labels }: FeatureTable): number => labels.length;
const none = ({ plane }: DegenerateInput): boolean => plane.data.every((value: number) => value === 0);

/** Kernels of this family. */
export const MEASURE: DegenerateTable = {
  findObjectRuns: { run: (plane) => findObjectRuns(labelsOf(plane)), count: ({ areas }: ObjectRuns) => areas.length },
  measureShape: { run: (plane) => measureShape(labelsOf(plane)), unbounded: always, count: rows },
  measureChannels: { run: (plane) => measureChannels(labelsOf(plane), [plane, plane]), unbounded: always, count: rows },
  measureColour: { run: (plane) => measureColour(labelsOf(plane), [plane, plane, plane]), unbounded: always },
  measureForm: { run: (plane) => measureForm(labelsOf(plane)), unbounded: always },
  skeletonGraph: { run: (plane) => skeletonGraph(maskOf(plane)) },
  measureIntensity: { run: (plane) => measureIntensity(labelsOf(plane), plane), unbounded: always, count: rows },
  measureMoments: { run: (plane) => measureMoments(labelsOf(plane), plane), unbounded: always },
  measureMorphocut: { run: (plane) => measureMorphocut(labelsOf(plane), plane), unbounded: always },
  measureZooprocess: { run: (plane) => measureZooprocess(labelsOf(plane), plane), unbounded: always },
  measureThickness: { run: (plane) => measureThickness(labelsOf(plane)), unbounded: always },
  measureRadial: { run: (plane) => measureRadial(labelsOf(plane), [plane]), unbounded: always, count: rows },
  measureTextureOf: { run: (plane) => measureTextureOf(labelsOf(plane), plane, { levels: 8 }), unbounded: always },
  measureNeighbours: { run: (plane) => measureNeighbours(seedsOf(plane), 2), unbounded: always },
  contourLines: { run: (plane) => contourLines(plane, 0.5) },
  lineProfile: { run: (plane) => lineProfile(plane, { x: -1, y: 0.5 }, { x: 9, y: 7 }, { width: 3 }) },
  regionStatistics: { run: (plane) => regionStatistics(plane, maskOf(plane)), unbounded: none },
  localBinaryPattern: { run: (plane) => localBinaryPattern(plane, { points: 8, radius: 1, code: "uniform" }) },
  cooccurrence: { run: (plane) => cooccurrence(maskOf(plane), { levels: 2, dx: 1, dy: 1 }) },
  cooccurrenceProperties: {
    run: (plane) => cooccurrenceProperties(cooccurrence(maskOf(plane), { levels: 2, dx: 1, dy: 1 })),
    unbounded: always,
  },
  haralickFeatures: { run: (plane) => haralickFeatures(cooccurrence(maskOf(plane), { levels: 2, dx: 1, dy: 0 })), unbounded: always },
  traceOutline: {
    run: (plane) => traceOutline(labelsOf(plane), 1, { x: 0, y: 0, width: plane.width, height: plane.height }).map(({ outer }) => outer),
  },
  adaptedRand: { run: (plane) => adaptedRand(labelsOf(plane), seedsOf(plane)), unbounded: always },
  variationOfInformation: { run: (plane) => variationOfInformation(labelsOf(plane), seedsOf(plane)) },
  hausdorffDistance: { run: (plane) => hausdorffDistance(plane, seedsOf(plane)), unbounded: none },
  matchObjects: { run: (plane) => matchObjects(labelsOf(plane), seedsOf(plane)) },
};
