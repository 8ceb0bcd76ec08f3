import { readFileSync } from "node:fs";
import { inflateSync } from "node:zlib";
import type { Plane } from "../../src/index.ts";
import { plane } from "../../src/index.ts";

/** Read a PNG of 8-bit grey without interlacing, which is all that the reference crops are. */
export function readGreyPng(path: string): Plane<Uint8Array> {
  const file = readFileSync(path);
  const width = file.readUInt32BE(16);
  const height = file.readUInt32BE(20);
  if (file[24] !== 8 || file[25] !== 0 || file[28] !== 0) throw new Error(`${path} is not 8-bit grey`);
  const parts: Buffer[] = [];
  for (let at = 8; at < file.length; at += 12 + file.readUInt32BE(at)) {
    if (file.toString("latin1", at + 4, at + 8) === "IDAT") parts.push(file.subarray(at + 8, at + 8 + file.readUInt32BE(at)));
  }
  const raw = inflateSync(Buffer.concat(parts));
  const data = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    const filter = raw[y * (width + 1)];
    for (let x = 0; x < width; x++) {
      const left = x > 0 ? data[y * width + x - 1] : 0;
      const up = y > 0 ? data[(y - 1) * width + x] : 0;
      const corner = x > 0 && y > 0 ? data[(y - 1) * width + x - 1] : 0;
      const predicted = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      data[y * width + x] = raw[y * (width + 1) + 1 + x] + predicted;
    }
  }
  return plane(data, width, height);
}

function paeth(left: number, up: number, corner: number): number {
  const estimate = left + up - corner;
  const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? up : corner;
}
