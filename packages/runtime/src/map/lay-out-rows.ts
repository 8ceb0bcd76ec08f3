import { setImmediate } from "node:timers/promises";
import type { Rows } from "@argosy/kernels";
import { measureScale, principalComponents, projectRows, randomSource, scaleRows } from "@argosy/kernels";
import { UMAP } from "umap-js";
import type { MapJob, MapResult } from "../frame/frame-job.ts";
import { nearestRows } from "./nearest-rows.ts";

/** More directions than this tell little more, and cost time. */
const MOST_COMPONENTS = 50;
/** Of fewer different rows UMAP has no neighbourhoods to keep. */
const LEAST_ROWS = 10;
/** How far from the middle the outermost row begins, as in UMAP's own beginnings. */
const REACH = 10;
const UNEQUAL = 1e-4;

/**
 * Lays rows of features out in the plane so that those that are alike lie together: each feature to mean 0 and variance 1 (what is missing
 * becomes the mean), the 50 main directions of that, and UMAP of them. Neighbours are found exactly, and the rows begin where their two
 * main directions say, so that also what lies far apart means something.
 *
 * Equal rows come to lie in one place. Fewer than 10 different rows lie where their two main directions say; a single one in the middle.
 *
 * @returns Places around 0. The same for the same rows and seed, in every process.
 * @throws {ArgosyError} `cancelled` after the signal.
 *
 * Time O(n^2 + n f^2 + f^3) for n different rows of f features.
 *
 * Source: L. McInnes, J. Healy, J. Melville (2018), arXiv:1802.03426; beginning: D. Kobak, G. C. Linderman (2021), Nat. Biotechnol. 39,
 * 156-157, doi:10.1038/s41587-020-00809-z.
 */
export async function layOutRows({ features, n, f, neighbours, minDist, seed }: MapJob, signal: AbortSignal): Promise<MapResult> {
  const all: Rows = { values: features, n, f };
  if (n === 0 || f === 0) return { places: new Float32Array(2 * n), method: "components" };
  const scaled = scaleRows(all, measureScale(all));
  const { rows, of } = differentRows({ values: scaled, n, f });
  const scores = mainDirections(rows);
  const few = rows.n < LEAST_ROWS;
  const laid = few ? flat(scores) : await embed(scores, { neighbours, minDist, seed }, signal);
  return { places: centred(laid, of), method: few ? "components" : "umap" };
}

interface DifferentRows {
  readonly rows: Rows;
  /** `[n]` which of them each row is. */
  readonly of: Uint32Array;
}

/** Every row once, in the order in which they first come. */
function differentRows({ values, n, f }: Rows & { readonly values: Float64Array }): DifferentRows {
  const known = new Map<string, number>();
  const of = new Uint32Array(n);
  const first: number[] = [];
  for (let row = 0; row < n; row++) {
    // Adding 0 makes one of both zeros.
    const own = values.slice(row * f, (row + 1) * f).map((value) => value + 0);
    const key = Buffer.from(own.buffer).toString("latin1");
    const found = known.get(key) ?? known.size;
    if (found === known.size) {
      known.set(key, found);
      first.push(row);
    }
    of[row] = found;
  }
  const different = new Float64Array(first.length * f);
  for (const [to, from] of first.entries()) different.set(values.subarray(from * f, (from + 1) * f), to * f);
  return { rows: { values: different, n: first.length, f }, of };
}

/** Where rows lie along their main directions, at most 50; a single row has none. */
function mainDirections(rows: Rows): Rows {
  if (rows.n < 2) return { values: new Float64Array(rows.n), n: rows.n, f: 1 };
  const count = Math.min(rows.n, rows.f, MOST_COMPONENTS);
  return { values: projectRows(rows, principalComponents(rows, count)), n: rows.n, f: count };
}

/** `[n][2]` the first two columns. */
function flat({ values, n, f }: Rows): Float64Array {
  return Float64Array.from({ length: 2 * n }, (_, i) => (i % 2 < f ? values[(i >> 1) * f + (i % 2)]! : 0));
}

async function embed(
  rows: Rows,
  { neighbours, minDist, seed }: Pick<MapJob, "neighbours" | "minDist" | "seed">,
  signal: AbortSignal,
): Promise<Float64Array> {
  const pause = async () => {
    await setImmediate();
    signal.throwIfAborted();
  };
  const { values, n, f } = rows;
  const nNeighbors = Math.min(neighbours, n - 1);
  const near = await nearestRows(rows, nNeighbors, pause);
  const random = randomSource(seed);
  const umap = new UMAP({ nComponents: 2, nNeighbors, minDist, random: random.unit });
  umap.setPrecomputedKNN(near.indices, near.distances);
  const vectors = Array.from({ length: n }, (_, row) => Array.from({ length: f }, (_, i) => values[row * f + i]!));
  const epochs = umap.initializeFit(vectors);
  const begin = flat(rows);
  const reach = begin.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // The library begins with random places; these are its own arrays, which it moves from epoch to epoch.
  for (const [row, place] of umap.getEmbedding().entries())
    for (let axis = 0; axis < 2; axis++) place[axis] = (REACH * begin[2 * row + axis]!) / reach + UNEQUAL * random.unit();
  for (let epoch = 0; epoch < epochs; epoch++) {
    umap.step();
    await pause();
  }
  return Float64Array.from(umap.getEmbedding().flat());
}

/** `[rows][2]` the places of all rows, their mean in the middle. */
function centred(laid: Float64Array, of: Uint32Array): Float32Array {
  const middle = (axis: number) => of.reduce((sum, row) => sum + laid[2 * row + axis]!, 0) / of.length;
  const [x, y] = [middle(0), middle(1)];
  return Float32Array.from({ length: 2 * of.length }, (_, i) => laid[2 * of[i >> 1]! + (i % 2)]! - (i % 2 === 0 ? x : y));
}
