import { ArgosyError } from "@argosy/core";
import type { KnownRows } from "./nearest-neighbours.ts";
import type { Rows } from "./principal-components.ts";

/** A linear model of class probabilities. */
export interface LogisticModel {
  readonly f: number;
  readonly classCount: number;
  /** `[classCount][f]` */
  readonly weights: Float64Array;
  /** `[classCount]` */
  readonly offsets: Float64Array;
}

/** How {@link trainLogistic} learns. */
export interface LogisticOptions {
  /** Inverse of the strength of the penalty on large weights, above 0; default 1. */
  readonly c?: number;
  /** Most steps; default 1000. */
  readonly iterations?: number;
}

/** The gradient at which training rests, as a share of a row's weight. */
const REST = 1e-7;

/**
 * Train a multinomial logistic regression: the weights that make the given classes most probable, less a penalty of half their squares over c.
 *
 * The problem is convex, so the result does not depend on where it starts. Offsets bear no penalty and add up to 0. Scale the features first.
 *
 * @param rows - `[n][f]`, finite values of at least two classes; not changed.
 * @throws {ArgosyError} `invalid_argument` for rows that do not fit, fewer than two classes, a value that is not finite, or c not above 0.
 *
 * Time O(n f classCount) a step. As scikit-learn's `LogisticRegression` with its default solver and penalty.
 *
 * Source: D. C. Liu, J. Nocedal (1989), Math. Programming 45, 503-528, doi:10.1007/BF01589116.
 */
export function trainLogistic(rows: KnownRows, { c = 1, iterations = 1000 }: LogisticOptions = {}): LogisticModel {
  checkRows(rows, c);
  const { f, classCount } = rows;
  const parameters = new Float64Array(classCount * (f + 1));
  const history: Step[] = [];
  let here = lossAt(rows, parameters, c);
  for (let step = 0; step < iterations && largest(here.gradient) > REST * c * rows.n; step++) {
    const direction = descent(here.gradient, history);
    const moved = searchLine(rows, parameters, here, direction, c);
    if (moved === undefined) break;
    const change = moved.at.map((value, i) => value - parameters[i]);
    const turn = moved.loss.gradient.map((value, i) => value - here.gradient[i]);
    if (dot(change, turn) > 0) history.push({ change, turn });
    if (history.length > 10) history.shift();
    parameters.set(moved.at);
    here = moved.loss;
  }
  const weights = parameters.slice(0, classCount * f);
  const offsets = parameters.slice(classCount * f);
  const mean = offsets.reduce((a, b) => a + b, 0) / classCount;
  return { f, classCount, weights, offsets: offsets.map((value) => value - mean) };
}

/**
 * The probability of each class for each row.
 *
 * @returns `[n][classCount]`, each row adding up to 1.
 * @throws {ArgosyError} `invalid_argument` when the rows have another number of features.
 *
 * Time O(n f classCount). As scikit-learn's `LogisticRegression.predict_proba`.
 */
export function predictLogistic({ f, classCount, weights, offsets }: LogisticModel, rows: Rows): Float64Array {
  if (rows.f !== f || rows.values.length !== rows.n * f)
    throw new ArgosyError("invalid_argument", "the rows have another number of features", { details: { f: rows.f, expected: f } });
  const shares = new Float64Array(rows.n * classCount);
  for (let row = 0; row < rows.n; row++) softmax(rows, row, weights, offsets, shares.subarray(row * classCount, (row + 1) * classCount));
  return shares;
}

interface Loss {
  readonly value: number;
  readonly gradient: Float64Array;
}

interface Step {
  readonly change: Float64Array;
  readonly turn: Float64Array;
}

function checkRows({ values, n, f, classes, classCount }: KnownRows, c: number): void {
  if (n < 1 || f < 1 || values.length !== n * f || classes.length !== n || !(c > 0))
    throw new ArgosyError("invalid_argument", "the rows or c do not fit", { details: { n, f, length: values.length, c } });
  if (new Set(classes).size < 2 || classes.some((one) => one >= classCount))
    throw new ArgosyError("invalid_argument", "two classes or more are needed, all in range", { details: { classCount } });
  for (let i = 0; i < values.length; i++)
    if (!Number.isFinite(values[i])) throw new ArgosyError("invalid_argument", "a value is not finite", { details: { index: i } });
}

/** Fill `out` with probabilities; gives the logarithm of their common divisor, with the greatest score taken out. */
function softmax({ values, f }: Rows, row: number, weights: Float64Array, offsets: Float64Array, out: Float64Array): void {
  let most = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < out.length; k++) {
    let score = offsets[k];
    for (let i = 0; i < f; i++) score += weights[k * f + i] * values[row * f + i];
    out[k] = score;
    if (score > most) most = score;
  }
  let sum = 0;
  for (let k = 0; k < out.length; k++) {
    out[k] = Math.exp(out[k] - most);
    sum += out[k];
  }
  for (let k = 0; k < out.length; k++) out[k] /= sum;
}

/** c times the negative log likelihood plus half the squares of the weights. */
function lossAt(rows: KnownRows, parameters: Float64Array, c: number): Loss {
  const { values, n, f, classes, classCount } = rows;
  const weights = parameters.subarray(0, classCount * f);
  const offsets = parameters.subarray(classCount * f);
  const gradient = new Float64Array(parameters.length);
  gradient.set(weights);
  let value = 0;
  for (const weight of weights) value += (weight * weight) / 2;
  const shares = new Float64Array(classCount);
  for (let row = 0; row < n; row++) {
    softmax(rows, row, weights, offsets, shares);
    value -= c * Math.log(Math.max(shares[classes[row]], Number.MIN_VALUE));
    for (let k = 0; k < classCount; k++) {
      const pull = c * (shares[k] - (classes[row] === k ? 1 : 0));
      for (let i = 0; i < f; i++) gradient[k * f + i] += pull * values[row * f + i];
      gradient[classCount * f + k] += pull;
    }
  }
  return { value, gradient };
}

/** Down the slope, bent by the last steps: the two loops of L-BFGS. */
function descent(gradient: Float64Array, history: readonly Step[]): Float64Array {
  const q = gradient.slice();
  const pulls = history.map(() => 0);
  for (let i = history.length - 1; i >= 0; i--) {
    const { change, turn } = history[i];
    pulls[i] = dot(change, q) / dot(change, turn);
    for (let j = 0; j < q.length; j++) q[j] -= pulls[i] * turn[j];
  }
  const last = history.at(-1);
  const scale = last === undefined ? 1 / Math.max(1, Math.sqrt(dot(q, q))) : dot(last.change, last.turn) / dot(last.turn, last.turn);
  for (let j = 0; j < q.length; j++) q[j] *= scale;
  for (const [i, { change, turn }] of history.entries()) {
    const back = dot(turn, q) / dot(change, turn);
    for (let j = 0; j < q.length; j++) q[j] += change[j] * (pulls[i] - back);
  }
  return q.map((value) => -value);
}

/** Halve the step until the loss falls enough; nothing when it cannot fall any more. */
function searchLine(rows: KnownRows, from: Float64Array, here: Loss, direction: Float64Array, c: number) {
  const slope = dot(here.gradient, direction);
  for (let length = 1; length > 1e-12; length /= 2) {
    const at = from.map((value, i) => value + length * direction[i]);
    const loss = lossAt(rows, at, c);
    if (loss.value <= here.value + 1e-4 * length * slope) return { at, loss };
  }
  return undefined;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}

function largest(values: Float64Array): number {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  return most;
}
