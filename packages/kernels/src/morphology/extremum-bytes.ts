import type { Plane } from "../array/plane.ts";

/**
 * As `extremum`, for bytes, four at a time in words, the first one in the lowest byte: what runs where there is no WebAssembly.
 *
 * @param chords - How far the footprint reaches sideways at each distance 0..radius above or below its centre.
 *
 * Time O(pixels * radius).
 */
export function extremumBytes({ data, width, height }: Plane<Uint8Array>, chords: Int32Array, sign: 1 | -1): Plane<Uint8Array> {
  const radius = chords.length - 1;
  const row = (width + 3) >> 2;
  const margin = (chords[0] >> 2) + 2;
  const { widen, overlay } = isMask(data) ? OF_MASKS : OF_GREYS;
  const out = new Int32Array(row * height);
  let line = new Int32Array(row + 2 * margin);
  let spare = new Int32Array(row + 2 * margin);
  for (let y = 0; y < height; y++) {
    readRow({ data, width }, y, sign, line.subarray(margin, margin + row));
    let reach = 0;
    for (let dy = radius; dy >= 0; dy--) {
      while (reach < chords[dy]) {
        const step = Math.min(Math.max(1, reach), chords[dy] - reach);
        widen({ from: line, to: spare, margin, row }, step);
        [line, spare] = [spare, line];
        reach += step;
      }
      if (y >= dy) overlay(out, (y - dy) * row, line.subarray(margin, margin + row));
      if (dy > 0 && y + dy < height) overlay(out, (y + dy) * row, line.subarray(margin, margin + row));
    }
  }
  return { data: bytesOf(out, { width, height }, sign), width, height };
}

function isMask(data: Uint8Array): boolean {
  let bits = 0;
  for (let i = 0; i < data.length; i++) bits |= data[i];
  return bits <= 1;
}

/** The words of a row; complements where the smallest is sought, so that it is the greatest. Bytes behind the row are 0, which counts for nothing. */
function readRow({ data, width }: Pick<Plane<Uint8Array>, "data" | "width">, y: number, sign: 1 | -1, line: Int32Array): void {
  new Uint8Array(line.buffer, line.byteOffset, width).set(data.subarray(y * width, (y + 1) * width));
  if (sign === -1) for (let w = 0; w < line.length; w++) line[w] = ~line[w];
  if (width % 4 !== 0) line[line.length - 1] &= 2 ** (8 * (width % 4)) - 1;
}

interface Lines {
  readonly from: Int32Array;
  readonly to: Int32Array;
  /** Words of 0 before and behind the row. */
  readonly margin: number;
  readonly row: number;
}

/** What is done with words; each has loops of its own, as a loop that asks for its operation takes five times as long. */
interface Operations {
  /** Lets each byte reach `step` further to both sides. */
  readonly widen: (lines: Lines, step: number) => void;
  /** Lays a row over what is there. */
  readonly overlay: (out: Int32Array, from: number, line: Int32Array) => void;
}

/** Where every byte is 0 or 1, or every one 254 or 255. */
const OF_MASKS: Operations = {
  widen({ from, to, margin, row }, step) {
    const words = step >> 2;
    const bits = 8 * (step & 3);
    for (let w = margin; w < margin + row; w++) to[w] = from[w] | before(from, w - words, bits) | after(from, w + words, bits);
  },
  overlay(out, from, line) {
    for (let w = 0; w < line.length; w++) out[from + w] |= line[w];
  },
};

const OF_GREYS: Operations = {
  widen({ from, to, margin, row }, step) {
    const words = step >> 2;
    const bits = 8 * (step & 3);
    for (let w = margin; w < margin + row; w++)
      to[w] = greater(from[w], greater(before(from, w - words, bits), after(from, w + words, bits)));
  },
  overlay(out, from, line) {
    for (let w = 0; w < line.length; w++) out[from + w] = greater(out[from + w], line[w]);
  },
};

/** Four bytes that begin so many bits before a word. */
function before(words: Int32Array, w: number, bits: number): number {
  return bits === 0 ? words[w] : (words[w] << bits) | (words[w - 1] >>> (32 - bits));
}

function after(words: Int32Array, w: number, bits: number): number {
  return bits === 0 ? words[w] : (words[w] >>> bits) | (words[w + 1] << (32 - bits));
}

const HIGH = 0x80808080 | 0;

/** The greater byte at each place. Where the highest bits are the same, a difference of the others tells; none borrows from the next byte. */
function greater(a: number, b: number): number {
  const apart = a ^ b;
  const others = ((a | HIGH) - (b & ~HIGH)) | 0;
  const notLess = ((a & ~b) | (~apart & others)) & HIGH;
  return b ^ (apart & ((notLess << 1) - (notLess >>> 7)));
}

function bytesOf(words: Int32Array<ArrayBuffer>, { width, height }: Omit<Plane, "data">, sign: 1 | -1): Uint8Array {
  if (sign === -1) for (let w = 0; w < words.length; w++) words[w] = ~words[w];
  const bytes = new Uint8Array(words.buffer);
  if (width % 4 === 0) return bytes;
  const data = new Uint8Array(width * height);
  const row = bytes.length / height;
  for (let y = 0; y < height; y++) data.set(bytes.subarray(y * row, y * row + width), y * width);
  return data;
}
