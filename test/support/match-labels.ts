import type { Labels } from "@argosy/kernels";

/** A true object and the found object that it was matched with. */
export interface LabelPair {
  /** Label in the truth. */
  readonly truth: number;
  /** Label in what was found. */
  readonly found: number;
  /** Pixels in both over pixels in either, 0..1. */
  readonly iou: number;
}

/** One-to-one matches of two label images, and how many objects each holds. */
export interface LabelMatches {
  /** By descending IoU; of equal ones the lower true label first, then the lower found one. */
  readonly pairs: readonly LabelPair[];
  readonly truthCount: number;
  readonly foundCount: number;
}

/**
 * Match the objects of two label images one to one, the best overlap first.
 *
 * Pairs that overlap with an IoU of at least `minIou` are taken by descending IoU (ties: lower true label, then lower found label); a pair is
 * left out when one of the two has a partner already. Above 0.5 no object can have two candidates, so there the order does not matter.
 *
 * @param truth - `[height, width]`; 0 is background, labels need not be consecutive, an object need not be connected.
 * @param found - Of the same size.
 * @param minIou - Least IoU of a match, > 0.
 * @throws {RangeError} when the sizes differ or `minIou` is not above 0.
 */
export function matchLabels(truth: Labels, found: Labels, minIou: number): LabelMatches {
  if (truth.width !== found.width || truth.height !== found.height)
    throw new RangeError(`truth is ${truth.width} x ${truth.height}, found is ${found.width} x ${found.height}`);
  if (!(minIou > 0)) throw new RangeError(`an IoU of at least ${minIou} is no overlap`);
  const overlaps = countOverlaps(truth.data, found.data);
  const truthAreas = areasOf(overlaps, (overlap) => overlap.truth);
  const foundAreas = areasOf(overlaps, (overlap) => overlap.found);
  const candidates = overlaps
    .filter((overlap) => overlap.truth !== 0 && overlap.found !== 0)
    .map(({ truth, found, pixels }) => ({ truth, found, iou: pixels / (truthAreas.get(truth)! + foundAreas.get(found)! - pixels) }))
    .filter((pair) => pair.iou >= minIou)
    .sort((a, b) => b.iou - a.iou || a.truth - b.truth || a.found - b.found);
  return { pairs: takeOnce(candidates), truthCount: truthAreas.size, foundCount: foundAreas.size };
}

interface Overlap {
  readonly truth: number;
  readonly found: number;
  pixels: number;
}

function countOverlaps(truth: Uint32Array, found: Uint32Array): Overlap[] {
  const byTruth = new Map<number, Map<number, Overlap>>();
  let current: Overlap | undefined;
  for (let i = 0; i < truth.length; i++) {
    // Neighbours in a row mostly belong to the same pair: only a change is looked up.
    if (current === undefined || current.truth !== truth[i] || current.found !== found[i])
      current = overlapOf(byTruth, truth[i]!, found[i]!);
    current.pixels++;
  }
  return [...byTruth.values()].flatMap((byFound) => [...byFound.values()]);
}

function overlapOf(byTruth: Map<number, Map<number, Overlap>>, truth: number, found: number): Overlap {
  const byFound = byTruth.get(truth) ?? new Map<number, Overlap>();
  byTruth.set(truth, byFound);
  const overlap = byFound.get(found) ?? { truth, found, pixels: 0 };
  byFound.set(found, overlap);
  return overlap;
}

function areasOf(overlaps: readonly Overlap[], labelOf: (overlap: Overlap) => number): Map<number, number> {
  const areas = new Map<number, number>();
  for (const overlap of overlaps) {
    const label = labelOf(overlap);
    if (label !== 0) areas.set(label, (areas.get(label) ?? 0) + overlap.pixels);
  }
  return areas;
}

function takeOnce(candidates: readonly LabelPair[]): LabelPair[] {
  const truths = new Set<number>();
  const founds = new Set<number>();
  return candidates.filter(({ truth, found }) => {
    if (truths.has(truth) || founds.has(found)) return false;
    truths.add(truth);
    founds.add(found);
    return true;
  });
}
