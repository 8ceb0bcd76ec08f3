import { crc32, deflateSync } from "node:zlib";

/** A PNG chunk. */
export function chunk(type: string, data: Uint8Array | readonly number[]): Buffer {
  const body = Buffer.concat([Buffer.from(type, "latin1"), Uint8Array.from(data)]);
  const all = Buffer.alloc(body.length + 8);
  all.writeUInt32BE(body.length - 4, 0);
  body.copy(all, 4);
  all.writeUInt32BE(crc32(body), body.length + 4);
  return all;
}

/** What a PNG of the tests is made of. `raw` holds the rows, each with its filter byte. */
export interface RawPng {
  readonly width: number;
  readonly height: number;
  readonly bits: number;
  readonly colourType: number;
  readonly raw: Uint8Array;
  readonly interlace?: number;
  readonly before?: readonly Buffer[];
}

/** A PNG from its raw parts: it may lie. */
export function rawPng({ width, height, bits, colourType, raw, interlace = 0, before = [] }: RawPng): Uint8Array {
  const ihdr = Buffer.alloc(13);
  ihdr.writeUInt32BE(width, 0);
  ihdr.writeUInt32BE(height, 4);
  ihdr.set([bits, colourType, 0, 0, interlace], 8);
  const signature = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10);
  return new Uint8Array(
    Buffer.concat([signature, chunk("IHDR", ihdr), ...before, chunk("IDAT", deflateSync(raw, { level: 9 })), chunk("IEND", [])]),
  );
}

/** Fields of one TIFF directory: tag -> [type, values]; `data` are the strips, whose places are filled in. */
export interface RawDirectory {
  readonly fields: Readonly<Record<number, readonly [type: number, values: readonly number[]]>>;
  readonly strips?: readonly Uint8Array[];
}

/** How a TIFF of the tests is written. `next` replaces the pointer behind the directory of that index. */
export interface RawTiffOptions {
  readonly bigEndian?: boolean;
  readonly big?: boolean;
  readonly next?: Readonly<Record<number, number | "first">>;
}

const BYTES: Readonly<Record<number, number>> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 16: 8 };

/** A TIFF from its raw parts: strips first, directories behind them. It may lie: fields given win over what is filled in. */
export function rawTiff(
  directories: readonly RawDirectory[],
  { bigEndian = false, big = false, next = {} }: RawTiffOptions = {},
): Uint8Array {
  const file: number[] = [];
  const put = (value: number, bytes: number) => {
    const digits = Array.from({ length: bytes }, (_, i) => Math.floor(value / 256 ** i) % 256);
    file.push(...(bigEndian ? digits.reverse() : digits));
  };
  const putValue = (value: number, type: number) => {
    if (type !== 5) put(value, BYTES[type]!);
    else for (const part of [value * 1_000, 1_000]) put(part, 4);
  };
  const pointer = big ? 8 : 4;
  file.push(...Buffer.from(bigEndian ? "MM" : "II"));
  put(big ? 43 : 42, 2);
  if (big) {
    put(8, 2);
    put(0, 2);
  }
  const links = [file.length];
  put(0, pointer);
  const places: number[] = [];
  for (const { fields, strips = [] } of directories) {
    const offsets = strips.map((strip) => {
      const offset = file.length;
      for (const byte of strip) file.push(byte);
      if (file.length % 2 === 1) file.push(0);
      return offset;
    });
    const all: RawDirectory["fields"] = { 273: [big ? 16 : 4, offsets], 279: [4, strips.map((strip) => strip.length)] as const, ...fields };
    const entries = Object.entries(all).map(([tag, [type, values]]) => ({ tag: Number(tag), type, values }));
    const far = entries.map(({ type, values }) => {
      const at = file.length;
      const size = BYTES[type]! * values.length;
      if (size <= pointer) return -1;
      for (const value of values) putValue(value, type);
      return at;
    });
    places.push(file.length);
    put(entries.length, big ? 8 : 2);
    entries.forEach(({ tag, type, values }, i) => {
      put(tag, 2);
      put(type, 2);
      put(values.length, pointer);
      const start = file.length;
      if (far[i]! >= 0) put(far[i]!, pointer);
      else for (const value of values) put(value, BYTES[type]!);
      while (file.length < start + pointer) file.push(0);
    });
    links.push(file.length);
    put(0, pointer);
  }
  const bytes = Uint8Array.from(file);
  const link = (at: number, value: number) => {
    for (let i = 0; i < pointer; i++) bytes[at + (bigEndian ? pointer - 1 - i : i)] = Math.floor(value / 256 ** i) % 256;
  };
  links.forEach((at, i) => {
    const given = i === 0 ? undefined : next[i - 1];
    link(at, given === "first" ? places[0]! : (given ?? places[i] ?? 0));
  });
  return bytes;
}

/** Fields of a plain grey page. */
export function greyFields(width: number, height: number, bits = 8): Record<number, readonly [number, readonly number[]]> {
  return { 256: [4, [width]], 257: [4, [height]], 258: [3, [bits]], 259: [3, [1]], 262: [3, [1]], 277: [3, [1]], 278: [4, [height]] };
}
