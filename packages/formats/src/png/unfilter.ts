import { refusal } from "@argosy/core";

/**
 * Undoes the row filters of PNG in place (PNG specification, third edition, 9).
 *
 * @param raw - `rows` rows of `stride` bytes, each with its filter byte in front.
 * @param pixelBytes - bytes of a whole pixel, at least 1.
 * @param above - the unfiltered row before the first, filter byte in front; absent at the top.
 */
export function unfilter(raw: Uint8Array, stride: number, rows: number, pixelBytes: number, above: Uint8Array | undefined): void {
  let previous = above ?? new Uint8Array(stride);
  for (let y = 0; y < rows; y++) {
    const row = raw.subarray(y * stride, (y + 1) * stride);
    const filter = row[0]!;
    if (filter === 1) for (let i = pixelBytes + 1; i < stride; i++) row[i] = row[i]! + row[i - pixelBytes]!;
    else if (filter === 2) for (let i = 1; i < stride; i++) row[i] = row[i]! + previous[i]!;
    else if (filter === 3) average(row, previous, pixelBytes);
    else if (filter === 4) pixelBytes === 4 ? paethOfFour(row, previous) : paeth(row, previous, pixelBytes);
    else if (filter !== 0)
      throw refusal("IMAGE_CORRUPT", `the PNG names the row filter ${filter}, which does not exist`, { what: "IDAT", filter });
    previous = row;
  }
}

function average(row: Uint8Array, previous: Uint8Array, pixelBytes: number): void {
  const head = Math.min(pixelBytes + 1, row.length);
  for (let i = 1; i < head; i++) row[i] = row[i]! + (previous[i]! >> 1);
  for (let i = head; i < row.length; i++) row[i] = row[i]! + ((row[i - pixelBytes]! + previous[i]!) >> 1);
}

function paeth(row: Uint8Array, previous: Uint8Array, pixelBytes: number): void {
  const head = Math.min(pixelBytes + 1, row.length);
  for (let i = 1; i < head; i++) row[i] = row[i]! + previous[i]!;
  for (let i = head; i < row.length; i++) {
    const left = row[i - pixelBytes]!;
    const up = previous[i]!;
    const corner = previous[i - pixelBytes]!;
    const toLeft = Math.abs(up - corner);
    const toUp = Math.abs(left - corner);
    const toCorner = Math.abs(left + up - 2 * corner);
    row[i] = row[i]! + (toLeft <= toUp && toLeft <= toCorner ? left : toUp <= toCorner ? up : corner);
  }
}

/**
 * The same for pixels of four bytes, about three times as fast: what stands to the left stays at hand, the choice is made without branches,
 * which no processor foresees, and a pixel whose first three bytes are equal like those of its neighbours (grey written as RGBA) takes
 * one choice instead of three.
 */
function paethOfFour(row: Uint8Array, previous: Uint8Array): void {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  let cornerA = 0;
  let cornerB = 0;
  let cornerC = 0;
  let cornerD = 0;
  let greyLeft = true;
  let greyCorner = true;
  for (let i = 1; i < row.length; i += 4) {
    const upA = previous[i]!;
    const upB = previous[i + 1]!;
    const upC = previous[i + 2]!;
    const upD = previous[i + 3]!;
    const byteA = row[i]!;
    const byteB = row[i + 1]!;
    const byteC = row[i + 2]!;
    const byteD = row[i + 3]!;
    const greyUp = upA === upB && upB === upC;
    a = (byteA + nearest(a, upA, cornerA)) & 255;
    if (greyLeft && greyCorner && greyUp && byteA === byteB && byteB === byteC) {
      b = a;
      c = a;
    } else {
      b = (byteB + nearest(b, upB, cornerB)) & 255;
      c = (byteC + nearest(c, upC, cornerC)) & 255;
      greyLeft = a === b && b === c;
    }
    if (byteD !== 0 || d !== upD || upD !== cornerD) d = (byteD + nearest(d, upD, cornerD)) & 255;
    row[i] = a;
    row[i + 1] = b;
    row[i + 2] = c;
    row[i + 3] = d;
    cornerA = upA;
    cornerB = upB;
    cornerC = upC;
    cornerD = upD;
    greyCorner = greyUp;
  }
}

/** The Paeth predictor: of left, up and corner the one nearest to left + up - corner; of equally near ones the first. */
function nearest(left: number, up: number, corner: number): number {
  const rise = up - corner;
  const run = left - corner;
  const both = rise + run;
  const toLeft = (rise ^ (rise >> 31)) - (rise >> 31);
  const toUp = (run ^ (run >> 31)) - (run >> 31);
  const toCorner = (both ^ (both >> 31)) - (both >> 31);
  const notLeft = ((toUp - toLeft) | (toCorner - toLeft)) >> 31;
  const isCorner = (toCorner - toUp) >> 31;
  return left + (notLeft & (up + (isCorner & (corner - up)) - left));
}
