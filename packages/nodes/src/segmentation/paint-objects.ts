import type { Connectivity, LabelRuns, Labels } from "@argosy/kernels";
import type { Candidate } from "./nesting.ts";
import { ownHoles } from "./own-holes.ts";

/** A new label image, and what was counted while it was painted; the arrays go by new label. */
export interface PaintedObjects {
  readonly labels: Labels;
  /** Old label -> new label. */
  readonly numbers: ReadonlyMap<number, number>;
  readonly areas: Float64Array;
  /** Sums of the pixel centres. */
  readonly sumX: Float64Array;
  readonly sumY: Float64Array;
}

/** Paints the candidates, numbered 1, 2, 3 ... in their order, holes filled where the rule says so; a filled pixel never covers another candidate. */
export function paintObjects(
  labels: Labels,
  runs: LabelRuns,
  candidates: readonly Candidate[],
  rule: { readonly connectivity: Connectivity; readonly fillHoles: boolean },
): PaintedObjects {
  const { width, height } = labels;
  const numbers = new Map(candidates.map(({ label }, index) => [label, index + 1]));
  const data = new Uint32Array(labels.data.length);
  const counts = new Counts(candidates.length, width);
  if (candidates.length > 0) paintRuns(runs, numbers, data, counts);
  if (rule.fillHoles) {
    // The larger box first: a hole in a hole then belongs to the object next to it.
    const byBox = candidates.toSorted((a, b) => b.box.width * b.box.height - a.box.width * a.box.height);
    const filled = new Uint8Array(byBox.length === 0 ? 0 : data.length);
    for (const { label, box, area } of byBox) {
      if (box.width * box.height === area) continue;
      const number = numbers.get(label)!;
      for (const i of ownHoles(labels, label, box, rule.connectivity)) {
        if (data[i] !== 0 && filled[i] === 0) continue;
        if (data[i] !== 0) counts.add(data[i]!, i, -1);
        data[i] = number;
        filled[i] = 1;
        counts.add(number, i, 1);
      }
    }
  }
  const { areas, sumX, sumY } = counts;
  return { labels: { data, width, height }, numbers, areas, sumX, sumY };
}

function paintRuns(
  { starts, ends, numbers: old }: LabelRuns,
  numbers: ReadonlyMap<number, number>,
  data: Uint32Array,
  counts: Counts,
): void {
  let last = 0;
  let number = 0;
  for (let run = 0; run < old.length; run++) {
    if (old[run] !== last) {
      last = old[run]!;
      number = numbers.get(last) ?? 0;
    }
    if (number === 0) continue;
    const [start, end] = [starts[run]!, ends[run]!];
    for (let i = start; i < end; i++) data[i] = number;
    counts.addRun(number, start, end);
  }
}

/** Pixels by label; all sums are whole or half numbers, hence exact in any order. */
class Counts {
  readonly areas: Float64Array;
  readonly sumX: Float64Array;
  readonly sumY: Float64Array;
  readonly #width: number;

  constructor(largest: number, width: number) {
    this.areas = new Float64Array(largest + 1);
    this.sumX = new Float64Array(largest + 1);
    this.sumY = new Float64Array(largest + 1);
    this.#width = width;
  }

  /** The run from offset `start` to before `end`, in one row. */
  addRun(label: number, start: number, end: number): void {
    const y = Math.floor(start / this.#width);
    const x = start - y * this.#width;
    const length = end - start;
    this.areas[label]! += length;
    this.sumX[label]! += (length * (x + x + length)) / 2;
    this.sumY[label]! += length * (y + 0.5);
  }

  /** The pixel at offset `i`, once more or once less. */
  add(label: number, i: number, times: 1 | -1): void {
    const y = Math.floor(i / this.#width);
    this.areas[label]! += times;
    this.sumX[label]! += times * (i - y * this.#width + 0.5);
    this.sumY[label]! += times * (y + 0.5);
  }
}
