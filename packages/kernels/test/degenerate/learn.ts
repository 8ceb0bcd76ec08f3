import type { KnownRows } from "../../src/index.ts";
import {
  accuracy,
  balancedAccuracy,
  classifyPixels,
  confusionMatrix,
  groupFolds,
  growTrees,
  joinForest,
  kMeans,
  measureScale,
  mostProbableClass,
  nearestClasses,
  type Plane,
  pixelFeatures,
  predictForest,
  predictLogistic,
  principalComponents,
  projectRows,
  recalls,
  scaleRows,
  stratifiedFolds,
  trainForest,
  trainLogistic,
  trainPixelForest,
} from "../../src/index.ts";
import type { DegenerateInput } from "./inputs.ts";
import type { DegenerateTable } from "./suite.ts";

/** Two strokes: the first half of the pixels, and the last one. */
const strokesOf = ({ data, width, height }: Plane) => ({
  data: Uint8Array.from(data, (_, i) => (i === data.length - 1 ? 2 : 2 * i < data.length ? 1 : 0)),
  width,
  height,
});

/** Each row of pixels as a row of features; classes take turns. */
const rowsOf = ({ data, width, height }: Plane): KnownRows => ({
  values: Array.from(data),
  n: height,
  f: width,
  classes: classesOf(height),
  classCount: 2,
});
const classesOf = (n: number): Uint16Array => Uint16Array.from({ length: n }, (_, i) => i % 2);
const trainingOf = ({ data, width, height }: Plane) => ({
  features: Float32Array.from(data),
  n: height,
  f: width,
  classes: classesOf(height),
  classCount: 2,
  trees: 3,
  seed: 1,
});

/** What is bright was taken for class 1; every pixel is a row. */
const matrixOf = ({ data }: Plane): Uint32Array =>
  confusionMatrix(
    classesOf(data.length),
    Uint16Array.from(data, (value) => Number(value > 0)),
    2,
  );

const oneRow = ({ plane }: DegenerateInput): boolean => plane.height < 2;
const noFinite = ({ finite }: DegenerateInput): boolean => !finite;
const oneRowOrNoFinite = (input: DegenerateInput): boolean => oneRow(input) || noFinite(input);
/** A mean or a share of nothing is NaN. */
const always = (): boolean => true;

/** Kernels that learn. */
export const LEARN: DegenerateTable = {
  pixelFeatures: { run: (plane) => pixelFeatures([plane, plane], [0, 1]).data },
  classifyPixels: {
    run(plane) {
      const features = pixelFeatures([plane], [0, 1]);
      return classifyPixels(features, trainPixelForest(features, strokesOf(plane), { trees: 3 }));
    },
    // One class alone, or no pixel with features: there is nothing to tell apart.
    refuses: ({ plane, finite }) => plane.data.length === 1 || !finite,
  },
  trainPixelForest: {
    run: (plane) => trainPixelForest(pixelFeatures([plane], [0, 1]), strokesOf(plane), { trees: 3 }),
    refuses: ({ plane, finite }) => plane.data.length === 1 || !finite,
  },
  trainForest: { run: (plane) => trainForest(trainingOf(plane)), refuses: oneRow, unbounded: always },
  growTrees: { run: (plane) => growTrees(trainingOf(plane), 0, 2), refuses: oneRow },
  joinForest: {
    run: (plane) => joinForest(trainingOf(plane), [growTrees(trainingOf(plane), 0, 1), growTrees(trainingOf(plane), 1, 3)]),
    refuses: oneRow,
    unbounded: always,
  },
  predictForest: {
    run: (plane) => predictForest(trainForest(trainingOf(plane)).forest, Float32Array.from(plane.data)),
    refuses: oneRow,
  },
  measureScale: { run: (plane) => measureScale(rowsOf(plane)) },
  scaleRows: { run: (plane) => scaleRows(rowsOf(plane), measureScale(rowsOf(plane))), constantStaysConstant: true },
  // A cloud without extent has no shares of it.
  principalComponents: { run: (plane) => principalComponents(rowsOf(plane), 1), refuses: oneRowOrNoFinite, unbounded: always },
  projectRows: {
    run: (plane) => projectRows(rowsOf(plane), principalComponents(rowsOf(plane), 1)),
    refuses: oneRowOrNoFinite,
    constantStaysConstant: true,
  },
  nearestClasses: { run: (plane) => nearestClasses(rowsOf(plane), rowsOf(plane), 1), refuses: noFinite },
  kMeans: { run: (plane) => kMeans(rowsOf(plane), { k: Math.min(2, plane.height), seed: 1 }), refuses: noFinite },
  trainLogistic: { run: (plane) => trainLogistic(scaledOf(plane), { iterations: 50 }), refuses: oneRow },
  predictLogistic: {
    run: (plane) => predictLogistic(trainLogistic(scaledOf(plane), { iterations: 50 }), scaledOf(plane)),
    refuses: oneRow,
  },
  confusionMatrix: { run: matrixOf, takesLists: true },
  accuracy: { run: (plane) => accuracy(matrixOf(plane), 2), takesLists: true },
  recalls: { run: (plane) => recalls(matrixOf(plane), 2), takesLists: true, unbounded: always },
  balancedAccuracy: { run: (plane) => balancedAccuracy(matrixOf(plane), 2), takesLists: true },
  mostProbableClass: { run: (plane) => mostProbableClass(Float32Array.from(plane.data), plane.width), takesLists: true },
  stratifiedFolds: { run: ({ data }) => stratifiedFolds(classesOf(data.length), 2, 1), takesLists: true },
  groupFolds: {
    run: ({ data }) =>
      groupFolds(
        Uint32Array.from(data, (_, i) => i % 3),
        2,
      ),
    refuses: ({ plane }) => plane.data.length < 2,
  },
};

function scaledOf(plane: Plane): KnownRows {
  const rows = rowsOf(plane);
  return { ...rows, values: scaleRows(rows, measureScale(rows)) };
}
