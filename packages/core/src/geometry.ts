/** A point in pixel coordinates; (0, 0) is the outer corner of the first pixel, whose centre is (0.5, 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A half-open box of whole pixels: columns `x..x+width-1`, rows `y..y+height-1`. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The part of `box` that lies in a frame of `width` x `height`; width or height 0 where nothing does. */
export function clipBox(box: Box, width: number, height: number): Box {
  const x = Math.min(Math.max(box.x, 0), width);
  const y = Math.min(Math.max(box.y, 0), height);
  const right = Math.min(Math.max(box.x + box.width, x), width);
  const bottom = Math.min(Math.max(box.y + box.height, y), height);
  return { x, y, width: right - x, height: bottom - y };
}

/** The box grown by `margin` pixels on each side; it may leave the frame. */
export function growBox(box: Box, margin: number): Box {
  return { x: box.x - margin, y: box.y - margin, width: box.width + 2 * margin, height: box.height + 2 * margin };
}
