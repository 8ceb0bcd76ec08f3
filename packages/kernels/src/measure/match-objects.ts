import { ArgosyError } from "@argosy/core";
import type { Labels } from "../array/plane.ts";
import { countOverlaps, sideTotals } from "./overlaps.ts";

/** Two objects, one of each segmentation, and how well they cover each other. */
export interface ObjectMatch {
  readonly truth: number;
  readonly tested: number;
  /** Shared pixels over the pixels of either, above 0, at most 1. */
  readonly iou: number;
}

/** How well the objects were found at one threshold. */
export interface MatchScore {
  /** Matches with at least this intersection over union. */
  readonly threshold: number;
  readonly matched: number;
  readonly precision: number;
  readonly recall: number;
  /** Harmonic mean of both; 1 when neither side has objects. */
  readonly f1: number;
}

/** What {@link matchObjects} gives. */
export interface ObjectAgreement {
  /** Best first; every object at most once. */
  readonly matches: readonly ObjectMatch[];
  readonly scores: readonly MatchScore[];
}

/**
 * Match the objects of two segmentations and score them at thresholds of intersection over union.
 *
 * Pairs are matched from the best cover down (equal ones: lower labels first), each object once. Above 0.5 no other matching is possible; below, this
 * one is not always the largest. Background takes no part.
 *
 * @param truth - `[height, width]`, any labels; not changed. `tested` likewise.
 * @param thresholds - Each above 0 and at most 1; default 0.5, 0.55, ... 0.95.
 * @throws {ArgosyError} `invalid_argument` when the sizes differ, there are no pixels, or a threshold is out of range.
 *
 * Time O(pixels + pairs log pairs).
 *
 * Source: J. C. Caicedo et al. (2019), Nat. Methods 16, 1247-1253, doi:10.1038/s41592-019-0612-7.
 */
export function matchObjects(truth: Labels, tested: Labels, thresholds: readonly number[] = THRESHOLDS): ObjectAgreement {
  for (const threshold of thresholds)
    if (!(threshold > 0 && threshold <= 1))
      throw new ArgosyError("invalid_argument", "a threshold must be above 0 and at most 1", { details: { threshold } });
  const { first, second, pixels } = countOverlaps(truth, tested);
  const trueAreas = sideTotals(first, pixels);
  const testedAreas = sideTotals(second, pixels);
  const pairs = Array.from(pixels, (shared, i): ObjectMatch => {
    const union = trueAreas.get(first[i])! + testedAreas.get(second[i])! - shared;
    return { truth: first[i], tested: second[i], iou: shared / union };
  }).filter((pair) => pair.truth !== 0 && pair.tested !== 0);
  pairs.sort((a, b) => b.iou - a.iou || a.truth - b.truth || a.tested - b.tested);
  const used = { truth: new Set<number>(), tested: new Set<number>() };
  const matches = pairs.filter((pair) => {
    if (used.truth.has(pair.truth) || used.tested.has(pair.tested)) return false;
    used.truth.add(pair.truth);
    used.tested.add(pair.tested);
    return true;
  });
  const found = { truth: countObjects(trueAreas), tested: countObjects(testedAreas) };
  return { matches, scores: thresholds.map((threshold) => scoreAt(threshold, matches, found)) };
}

const THRESHOLDS = Array.from({ length: 10 }, (_, i) => (50 + 5 * i) / 100);

function countObjects(areas: ReadonlyMap<number, number>): number {
  return areas.size - (areas.has(0) ? 1 : 0);
}

function scoreAt(
  threshold: number,
  matches: readonly ObjectMatch[],
  found: { readonly truth: number; readonly tested: number },
): MatchScore {
  const matched = matches.filter(({ iou }) => iou >= threshold).length;
  const share = (of: number): number => (of === 0 ? (found.truth + found.tested === 0 ? 1 : 0) : matched / of);
  const all = found.truth + found.tested;
  return { threshold, matched, precision: share(found.tested), recall: share(found.truth), f1: all === 0 ? 1 : (2 * matched) / all };
}
