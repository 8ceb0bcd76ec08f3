import { mostProbableClass, predictForest, trainForest } from "@argosy/kernels";
import type { FrameMatch, TruthMatch } from "./match-frame.ts";
import { createRandom, shuffled } from "./random.ts";

/** True objects whose labels teach, and those whose labels judge. */
export interface LabelSplit {
  readonly train: readonly TruthMatch[];
  readonly judge: readonly TruthMatch[];
}

/** How well a run found and named what is in the frames. */
export interface DemoScore {
  /** The true number of objects. */
  readonly count: number;
  readonly foundCount: number;
  /** (found - true) / true. */
  readonly countError: number;
  /** Over all true objects, 0 for those without a partner. */
  readonly meanIoU: number;
  /** Share of the judging objects that were found and named right. */
  readonly classAccuracy: number;
}

/** The accuracy of a forest that sees one measurement. */
export interface SingleMeasure {
  readonly measure: string;
  readonly accuracy: number;
}

/** Measurements of found objects. */
export interface FoundMeasures {
  readonly names: readonly string[];
  /** The row of an object, in the order of `names`; `undefined` when it was not measured. */
  row(image: string, label: number): ArrayLike<number> | undefined;
}

const TREES = 100;

/** Share the true objects out by lot; the same seed and objects give the same halves, in whatever order the frames come. */
export function splitLabels(frames: readonly FrameMatch[], seed: number, trainShare = 0.5): LabelSplit {
  const objects = frames.flatMap((frame) => frame.matches);
  objects.sort((a, b) => (a.image < b.image ? -1 : a.image > b.image ? 1 : a.truth.label - b.truth.label));
  const order = shuffled(objects, createRandom(seed, 0x5b117));
  const cut = Math.round(order.length * trainShare);
  return { train: order.slice(0, cut), judge: order.slice(cut) };
}

/** Score a run; `classOf` tells the class that it gave a found object. */
export function scoreDemo(
  frames: readonly FrameMatch[],
  judge: readonly TruthMatch[],
  classOf: (image: string, label: number) => string | undefined,
): DemoScore {
  const matches = frames.flatMap((frame) => frame.matches);
  const foundCount = frames.reduce((sum, frame) => sum + frame.foundCount, 0);
  const right = judge.filter(({ image, found, truth }) => found !== 0 && classOf(image, found) === truth.class);
  return {
    count: matches.length,
    foundCount,
    countError: (foundCount - matches.length) / matches.length,
    meanIoU: matches.reduce((sum, match) => sum + match.iou, 0) / matches.length,
    classAccuracy: right.length / judge.length,
  };
}

/** Let a forest learn and judge from one measurement after the other, and tell which one alone does best. */
export function bestSingleMeasure(split: LabelSplit, measures: FoundMeasures, seed: number): SingleMeasure {
  let best: SingleMeasure = { measure: "", accuracy: Number.NEGATIVE_INFINITY };
  for (const [column, measure] of measures.names.entries()) {
    const accuracy = forestAccuracy(split, pickColumn(measures, column), seed);
    if (accuracy > best.accuracy) best = { measure, accuracy };
  }
  return best;
}

/** Share of the judging objects that a forest names right which learnt from the others; those without measurements count as wrong. */
export function forestAccuracy({ train, judge }: LabelSplit, measures: FoundMeasures, seed: number): number {
  const classes = [...new Set(train.map(({ truth }) => truth.class))].sort();
  const learnt = measured(train, measures);
  const judged = measured(judge, measures);
  const classOf = (match: TruthMatch): number => classes.indexOf(match.truth.class);
  const { forest } = trainForest({
    features: learnt.features,
    n: learnt.matches.length,
    f: measures.names.length,
    classes: Uint16Array.from(learnt.matches, classOf),
    classCount: classes.length,
    trees: TREES,
    seed,
  });
  const given = mostProbableClass(predictForest(forest, judged.features), classes.length);
  return judged.matches.filter((match, i) => given[i] === classOf(match)).length / judge.length;
}

function pickColumn(measures: FoundMeasures, column: number): FoundMeasures {
  return {
    names: [measures.names[column] as string],
    row(image, label) {
      const row = measures.row(image, label);
      return row === undefined ? undefined : [row[column] as number];
    },
  };
}

function measured(matches: readonly TruthMatch[], measures: FoundMeasures): { matches: TruthMatch[]; features: Float32Array } {
  const kept: TruthMatch[] = [];
  const values: number[] = [];
  for (const match of matches) {
    const row = match.found === 0 ? undefined : measures.row(match.image, match.found);
    if (row === undefined) continue;
    kept.push(match);
    values.push(...Array.from(row));
  }
  return { matches: kept, features: Float32Array.from(values) };
}
