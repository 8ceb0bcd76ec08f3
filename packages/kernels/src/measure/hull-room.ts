/** Room for the rows of one object and of its hull, which is used again for the next: what lies in it means something until then. */
export interface HullRoom {
  first: Int32Array;
  last: Int32Array;
  hullFirst: Int32Array;
  hullLast: Int32Array;
  left: Int32Array;
  right: Int32Array;
}

/** Room for an object of so many rows. */
export function createHullRoom(rows: number): HullRoom {
  const [lines, points] = [() => new Int32Array(rows), () => new Int32Array(2 * (2 * rows + 1))];
  return { first: lines(), last: lines(), hullFirst: lines(), hullLast: lines(), left: points(), right: points() };
}

/** Makes the room large enough for an object of so many rows; what it held is gone then. */
export function growHullRoom(room: HullRoom, rows: number): void {
  if (room.first.length < rows) Object.assign(room, createHullRoom(2 * rows));
}
