import { crc32, deflateSync } from "node:zlib";

/** An 8-bit grey PNG of the values that a function gives for each pixel. */
export function greyPng(width: number, height: number, value: (x: number, y: number) => number): Buffer {
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) rows[y * (width + 1) + 1 + x] = value(x, y);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk("IHDR", header), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** Width and height as the file itself says. */
export function sizeOf(picture: Buffer): [width: number, height: number] {
  if (picture[0] === 0x89) return [picture.readUInt32BE(16), picture.readUInt32BE(20)];
  let at = 2;
  // The frame header of a JPEG is the first segment SOF0 to SOF15; DHT lies among their numbers.
  while ((picture[at + 1]! & 0xf0) !== 0xc0 || picture[at + 1] === 0xc4) at += 2 + picture.readUInt16BE(at + 2);
  return [picture.readUInt16BE(at + 7), picture.readUInt16BE(at + 5)];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
