import type { Rows } from "@argosy/kernels";

/** The rows that lie next to each row: as UMAP takes them, each row its own nearest. */
export interface NearestRows {
  /** `[n][k]` the row itself, then others, the nearest first. */
  readonly indices: number[][];
  /** `[n][k]` Euclidean distances. */
  readonly distances: number[][];
}

/**
 * For each row itself and the k - 1 rows next to it, exactly; of equally near ones the earlier.
 *
 * @param rows - `[n][f]` finite values; not changed.
 * @param k - 1 to n.
 * @param pause - Awaited after every few rows, so that a cancelled task can notice.
 *
 * Time O(n^2 (f + k)); a distance that has grown beyond the k-th is not added up to its end.
 */
export async function nearestRows({ values, n, f }: Rows, k: number, pause: () => Promise<void>): Promise<NearestRows> {
  const data = Float64Array.from(values);
  const near = new Float64Array(k);
  const who = new Int32Array(k);
  const [indices, distances]: [number[][], number[][]] = [[], []];
  for (let row = 0; row < n; row++) {
    if (row % ROWS_A_TURN === 0) await pause();
    let found = 1;
    [who[0], near[0]] = [row, 0];
    for (let other = 0; other < n; other++) {
      if (other === row) continue;
      const distance = squaredDistance(data, row * f, other * f, f, found < k ? Number.POSITIVE_INFINITY : near[k - 1]!);
      if (found === k && distance >= near[k - 1]!) continue;
      let at = found < k ? found++ : k - 1;
      // The row itself stays first, also among its equals.
      for (; at > 1 && near[at - 1]! > distance; at--) {
        near[at] = near[at - 1]!;
        who[at] = who[at - 1]!;
      }
      near[at] = distance;
      who[at] = other;
    }
    indices.push(Array.from(who));
    distances.push(Array.from(near, Math.sqrt));
  }
  return { indices, distances };
}

const ROWS_A_TURN = 100;
const VALUES_A_LOOK = 8;

/** The sum up to the end, or up to where it has reached `most`. */
function squaredDistance(data: Float64Array, a: number, b: number, f: number, most: number): number {
  let sum = 0;
  for (let at = 0; at < f; ) {
    for (const end = Math.min(f, at + VALUES_A_LOOK); at < end; at++) {
      const apart = data[a + at]! - data[b + at]!;
      sum += apart * apart;
    }
    if (sum >= most) return sum;
  }
  return sum;
}
