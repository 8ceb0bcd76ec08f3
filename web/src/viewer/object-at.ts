import { maskOf } from "../api/pictures.ts";
import type { Box, FoundObject } from "../api/types.ts";

/** A place in an image, in its pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const CANDIDATES = 12;

/** Objects whose box holds a place, the smallest first: what lies inside another goes before it. */
export function boxesAt(objects: readonly FoundObject[], place: Place): FoundObject[] {
  return objects
    .filter(({ box }) => box !== undefined && holds(box, place))
    .sort((a, b) => a.area - b.area)
    .slice(0, CANDIDATES);
}

/** The object at a place: the one whose pixels lie there; where none does, the smallest whose box does. */
export async function objectAt(objects: readonly FoundObject[], place: Place): Promise<FoundObject | undefined> {
  const candidates = boxesAt(objects, place);
  if (candidates.length < 2) return candidates[0];
  const hits = await Promise.all(candidates.map((object) => coversPlace(object, place)));
  return candidates[hits.indexOf(true)] ?? candidates[0];
}

function holds(box: Box, { x, y }: Place): boolean {
  return x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
}

/** Reads the object's mask; a mask that cannot be had decides nothing, the box then does. */
async function coversPlace({ id, box }: FoundObject, place: Place): Promise<boolean> {
  const response = await fetch(maskOf(id, "ffffff"));
  if (!response.ok || box === undefined) return false;
  const mask = await createImageBitmap(await response.blob());
  const context = new OffscreenCanvas(mask.width, mask.height).getContext("2d")!;
  context.drawImage(mask, 0, 0);
  const { data } = context.getImageData(Math.floor(place.x) - box.x, Math.floor(place.y) - box.y, 1, 1);
  return data[3]! > 0;
}
