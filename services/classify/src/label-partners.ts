import type { Labels } from "@argosy/kernels";

/** The object of a new label image that an older one is now. */
export interface Partner {
  readonly label: number;
  /** Pixels in common over pixels of either. */
  readonly iou: number;
}

/** Below this, two objects are not the same one. */
const LEAST_IOU = 0.5;

/**
 * For each wanted object of an older label image its partner in a new one of the same size: the one with the greatest IoU of at least
 * 0.5; of equal ones the lower label. Those without are left out. Two older objects have the same partner only where both have an IoU
 * of exactly 0.5 with it.
 *
 * Time O(pixels).
 *
 * @throws {RangeError} when the sizes differ.
 */
export function findPartners(older: Labels, newer: Labels, wanted: ReadonlySet<number>): Map<number, Partner> {
  if (older.width !== newer.width || older.height !== newer.height) throw new RangeError("the label images have different sizes");
  const olderAreas = new Map<number, number>();
  const newerAreas = new Map<number, number>();
  const common = new Map<number, Map<number, number>>();
  for (let at = 0; at < older.data.length; at++) {
    const [from, to] = [older.data[at]!, newer.data[at]!];
    if (to !== 0) newerAreas.set(to, (newerAreas.get(to) ?? 0) + 1);
    if (from === 0 || !wanted.has(from)) continue;
    olderAreas.set(from, (olderAreas.get(from) ?? 0) + 1);
    if (to === 0) continue;
    let shared = common.get(from);
    if (shared === undefined) {
      shared = new Map();
      common.set(from, shared);
    }
    shared.set(to, (shared.get(to) ?? 0) + 1);
  }
  const partners = new Map<number, Partner>();
  for (const [from, shared] of [...common].sort(([a], [b]) => a - b)) {
    const best = bestOf(shared, olderAreas.get(from)!, newerAreas);
    if (best !== undefined) partners.set(from, best);
  }
  return partners;
}

function bestOf(shared: ReadonlyMap<number, number>, area: number, areas: ReadonlyMap<number, number>): Partner | undefined {
  let best: Partner | undefined;
  for (const [label, pixels] of [...shared].sort(([a], [b]) => a - b)) {
    const iou = pixels / (area + areas.get(label)! - pixels);
    if (iou >= LEAST_IOU && (best === undefined || iou > best.iou)) best = { label, iou };
  }
  return best;
}
