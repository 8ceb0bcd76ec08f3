/** The nearest and second nearest other point of each point. */
export interface NearestPoints {
  /** Index of the nearest; the lower of equals; -1 for a point alone. */
  readonly first: Int32Array;
  /** NaN where there is none. */
  readonly firstDistance: Float64Array;
  readonly secondDistance: Float64Array;
}

/**
 * For each point of a plane the two nearest others.
 *
 * Time O(points) where they are spread evenly: a grid of about one point a cell is searched in growing squares.
 */
export function nearestPoints(x: Float64Array, y: Float64Array): NearestPoints {
  const n = x.length;
  const out = { first: new Int32Array(n).fill(-1), firstDistance: new Float64Array(n), secondDistance: new Float64Array(n) };
  if (n === 0) return out;
  const grid = gridOf(x, y);
  for (let i = 0; i < n; i++) {
    let [first, nearest, second] = [-1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
    const [column, row] = [grid.columnOf(x[i]), grid.rowOf(y[i])];
    // What lies beyond the squares searched so far is at least this many cells away.
    for (let ring = 0; ring <= grid.rings && !(second < ((ring - 1) * grid.side) ** 2); ring++)
      grid.visit(column, row, ring, (j) => {
        if (j === i) return;
        const away = (x[j] - x[i]) ** 2 + (y[j] - y[i]) ** 2;
        if (away < nearest || (away === nearest && j < first)) {
          second = nearest;
          nearest = away;
          first = j;
        } else if (away < second) second = away;
      });
    out.first[i] = first;
    out.firstDistance[i] = nearest === Number.POSITIVE_INFINITY ? Number.NaN : Math.sqrt(nearest);
    out.secondDistance[i] = second === Number.POSITIVE_INFINITY ? Number.NaN : Math.sqrt(second);
  }
  return out;
}

interface PointGrid {
  readonly side: number;
  /** So many squares round a cell hold the whole grid. */
  readonly rings: number;
  columnOf(x: number): number;
  rowOf(y: number): number;
  /** The points of the cells that are `ring` columns or rows away, and no farther. */
  visit(column: number, row: number, ring: number, see: (point: number) => void): void;
}

function gridOf(x: Float64Array, y: Float64Array): PointGrid {
  const [left, right] = extentOf(x);
  const [top, bottom] = extentOf(y);
  const [wide, high] = [right - left, bottom - top];
  // Points on a line have no area: then the longer extent decides.
  const side = Math.max(1, Math.sqrt((wide * high) / x.length), Math.max(wide, high) / 4096);
  const [columns, rows] = [Math.floor(wide / side) + 1, Math.floor(high / side) + 1];
  const columnOf = (value: number): number => Math.floor((value - left) / side);
  const rowOf = (value: number): number => Math.floor((value - top) / side);
  const cells = new Map<number, number[]>();
  for (let i = 0; i < x.length; i++) {
    const cell = rowOf(y[i]) * columns + columnOf(x[i]);
    const held = cells.get(cell);
    if (held === undefined) cells.set(cell, [i]);
    else held.push(i);
  }
  const seeCell = (column: number, row: number, see: (point: number) => void): void => {
    if (column >= 0 && row >= 0 && column < columns && row < rows) for (const point of cells.get(row * columns + column) ?? []) see(point);
  };
  return {
    side,
    rings: Math.max(columns, rows),
    columnOf,
    rowOf,
    visit(column, row, ring, see) {
      for (let dy = -ring; dy <= ring; dy++) {
        const whole = Math.abs(dy) === ring;
        for (let dx = -ring; dx <= ring; dx += whole ? 1 : Math.max(1, 2 * ring)) seeCell(column + dx, row + dy, see);
      }
    },
  };
}

function extentOf(values: Float64Array): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}
