import { randomSource, shuffle } from "@argosy/kernels";

/**
 * Chooses the rows that judge instead of teach: of each class the given share, rounded, at least one and never all; of a class with a
 * single row none. Equal seeds give equal choices.
 *
 * @param classes - `[n]` class of each row.
 * @param share - above 0, below 1.
 * @returns `[n]` 1 where a row is held out.
 */
export function holdOut(classes: Uint16Array, share: number, seed: number): Uint8Array {
  const random = randomSource(seed);
  const held = new Uint8Array(classes.length);
  const members = Map.groupBy(classes.keys(), (row) => classes[row]!);
  for (const [, list] of [...members].sort(([a], [b]) => a - b)) {
    const rows = Uint32Array.from(list);
    shuffle(rows, random);
    const count = Math.min(rows.length - 1, Math.max(1, Math.round(share * rows.length)));
    for (const row of rows.subarray(0, count)) held[row] = 1;
  }
  return held;
}
