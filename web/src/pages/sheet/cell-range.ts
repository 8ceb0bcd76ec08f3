/** A cell by its place. */
export interface CellPlace {
  readonly r: number;
  readonly c: number;
}

/** A rectangle of cells, all ends included. */
export interface CellRange {
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

/** The rectangle between two cells. */
export const rangeOf = (a: CellPlace, b: CellPlace): CellRange => ({
  top: Math.min(a.r, b.r),
  left: Math.min(a.c, b.c),
  bottom: Math.max(a.r, b.r),
  right: Math.max(a.c, b.c),
});

export const isInside = ({ top, left, bottom, right }: CellRange, r: number, c: number): boolean =>
  r >= top && r <= bottom && c >= left && c <= right;

const STEPS: Readonly<Record<string, readonly [rows: number, columns: number]>> = {
  ArrowUp: [-1, 0],
  ArrowDown: [1, 0],
  ArrowLeft: [0, -1],
  ArrowRight: [0, 1],
  PageUp: [-10, 0],
  PageDown: [10, 0],
};

/** Where a key leads from a cell, as in a spreadsheet; `undefined` for a key that does not move. With Ctrl an arrow goes to the end. */
export function movedBy(
  key: string,
  { r, c }: CellPlace,
  size: { readonly rows: number; readonly columns: number },
  far: boolean,
): CellPlace | undefined {
  const step = STEPS[key];
  if (key === "Home") return { r: far ? 0 : r, c: 0 };
  if (key === "End") return { r: far ? size.rows - 1 : r, c: size.columns - 1 };
  if (step === undefined) return undefined;
  const jump = far && key.startsWith("Arrow") ? Number.POSITIVE_INFINITY : 1;
  return clamped({ r: r + leap(step[0], jump), c: c + leap(step[1], jump) }, size);
}

/** A place within the sheet. */
export const clamped = ({ r, c }: CellPlace, size: { readonly rows: number; readonly columns: number }): CellPlace => ({
  r: Math.min(size.rows - 1, Math.max(0, r)),
  c: Math.min(size.columns - 1, Math.max(0, c)),
});

const leap = (step: number, jump: number) => (step === 0 ? 0 : step * jump);
