import type { Box } from "@argosy/core";
import type { Connectivity, Labels } from "@argosy/kernels";
import { ownHoles } from "./own-holes.ts";

/** A candidate for an object. */
export interface Candidate {
  readonly label: number;
  readonly box: Box;
  readonly area: number;
}

/**
 * Which object lies in which: by label, the smallest object whose holes hold every pixel of it.
 *
 * Only the object itself makes a hole: what lies in a ring of several objects lies in none of them. Of containers with equally large boxes
 * the one with the lower label counts.
 *
 * Time O(sum of the boxes that hold pixels of others).
 */
export function findContainers(labels: Labels, candidates: readonly Candidate[], connectivity: Connectivity): ReadonlyMap<number, number> {
  const areas = new Map(candidates.map(({ label, area }) => [label, area]));
  const containers = new Map<number, { readonly label: number; readonly size: number }>();
  for (const { label, box } of candidates) {
    if (!holdsOthers(labels, label, box, areas)) continue;
    const size = box.width * box.height;
    for (const inside of within(labels, ownHoles(labels, label, box, connectivity), areas)) {
      const known = containers.get(inside);
      if (known === undefined || size < known.size) containers.set(inside, { label, size });
    }
  }
  return new Map([...containers].map(([inside, { label }]) => [inside, label]));
}

/** A first look, because most objects have nothing in their box. */
function holdsOthers({ data, width }: Labels, label: number, box: Box, areas: ReadonlyMap<number, number>): boolean {
  for (let y = box.y + 1; y < box.y + box.height - 1; y++) {
    for (let x = box.x + 1; x < box.x + box.width - 1; x++) {
      const other = data[y * width + x]!;
      if (other !== 0 && other !== label && areas.has(other)) return true;
    }
  }
  return false;
}

function within({ data }: Labels, holes: readonly number[], areas: ReadonlyMap<number, number>): number[] {
  const seen = new Map<number, number>();
  for (const i of holes) {
    const label = data[i]!;
    if (areas.has(label)) seen.set(label, (seen.get(label) ?? 0) + 1);
  }
  return [...seen].filter(([label, pixels]) => pixels === areas.get(label)).map(([label]) => label);
}
