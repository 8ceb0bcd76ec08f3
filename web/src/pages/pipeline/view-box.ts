import type { Box } from "@argosy/core";
import { clipBox } from "@argosy/core";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Pixels a side that a preview works on at most. */
const LARGEST_VIEW = 1_024;

/** The size of an image at a level: each has half the pixels a side of the one before, halves up. */
export function sizeAtLevel({ width, height }: Size, level: number): Size {
  return { width: Math.max(1, Math.ceil(width / 2 ** level)), height: Math.max(1, Math.ceil(height / 2 ** level)) };
}

/** Where a picture fits into the middle of a box, as large as may be with its own proportions; one of the box's size fills it. */
export function fitBox({ x, y, width, height }: Box, picture: Size): Box {
  const scale = Math.min(width / picture.width, height / picture.height);
  const [across, down] = [picture.width * scale, picture.height * scale];
  return { x: x + (width - across) / 2, y: y + (height - down) / 2, width: across, height: down };
}

/** Which pixels are worked on for a view: a box of a level. */
export interface ViewBox {
  readonly level: number;
  readonly box: Box;
}

/**
 * The pixels under a view at the finest level at which they are not too many. Where even the coarsest level has too many, the middle of
 * the view is taken.
 *
 * @param view - In pixels of the full resolution; may reach beyond the image.
 */
export function viewBoxOf(image: Size & { readonly levels: number }, view: Box): ViewBox {
  const inside = clipBox(view, image.width, image.height);
  const last = Math.max(0, image.levels - 1);
  // A view that shows nearly all is taken for all: then nothing has to be asked of the server.
  for (let level = 0; level <= last; level++) {
    const size = sizeAtLevel(image, level);
    if (size.width <= LARGEST_VIEW && size.height <= LARGEST_VIEW) return { level, box: { x: 0, y: 0, ...size } };
    if (Math.max(inside.width, inside.height) / 2 ** level <= LARGEST_VIEW || level === last)
      return { level, box: boxAt(inside, size, level) };
  }
  return { level: 0, box: { x: 0, y: 0, width: image.width, height: image.height } };
}

/** Each side as long as may be, or as the image is, around the middle of the view: a little more than is seen costs nothing new. */
function boxAt(inside: Box, size: Size, level: number): Box {
  const side = (from: number, length: number, all: number) => {
    const taken = Math.min(LARGEST_VIEW, all);
    const middle = (from + length / 2) / 2 ** level;
    return { start: Math.round(Math.min(Math.max(middle - taken / 2, 0), all - taken)), length: taken };
  };
  const [across, down] = [side(inside.x, inside.width, size.width), side(inside.y, inside.height, size.height)];
  return { x: across.start, y: down.start, width: across.length, height: down.length };
}

/** How much closer a view must come so that it is worked on at full resolution. */
export function closerBy(image: Size, view: Box): number {
  const across = image.width > LARGEST_VIEW ? view.width : 0;
  const down = image.height > LARGEST_VIEW ? view.height : 0;
  // A little more than must be: what is seen is rounded.
  return Math.max(1, (1.02 * Math.max(across, down)) / LARGEST_VIEW);
}
