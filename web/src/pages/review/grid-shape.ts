/** How cells lie in a view; all sizes in pixels. */
export interface GridShape {
  readonly columns: number;
  readonly cellWidth: number;
  readonly cellHeight: number;
  readonly rows: number;
}

const GAP = 8;
const CAPTION = 20;

/** As many columns as fit, spread over the whole width. */
export function gridShape(width: number, side: number, total: number): GridShape {
  const columns = Math.max(1, Math.floor(width / (side + GAP)));
  return { columns, cellWidth: width / columns, cellHeight: side + CAPTION + GAP, rows: Math.ceil(total / columns) };
}

/** Places `[first, last)` of the objects that are in view, with one row more above and below. */
export function inView({ columns, cellHeight, rows }: GridShape, top: number, height: number, total: number) {
  const first = Math.max(0, Math.min(rows - 1, Math.floor(top / cellHeight) - 1));
  const last = Math.min(rows, Math.ceil((top + height) / cellHeight) + 1);
  return { first: first * columns, last: Math.min(total, last * columns), row: first };
}

/** A rectangle by two corners, in pixels of the whole list. */
export interface Corners {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Places of all cells that a rectangle touches, in order. */
export function touched({ columns, cellWidth, cellHeight }: GridShape, { x1, y1, x2, y2 }: Corners, total: number): number[] {
  const between = (a: number, b: number, size: number, most: number) =>
    [Math.min(a, b), Math.max(a, b)].map((at) => Math.max(0, Math.min(most, Math.floor(at / size)))) as [number, number];
  const [left, right] = between(x1, x2, cellWidth, columns - 1);
  const [top, bottom] = between(y1, y2, cellHeight, Number.POSITIVE_INFINITY);
  const places: number[] = [];
  for (let row = top; row <= bottom && row * columns < total; row++)
    for (let column = left; column <= right && row * columns + column < total; column++) places.push(row * columns + column);
  return places;
}
