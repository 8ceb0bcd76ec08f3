/** Rows that are drawn above and below those in view, so that scrolling shows no empty ones. */
const BEYOND = 3;

/** Which rows of a long list are drawn: `[first, last)`. All sizes are in pixels. */
export function rowsInView(list: { readonly top: number; readonly height: number; readonly row: number; readonly rows: number }) {
  const { top, height, row, rows } = list;
  return {
    first: Math.max(0, Math.min(rows, Math.floor(top / row) - BEYOND)),
    last: Math.max(0, Math.min(rows, Math.ceil((top + height) / row) + BEYOND)),
  };
}
