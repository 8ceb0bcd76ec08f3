import type { Box } from "../api/types.ts";

/** A place in an image, in its pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** As much of an object as a place is looked up by. */
export interface Placed {
  readonly area: number;
  readonly box?: Box;
}

/** Objects whose box holds a place, the smallest first: what lies inside another goes before it. */
export function boxesAt<Found extends Placed>(objects: readonly Found[], place: Place): Found[] {
  return objects.filter(({ box }) => box !== undefined && holds(box, place)).sort((a, b) => a.area - b.area);
}

function holds(box: Box, { x, y }: Place): boolean {
  return x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;
}
