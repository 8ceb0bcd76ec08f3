import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Forest, ForestTraining, PackedForest } from "@argosy/kernels";
import { growTrees, mostProbableClass, packForest, predictForest, randomSource, trainForest } from "@argosy/kernels";
import type { KernelCase } from "./kernel-case.ts";
import { kernelCase } from "./kernel-case.ts";

const ROWS = 20_000;
const FEATURES = 60;
const CLASSES = 20;
const TREES = 200;
const TREES_OF_A_TASK = 8;
/** How far the mean of a class may lie from the middle, in standard deviations of its members. */
const SPREAD = 0.75;

/** Writes rows to learn from, as many others to be judged by, and their classes; those of one class lie round a mean of its own. */
export async function writeRows(folder: string): Promise<void> {
  const random = randomSource(20_000);
  const means = Float64Array.from({ length: CLASSES * FEATURES }, () => SPREAD * (2 * random.unit() - 1));
  const features = new Float32Array(2 * ROWS * FEATURES);
  const classes = new Uint16Array(2 * ROWS);
  for (let row = 0; row < 2 * ROWS; row++) {
    const own = random.below(CLASSES);
    classes[row] = own;
    for (let f = 0; f < FEATURES; f++) {
      let noise = -2;
      for (let k = 0; k < 4; k++) noise += random.unit();
      features[row * FEATURES + f] = means[own * FEATURES + f]! + noise * Math.sqrt(3);
    }
  }
  await writeFile(join(folder, "features.f32"), features);
  await writeFile(join(folder, "classes.u16"), classes);
}

interface Rows {
  readonly features: Float32Array;
  readonly classes: Uint16Array;
}

function readRows(folder: string): { readonly learn: Rows; readonly judge: Rows } {
  const features = new Float32Array(new Uint8Array(readFileSync(join(folder, "features.f32"))).buffer);
  const classes = new Uint16Array(new Uint8Array(readFileSync(join(folder, "classes.u16"))).buffer);
  const part = (from: number): Rows => ({
    features: features.subarray(from * FEATURES, (from + ROWS) * FEATURES),
    classes: classes.subarray(from, from + ROWS),
  });
  return { learn: part(0), judge: part(ROWS) };
}

/** The forest is grown by the first case and used by the others. */
let grown: Forest | undefined;
let packed: PackedForest | undefined;
let rows: ReturnType<typeof readRows> | undefined;

function training(trees: number): ForestTraining {
  return { ...rows!.learn, n: ROWS, f: FEATURES, classCount: CLASSES, trees, seed: 1 };
}

function shareOfRight(found: Uint16Array, classes: Uint16Array): number {
  return found.reduce((sum, one, row) => sum + Number(one === classes[row]), 0) / found.length;
}

/** Random forest: 20,000 rows of 60 features, 20 classes, 200 trees. */
export const LEARN_CASES: readonly KernelCase[] = [
  kernelCase({
    name: `forest: training of ${TREES} trees`,
    limits: { "scikit-learn": 1.2 },
    spread: false,
    prepare: ({ folder }) => {
      rows ??= readRows(folder);
    },
    run: () => {
      grown = trainForest(training(TREES)).forest;
      return grown;
    },
    digest: (forest) => shareOfRight(mostProbableClass(predictForest(forest, rows!.judge.features), CLASSES), rows!.judge.classes),
    tolerance: 0.005,
  }),
  kernelCase({
    name: `forest: ${TREES_OF_A_TASK} of ${TREES} trees, a task`,
    limits: {},
    spread: true,
    prepare: ({ folder }) => {
      rows ??= readRows(folder);
    },
    run: () => growTrees(training(TREES), 0, TREES_OF_A_TASK),
  }),
  kernelCase({
    name: "forest: classes of 20,000 rows",
    limits: { "scikit-learn": 0.33 },
    prepare: ({ folder }) => {
      rows ??= readRows(folder);
      // In a worker thread no case came before.
      grown ??= trainForest(training(TREES_OF_A_TASK)).forest;
      packed ??= packForest(grown);
    },
    run: () => predictForest(packed!, rows!.judge.features),
    digest: (shares) => shares.reduce((sum, share) => sum + share * share, 0) / ROWS,
    tolerance: 0.05,
  }),
  kernelCase({
    name: "forest: classes of 100 rows, one by one",
    limits: { "scikit-learn": 0.01 },
    spread: false,
    run: () => {
      for (let row = 0; row < 100; row++) predictForest(packed!, rows!.judge.features.subarray(row * FEATURES, (row + 1) * FEATURES));
    },
  }),
];
