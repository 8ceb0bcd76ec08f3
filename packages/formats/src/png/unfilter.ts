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
    else if (filter === 4) paeth(row, previous, pixelBytes);
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
