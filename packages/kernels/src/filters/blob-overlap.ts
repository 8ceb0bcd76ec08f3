import type { Blob } from "./blob.ts";

/**
 * Drop each spot of which more than a share lies in a larger one; of two of one size the later in the list.
 *
 * Time O(spots * spots in reach), with a grid.
 */
export function pruneBlobs(blobs: readonly Blob[], most: number): readonly Blob[] {
  const bySize = blobs.map((blob, rank) => ({ blob, rank })).sort((a, b) => b.blob.sigma - a.blob.sigma || a.rank - b.rank);
  const cell = Math.max(1, 2 * Math.SQRT2 * (bySize[0]?.blob.sigma ?? 1));
  const grid = new Map<string, Blob[]>();
  const kept = bySize.filter(({ blob }) => {
    const [column, row] = [Math.floor(blob.x / cell), Math.floor(blob.y / cell)];
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++)
        for (const larger of grid.get(`${column + dx} ${row + dy}`) ?? []) if (overlapShare(larger, blob) > most) return false;
    const key = `${column} ${row}`;
    grid.set(key, [...(grid.get(key) ?? []), blob]);
    return true;
  });
  return kept.sort((a, b) => a.rank - b.rank).map(({ blob }) => blob);
}

/** The share of the smaller disk (radius sqrt(2) * sigma) that lies in the larger one. */
function overlapShare(larger: Blob, smaller: Blob): number {
  const [r1, r2] = [Math.SQRT2 * larger.sigma, Math.SQRT2 * smaller.sigma];
  const d = Math.hypot(larger.x - smaller.x, larger.y - smaller.y);
  if (d >= r1 + r2) return 0;
  if (d <= r1 - r2) return 1;
  const within = (value: number) => Math.acos(Math.min(1, Math.max(-1, value)));
  const a1 = within((d * d + r1 * r1 - r2 * r2) / (2 * d * r1));
  const a2 = within((d * d + r2 * r2 - r1 * r1) / (2 * d * r2));
  const kite = 0.5 * Math.sqrt(Math.abs((r1 + r2 - d) * (d + r1 - r2) * (d - r1 + r2) * (d + r1 + r2)));
  return (r1 * r1 * a1 + r2 * r2 * a2 - kite) / (Math.PI * r2 * r2);
}
