import { refusal } from "@argosy/core";

/**
 * Wilson's score interval of a share that was estimated from counts.
 *
 * Unlike the share plus and minus its standard error it stays within 0 to 1 and says something where all or none were right.
 *
 * @param right - how many of `all`; 0 to `all`.
 * @param z - standard normal quantile; 1.96 covers the true share in 95 % of cases.
 * @returns The ends of the interval; 0 to 1 where nothing was counted.
 * @throws {ArgosyError} `PARAM_INVALID` when `right` is not in 0 to `all`.
 *
 * Constant time.
 *
 * Source: E. B. Wilson (1927), J. Am. Stat. Assoc. 22(158), 209-212, doi:10.1080/01621459.1927.10502953.
 */
export function wilsonInterval(right: number, all: number, z = 1.959963984540054): { readonly low: number; readonly high: number } {
  if (!(right >= 0 && right <= all)) throw refusal("PARAM_INVALID", "more were right than were asked", { right, all });
  if (all === 0) return { low: 0, high: 1 };
  const share = right / all;
  const square = (z * z) / all;
  const middle = (share + square / 2) / (1 + square);
  const half = (z / (1 + square)) * Math.sqrt((share * (1 - share)) / all + square / (4 * all));
  return { low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}
