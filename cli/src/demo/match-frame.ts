import type { FrameTruth, TruthObject } from "./truth.ts";
import { forEachRun, isCounted } from "./truth.ts";

/** The labels that were found in one frame. */
export interface FoundLabels {
  /** `[height, width]`, 0 is background. */
  readonly data: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

/** A true object that counts, and what was found for it. */
export interface TruthMatch {
  /** Name of the frame's file. */
  readonly image: string;
  readonly truth: TruthObject;
  /** Label of its partner; 0 when it has none. */
  readonly found: number;
  /** Shared pixels by pixels of either; 0 without a partner. */
  readonly iou: number;
}

/** All matches of one frame, and how many objects were found in it. */
export interface FrameMatch {
  readonly matches: readonly TruthMatch[];
  readonly foundCount: number;
}

/**
 * Give each true object that counts at most one found object and the other way round, the greatest overlap first.
 *
 * Overlap is intersection over union; ties go to the lower true, then the lower found label.
 *
 * @throws {RangeError} when the sizes differ.
 */
export function matchFrame(image: string, truth: FrameTruth, found: FoundLabels, minArea: number): FrameMatch {
  if (found.width !== truth.width || found.height !== truth.height) throw new RangeError(`${image}: labels and truth differ in size`);
  const areas = new Map<number, number>();
  for (let i = 0; i < found.data.length; i++) {
    const label = found.data[i] as number;
    if (label !== 0) areas.set(label, (areas.get(label) ?? 0) + 1);
  }
  const counted = truth.objects.filter((object) => isCounted(object, minArea));
  const pairs = counted.flatMap((object) => overlaps(object, found, areas));
  pairs.sort((a, b) => b.iou - a.iou || a.object.label - b.object.label || a.label - b.label);
  const partners = new Map<TruthObject, { label: number; iou: number }>();
  const taken = new Set<number>();
  for (const { object, label, iou } of pairs) {
    if (partners.has(object) || taken.has(label)) continue;
    partners.set(object, { label, iou });
    taken.add(label);
  }
  const matches = counted.map((object) => {
    const partner = partners.get(object);
    return { image, truth: object, found: partner?.label ?? 0, iou: partner?.iou ?? 0 };
  });
  return { matches, foundCount: areas.size };
}

function overlaps(object: TruthObject, found: FoundLabels, areas: ReadonlyMap<number, number>) {
  const shared = new Map<number, number>();
  forEachRun(object, (row, column, length) => {
    const start = row * found.width + column;
    for (let i = start; i < start + length; i++) {
      const label = found.data[i] as number;
      if (label !== 0) shared.set(label, (shared.get(label) ?? 0) + 1);
    }
  });
  return [...shared].map(([label, pixels]) => ({ object, label, iou: pixels / (object.area + (areas.get(label) as number) - pixels) }));
}
