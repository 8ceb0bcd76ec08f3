/**
 * Clip a histogram in place and spread what was cut off over the bins below the limit, as scikit-image does it: first evenly, then one by
 * one at equal steps. What does not fit anywhere is dropped.
 *
 * @param counts - `[n]`, changed; their sum stays unless all are at the limit.
 * @param limit - Most in one bin, >= 1.
 *
 * Time O(n) for the even part, O(n^2) at worst for the rest.
 */
export function clipHistogram(counts: Int32Array, limit: number): void {
  let excess = 0;
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] <= limit) continue;
    excess += counts[bin] - limit;
    counts[bin] = limit;
  }
  const share = Math.floor(excess / counts.length);
  const upper = limit - share;
  for (let bin = 0; bin < counts.length; bin++) {
    if (counts[bin] < upper) {
      counts[bin] += share;
      excess -= share;
    }
    if (counts[bin] >= upper && counts[bin] < limit) {
      excess -= limit - counts[bin];
      counts[bin] = limit;
    }
  }
  for (let before = excess + 1; excess > 0 && excess < before; ) {
    before = excess;
    excess = spreadOnce(counts, limit, excess);
  }
}

/** One pass over the bins; returns what is left. */
function spreadOnce(counts: Int32Array, limit: number, excess: number): number {
  let left = excess;
  let free = 0;
  for (let bin = 0; bin < counts.length; bin++) free += Number(counts[bin] < limit);
  for (let first = 0; first < counts.length && left > 0 && free > 0; first++) {
    const step = Math.max(1, Math.floor(free / left));
    for (let bin = first; bin < counts.length; bin += step) {
      if (counts[bin] >= limit) continue;
      counts[bin]++;
      left--;
      if (counts[bin] === limit) free--;
    }
  }
  return left;
}
