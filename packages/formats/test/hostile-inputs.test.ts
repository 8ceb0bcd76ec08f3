import { bytesOf, LIMITS } from "@argosy/core";
import { createDecoderPool, readHeader } from "@argosy/formats";
import sharp from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { chunk, greyFields, rawPng, rawTiff } from "./inputs.ts";
import { readImage, reasonOf } from "./read.ts";

const pool = createDecoderPool({ processes: 1 });
afterAll(() => pool.close());
const header = (bytes: Uint8Array) => readHeader(bytesOf(bytes));
const noise = (length: number) => Uint8Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 24);
const jpeg = () =>
  sharp(noise(64 * 64 * 3), { raw: { width: 64, height: 64, channels: 3 } })
    .jpeg()
    .toBuffer();
const page = (width: number, height: number, fields = {}) => ({
  fields: { ...greyFields(width, height), ...fields },
  strips: [noise(width * height)],
});

describe("B1: what is no image is named", () => {
  test.each([
    { name: "an empty file", bytes: "", reason: "IMAGE_EMPTY" },
    { name: "text", bytes: "hello, I am a TIFF", reason: "FORMAT_UNKNOWN" },
    { name: "a GIF", bytes: "GIF89a\0\0", reason: "FORMAT_UNSUPPORTED" },
    { name: "one byte", bytes: "\xff", reason: "FORMAT_UNKNOWN" },
  ])("$name", async ({ bytes, reason }) => expect(await reasonOf(header(new Uint8Array(Buffer.from(bytes, "latin1"))))).toBe(reason));
});

describe("B2, B3: bombs", () => {
  const bilevel = (side: number, rows = side) =>
    rawPng({ width: side, height: side, bits: 1, colourType: 0, raw: new Uint8Array(rows * (1 + side / 8)) });

  test("31 kB that unpack to 16000 x 16000 pixels are read in bands, in at most 256 MB", async () => {
    const bytes = bilevel(16_000);
    expect(bytes.length).toBeLessThan(40_000);
    const own = createDecoderPool({ processes: 1 });
    const image = await readImage(own, bytes);
    await own.close();
    expect(image.data).toHaveLength(16_000 ** 2);
    expect(own.peakBytes).toBeLessThan(256 * 2 ** 20);
  });
  test("interlaced it is refused", async () => {
    const bytes = bilevel(16_000);
    bytes[28] = 1;
    const crc = chunk("IHDR", bytes.subarray(16, 29));
    bytes.set(crc.subarray(-4), 29);
    expect(await reasonOf(header(bytes))).toBe("IMAGE_TOO_LARGE");
  });
  test("20000 x 20000 is refused from the header", async () => expect(await reasonOf(header(bilevel(20_000)))).toBe("IMAGE_TOO_LARGE"));
  test("a header of 60000 x 60000 with ten rows is cut off, not large", async () =>
    expect(await reasonOf(header(bilevel(60_000, 10)))).toBe("IMAGE_TRUNCATED"));
});

describe("B4, B5: files cut off", () => {
  test("JPEG at one half", async () => {
    const whole = new Uint8Array(await jpeg());
    expect(await reasonOf(readImage(pool, whole.subarray(0, whole.length / 2)))).toBe("IMAGE_TRUNCATED");
  });
  test("PNG at one half says which row it reached", async () => {
    const raw = noise(100 * 101);
    for (let y = 0; y < 100; y++) raw[y * 101] = 0;
    const whole = rawPng({ width: 100, height: 100, bits: 8, colourType: 0, raw });
    await expect(readImage(pool, whole.subarray(0, whole.length / 2))).rejects.toMatchObject({
      reason: "IMAGE_TRUNCATED",
      details: { row: expect.any(Number) },
    });
  });
  test("PNG without its end chunk", async () => {
    const whole = rawPng({ width: 2, height: 1, bits: 8, colourType: 0, raw: Uint8Array.of(0, 1, 2) });
    expect(await reasonOf(readImage(pool, whole.subarray(0, -12)))).toBe("IMAGE_TRUNCATED");
  });
  test("TIFF with its directory at the end says how long it ought to be", async () => {
    const whole = rawTiff([page(10, 10)]);
    await expect(header(whole.subarray(0, 60))).rejects.toMatchObject({
      reason: "IMAGE_TRUNCATED",
      details: { expectedBytes: 110, actualBytes: 60 },
    });
  });
  test.each(Array.from({ length: 22 }, (_, i) => i * 10))("a TIFF cut at byte %i is refused, never read", async (length) => {
    const whole = rawTiff([page(10, 10)]);
    expect(await reasonOf(readImage(pool, whole.subarray(0, length)))).toMatch(/IMAGE_TRUNCATED|IMAGE_EMPTY|TIFF_CORRUPT/);
  });
});

describe("B6: directories in a circle", () => {
  test("a directory that follows itself", async () =>
    expect(await reasonOf(header(rawTiff([page(2, 2)], { next: { 0: "first" } })))).toBe("TIFF_IFD_LOOP"));
  test("two that follow each other", async () =>
    expect(await reasonOf(header(rawTiff([page(2, 2), page(2, 2)], { next: { 1: "first" } })))).toBe("TIFF_IFD_LOOP"));
  test("one that contains itself", async () => {
    const offset = new DataView(rawTiff([page(2, 2, { 330: [4, [0]] })]).buffer).getUint32(4, true);
    expect(await reasonOf(header(rawTiff([page(2, 2, { 330: [4, [offset]] })])))).toBe("TIFF_IFD_LOOP");
  });
  test("a hundred thousand directories end at the limit, within a second", async () => {
    const entries = 1;
    const size = 2 + 12 * entries + 4;
    const file = Buffer.alloc(8 + 100_000 * size);
    file.write("II*\0\x08\0\0\0", 0, "latin1");
    for (let i = 0; i < 100_000; i++) {
      file.writeUInt16LE(entries, 8 + i * size);
      file.writeUInt16LE(256, 10 + i * size);
      file.writeUInt32LE(8 + (i + 1) * size, 8 + i * size + size - 4);
    }
    const start = performance.now();
    expect(await reasonOf(header(new Uint8Array(file)))).toBe("TOO_MANY_PAGES");
    expect(performance.now() - start).toBeLessThan(1_000);
  });
});

describe("B7, B8: TIFF that lies, and kinds that are not read", () => {
  test.each([
    { name: "strip beyond the end", fields: { 273: [4, [0x7fffffff]] }, reason: "TIFF_CORRUPT" },
    { name: "width of 2^32 - 1", fields: { 256: [4, [0xffffffff]] }, reason: "IMAGE_TOO_LARGE" },
    { name: "65535 x 4000 over 100 bytes", fields: { 256: [4, [65_535]], 257: [4, [4_000]] }, reason: "TIFF_CORRUPT" },
    { name: "width of 0", fields: { 256: [4, [0]] }, reason: "IMAGE_INVALID_DIMENSIONS" },
    { name: "tiles of size 0", fields: { 322: [4, [0]], 323: [4, [0]] }, reason: "TIFF_CORRUPT" },
    { name: "strips of 0 rows", fields: { 278: [4, [0]] }, reason: "TIFF_CORRUPT" },
    { name: "12 bits", fields: { 258: [3, [12]] }, reason: "UNSUPPORTED_PIXEL_TYPE" },
    { name: "CMYK", fields: { 262: [3, [5]] }, reason: "UNSUPPORTED_PIXEL_TYPE" },
    { name: "65535 channels", fields: { 277: [3, [65_535]] }, reason: "IMAGE_TOO_LARGE" },
    { name: "32 bits, min is white", fields: { 258: [3, [32]], 262: [3, [0]] }, reason: "UNSUPPORTED_PIXEL_TYPE" },
    { name: "32 bits a colour", fields: { 258: [3, [32, 32, 32]], 262: [3, [2]], 277: [3, [3]] }, reason: "UNSUPPORTED_PIXEL_TYPE" },
    { name: "32-bit float", fields: { 258: [3, [32]], 339: [3, [3]] }, reason: "UNSUPPORTED_PIXEL_TYPE" },
    { name: "signed 16-bit", fields: { 258: [3, [16]], 339: [3, [2]] }, reason: "UNSUPPORTED_PIXEL_TYPE" },
    { name: "Zstandard, which the library would read as zeros", fields: { 259: [3, [50_000]] }, reason: "UNSUPPORTED_COMPRESSION" },
    { name: "old-style JPEG", fields: { 259: [3, [6]] }, reason: "UNSUPPORTED_COMPRESSION" },
    { name: "values beyond the end", fields: { 258: [3, [8, 8, 8, 8, 8]], 277: [3, [1]] }, reason: "it succeeded" },
    { name: "damaged LZW", fields: { 259: [3, [5]] }, reason: "IMAGE_CORRUPT" },
    { name: "damaged deflate", fields: { 259: [3, [8]] }, reason: "IMAGE_CORRUPT" },
    { name: "damaged JPEG", fields: { 259: [3, [7]] }, reason: "IMAGE_CORRUPT" },
  ] as const)("$name: $reason", async ({ fields, reason }) => {
    const strips = [Uint8Array.from({ length: 100 }, () => 0xff)];
    expect(await reasonOf(readImage(pool, rawTiff([{ fields: { ...greyFields(10, 10), ...fields }, strips }])))).toBe(reason);
  });
  test("offsets above 4 GB in a BigTIFF are followed as far as the file goes", async () =>
    expect(await reasonOf(header(rawTiff([page(10, 10, { 273: [16, [2 ** 33]] })], { big: true })))).toBe("TIFF_CORRUPT"));
  test("CMYK JPEG", async () => {
    const bytes = await sharp(noise(64 * 64 * 4), { raw: { width: 64, height: 64, channels: 4 } })
      .toColourspace("cmyk")
      .jpeg()
      .toBuffer();
    expect(await reasonOf(header(new Uint8Array(bytes)))).toBe("UNSUPPORTED_PIXEL_TYPE");
  });
});

describe("B10, B11: active and animated formats never reach a decoder", () => {
  test.each([
    {
      name: "SVG with an external entity",
      text: '<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/hostname">]><svg>&x;</svg>',
    },
    { name: "SVG that asks for a file", text: '<svg xmlns="http://www.w3.org/2000/svg"><image href="file:///etc/hostname"/></svg>' },
    { name: "WebP", text: "RIFF\x10\0\0\0WEBPVP8 " },
    { name: "HEIC", text: "\0\0\0\x18ftypheic" },
    { name: "PDF", text: "%PDF-1.7" },
  ])("$name", async ({ text }) => expect(await reasonOf(header(new Uint8Array(Buffer.from(text, "latin1"))))).toBe("FORMAT_UNSUPPORTED"));
  test("an animated PNG gives its still image and says so", async () => {
    const bytes = rawPng({
      width: 1,
      height: 1,
      bits: 8,
      colourType: 0,
      raw: Uint8Array.of(0, 7),
      before: [chunk("acTL", [0, 0, 39, 16, 0, 0, 0, 0])],
    });
    expect((await header(bytes)).notes).toEqual(["an animation: only its still image is read"]);
  });
});

describe("B12: metadata", () => {
  const segments = (count: number, body: Uint8Array) =>
    Buffer.concat(
      Array.from({ length: count }, () =>
        Buffer.concat([Uint8Array.of(0xff, 0xe1, (body.length + 2) >> 8, (body.length + 2) & 255), body]),
      ),
    );
  const withSegments = async (inserted: Uint8Array) => {
    const whole = await jpeg();
    return new Uint8Array(Buffer.concat([whole.subarray(0, 2), inserted, whole.subarray(2)]));
  };
  test("60 MB of application segments are refused by the limit", async () =>
    expect(await reasonOf(withSegments(segments(916, new Uint8Array(65_533))).then(header))).toBe("METADATA_TOO_LARGE"));
  test("a PNG chunk above the limit too", async () => {
    const before = [chunk("iTXt", new Uint8Array(LIMITS.metadataBytes + 1))];
    expect(await reasonOf(header(rawPng({ width: 1, height: 1, bits: 8, colourType: 0, raw: Uint8Array.of(0, 7), before })))).toBe(
      "METADATA_TOO_LARGE",
    );
  });
  test("an EXIF directory that follows itself ends, and the image is read", async () => {
    const cyclic = rawTiff([{ fields: { 34665: [4, [8]], 271: [2, [65, 0]] } }], { next: { 0: "first" } });
    const bytes = await withSegments(segments(1, Buffer.concat([Buffer.from("Exif\0\0"), cyclic])));
    expect((await readImage(pool, bytes)).width).toBe(64);
  });
  test("a script in a description is text, without control characters in the fields", async () => {
    const script = [...Buffer.from("<script>alert(1)</script>\0")];
    const { exif, pages } = await header(rawTiff([page(2, 2, { 270: [2, script], 305: [2, [66, 27, 67, 0]] })]));
    expect([pages[0]?.description, exif["Software"]]).toEqual(["<script>alert(1)</script>", "BC"]);
  });
});
