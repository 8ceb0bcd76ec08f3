import { deflateSync } from "node:zlib";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, encodeLabelTiff, encodePng, readHeader } from "@argosy/formats";
import fc from "fast-check";
import sharp, { type JpegOptions } from "sharp";
import { afterAll, describe, expect, test } from "vitest";
import { chunk, greyFields, rawPng, rawTiff } from "./inputs.ts";
import { readImage } from "./read.ts";

const pool = createDecoderPool({ processes: 2 });
afterAll(() => pool.close());

describe("PNG", () => {
  test("what is written is read, for every kind (B9)", async () => {
    const image = fc.record({
      width: fc.integer({ min: 1, max: 40 }),
      height: fc.integer({ min: 1, max: 20 }),
      planes: fc.integer({ min: 1, max: 4 }),
      deep: fc.boolean(),
      seed: fc.nat(),
    });
    await fc.assert(
      fc.asyncProperty(image, async ({ width, height, planes: count, deep, seed }) => {
        const make = (c: number) =>
          Array.from({ length: width * height }, (_, i) => Math.imul(seed + i + 77 * c, 2_654_435_761) >>> (deep ? 16 : 24));
        const planes = Array.from({ length: count }, (_, c) => (deep ? Uint16Array.from(make(c)) : Uint8Array.from(make(c))));
        const decoded = await readImage(pool, encodePng({ width, height, bits: deep ? 16 : 8, planes }));
        const flat = planes.flatMap((plane) => [...plane]);
        // the colour rules may drop channels; what is kept is equal
        expect([...decoded.data]).toEqual(flat.slice(0, decoded.data.length));
        expect(decoded.dtype).toBe(deep ? "uint16" : "uint8");
      }),
      { numRuns: 200 },
    );
  });
  test("the library reads what we write", async () => {
    const planes = [Uint8Array.of(1, 2, 3, 4), Uint8Array.of(5, 6, 7, 8), Uint8Array.of(9, 10, 11, 12)];
    const { data } = await sharp(encodePng({ width: 2, height: 2, bits: 8, planes }))
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([...data]).toEqual([1, 5, 9, 2, 6, 10, 3, 7, 11, 4, 8, 12]);
  });
  test.each([
    { name: "1 bit to 0 and 255", bits: 1, raw: [0, 0b10100000], width: 3, data: [255, 0, 255] },
    { name: "2 bits times 85", bits: 2, raw: [0, 0b00011011], width: 4, data: [0, 85, 170, 255] },
    { name: "4 bits times 17", bits: 4, raw: [0, 0x1f], width: 2, data: [17, 255] },
  ])("$name", async ({ bits, raw, width, data }) => {
    const image = await readImage(pool, rawPng({ width, height: 1, bits, colourType: 0, raw: Uint8Array.from(raw) }));
    expect([...image.data]).toEqual(data);
  });
  test("a palette with transparency becomes RGBA", async () => {
    const palette = [
      [1, 2, 3, 255],
      [4, 5, 6, 0],
    ] as const;
    const image = await readImage(pool, encodePng({ width: 2, height: 1, bits: 1, planes: [Uint8Array.of(0, 1)], palette }));
    expect([image.colour, ...image.data]).toEqual(["rgba", 1, 4, 2, 5, 3, 6, 255, 0]);
  });
  test("a transparent grey value becomes an alpha channel", async () => {
    const bytes = rawPng({ width: 2, height: 1, bits: 8, colourType: 0, raw: Uint8Array.of(0, 7, 8), before: [chunk("tRNS", [0, 7])] });
    const image = await readImage(pool, bytes);
    expect([image.colour, ...image.data]).toEqual(["greyalpha", 7, 8, 0, 255]);
  });
  test.each(["opaque alpha is dropped", "colour without colour becomes grey"])("%s, and it is noted", async (name) => {
    const grey = name.startsWith("colour");
    const planes = [Uint8Array.of(1, 2), Uint8Array.of(1, grey ? 2 : 3), Uint8Array.of(1, 2), Uint8Array.of(255, 255)];
    const image = await readImage(pool, encodePng({ width: 2, height: 1, bits: 8, planes }));
    expect([image.channels, image.notes.length]).toEqual(grey ? [1, 2] : [3, 1]);
  });
  test("interlaced equals plain", async () => {
    const pixels = Uint8Array.from({ length: 37 * 23 * 3 }, (_, i) => (i * 7919) >> 3);
    const image = sharp(pixels, { raw: { width: 37, height: 23, channels: 3 } });
    const plain = await readImage(pool, new Uint8Array(await image.clone().png().toBuffer()));
    const interlaced = await readImage(pool, new Uint8Array(await image.clone().png({ progressive: true }).toBuffer()));
    expect(interlaced.data).toEqual(plain.data);
  });
  test("an image of many bands is put together", async () => {
    const [width, height] = [3_000, 4_000];
    const plane = Uint8Array.from({ length: width * height }, (_, i) => i % 251);
    const image = await readImage(pool, encodePng({ width, height, bits: 8, planes: [plane, plane, plane.map((v) => 255 - v)] }));
    expect([image.channels, Buffer.compare(new Uint8Array(image.data.buffer as ArrayBuffer, 0, plane.length), plane)]).toEqual([3, 0]);
  });
});

describe("TIFF", () => {
  const samples = Array.from({ length: 60 * 50 * 3 }, (_, i) => (i * 40_503) % 65_536);
  test.each(["none", "lzw", "deflate", "packbits"] as const)(
    "strips and tiles with %s, 8 and 16 bits, equal the samples written",
    async (compression) => {
      for (const tile of [false, true])
        for (const bits of [8, 16] as const) {
          const data = bits === 16 ? Uint16Array.from(samples) : Uint8Array.from(samples);
          const image = sharp(data, { raw: { width: 60, height: 50, channels: 3 } }).toColourspace(bits === 16 ? "rgb16" : "srgb");
          const bytes = await image
            .tiff({
              compression,
              predictor: compression === "lzw" || compression === "deflate" ? "horizontal" : "none",
              tile,
              tileWidth: 16,
              tileHeight: 32,
            })
            .toBuffer();
          const decoded = await readImage(pool, new Uint8Array(bytes));
          const planar = [0, 1, 2].flatMap((c) => [...data].filter((_, i) => i % 3 === c));
          expect([decoded.dtype, ...decoded.data]).toEqual([`uint${bits}`, ...planar]);
        }
    },
  );
  test.each([
    { big: false, bigEndian: true },
    { big: true, bigEndian: false },
    { big: true, bigEndian: true },
  ])("16 bits with %o", async (options) => {
    const strip = options.bigEndian ? [7, 218, 0, 1] : [218, 7, 1, 0];
    const image = await readImage(pool, rawTiff([{ fields: greyFields(2, 1, 16), strips: [Uint8Array.from(strip)] }], options));
    expect([image.dtype, ...image.data]).toEqual(["uint16", 2010, 1]);
  });
  test("numbers of objects come back as they were written, over many strips and bands", async () => {
    const [width, height] = [1_500, 1_600];
    const data = Uint32Array.from({ length: width * height }, (_, i) => Math.imul(i, 2_654_435_761) >>> 0);
    const image = await readImage(pool, encodeLabelTiff({ data, width, height }));
    expect([image.dtype, image.colour, image.width, image.height]).toEqual(["uint32", "grey", width, height]);
    expect(Buffer.compare(new Uint8Array(image.data.buffer), new Uint8Array(data.buffer))).toBe(0);
  });
  test.each([true, false])("32 bits deflated with differences, big-endian %s", async (bigEndian) => {
    const strip = Buffer.alloc(12);
    // 4,000,000,000, then 300,000,000 more, which passes the end of the range, then 1 less
    for (const [i, value] of [4_000_000_000, 300_000_000, 4_294_967_295].entries())
      bigEndian ? strip.writeUInt32BE(value, 4 * i) : strip.writeUInt32LE(value, 4 * i);
    const fields = { ...greyFields(3, 1, 32), 259: [3, [8]], 317: [3, [2]] } as const;
    const image = await readImage(pool, rawTiff([{ fields, strips: [deflateSync(strip)] }], { bigEndian }));
    expect([image.dtype, ...image.data]).toEqual(["uint32", 4_000_000_000, 5_032_704, 5_032_703]);
  });
  test("a resolution that lies beyond the file costs the pixel size, not the pixels, and it is noted", async () => {
    const bytes = rawTiff([
      { fields: { ...greyFields(2, 1), 282: [5, [20_000]], 283: [5, [20_000]], 296: [3, [3]] }, strips: [Uint8Array.of(3, 4)] },
    ]);
    const view = Buffer.from(bytes.buffer);
    const directory = view.readUInt32LE(4);
    const entries = Array.from({ length: view.readUInt16LE(directory) }, (_, i) => directory + 2 + 12 * i);
    view.writeUInt32LE(1_000_000, entries.find((entry) => view.readUInt16LE(entry) === 282)! + 8);
    const header = await readHeader(bytesOf(bytes));
    expect(header.pages[0]!.pixelSize).toBeUndefined();
    expect(header.notes).toEqual(["a damaged field was passed over: XResolution: its values lie beyond the end of the file"]);
    expect([...(await readImage(pool, bytes)).data]).toEqual([3, 4]);
  });
  test("each page is read by its index", async () => {
    const pages = [1, 2, 3].map((v) => ({ fields: greyFields(1, 1), strips: [Uint8Array.of(v)] }));
    const bytes = rawTiff(pages);
    expect(await Promise.all([0, 1, 2].map(async (i) => (await readImage(pool, bytes, i)).data[0]))).toEqual([1, 2, 3]);
  });
  test("min-is-white is inverted at 8 bits", async () => {
    const bytes = rawTiff([{ fields: { ...greyFields(2, 1), 262: [3, [0]] }, strips: [Uint8Array.of(0, 200)] }]);
    expect([...(await readImage(pool, bytes)).data]).toEqual([255, 55]);
  });
  test("five channels stay five", async () => {
    const fields = { ...greyFields(1, 1), 277: [3, [5]], 258: [3, [8, 8, 8, 8, 8]], 338: [3, [0, 0, 0, 0]] } as const;
    const image = await readImage(pool, rawTiff([{ fields, strips: [Uint8Array.of(1, 2, 3, 4, 5)] }]));
    expect([image.colour, ...image.data]).toEqual(["multi", 1, 2, 3, 4, 5]);
  });
  test.each([
    [1, "abcdef"],
    [2, "cbafed"],
    [3, "fedcba"],
    [4, "defabc"],
    [5, "adbecf"],
    [6, "daebfc"],
    [7, "fcebda"],
    [8, "cfbead"],
  ] as const)("orientation %i is applied once", async (orientation, upright) => {
    const bytes = rawTiff([{ fields: { ...greyFields(3, 2), 274: [3, [orientation]] }, strips: [new Uint8Array(Buffer.from("abcdef"))] }]);
    const image = await readImage(pool, bytes);
    expect([Buffer.from(image.data).toString(), image.width]).toEqual([upright, orientation > 4 ? 2 : 3]);
  });
  test.each([
    { name: "resolution in dots per centimetre", fields: { 282: [5, [20_000]], 283: [5, [20_000]], 296: [3, [3]] }, size: 0.5 },
    { name: "72 dpi is what every program writes", fields: { 282: [5, [72]], 283: [5, [72]], 296: [3, [2]] }, size: undefined },
    {
      name: "ImageJ",
      fields: { 270: [2, [...Buffer.from("ImageJ=1.53\nunit=micron\n\0")]], 282: [5, [4]], 283: [5, [4]], 296: [3, [1]] },
      size: 0.25,
    },
    {
      name: "OME-XML",
      fields: { 270: [2, [...Buffer.from('<OME><Image><Pixels PhysicalSizeX="325" PhysicalSizeXUnit="nm"/></Image></OME>\0')]] },
      size: 0.325,
    },
  ] as const)("pixel size: $name", async ({ fields, size }) => {
    const { pages } = await readHeader(bytesOf(rawTiff([{ fields: { ...greyFields(1, 1), ...fields }, strips: [Uint8Array.of(1)] }])));
    if (size === undefined) expect(pages[0]?.pixelSize).toBeUndefined();
    else expect(pages[0]?.pixelSize).toEqual({ x: expect.closeTo(size, 9), y: expect.closeTo(size, 9), provenance: "file" });
  });
});

describe("JPEG", () => {
  const pixels = Uint8Array.from({ length: 48 * 32 * 3 }, (_, i) => (i * 5) % 256);
  const make = (options: JpegOptions) =>
    sharp(pixels, { raw: { width: 48, height: 32, channels: 3 } })
      .jpeg(options)
      .toBuffer();
  test("baseline and progressive give the decoder's own samples, and EXIF", async () => {
    for (const progressive of [false, true]) {
      const bytes = await sharp(await make({ progressive }))
        .withExif({ IFD0: { Make: "Lens & Co", DateTime: "2024:07:08 09:10:11" } })
        .jpeg({ quality: 90, progressive })
        .toBuffer();
      const expected = await sharp(bytes).raw().toBuffer();
      const header = await readHeader(bytesOf(new Uint8Array(bytes)));
      const image = await pool.decode(new Uint8Array(bytes), header, 0);
      const interleaved = Array.from(expected, (_, i) => image.data[(i % 3) * 48 * 32 + Math.floor(i / 3)]);
      expect(interleaved).toEqual([...expected]);
      expect(header.exif).toMatchObject({ Make: "Lens & Co", ModifyDate: "2024-07-08T09:10:11" });
      expect(header.pages[0]?.progressive).toBe(progressive);
    }
  });
  test("a colour profile does not change samples", async () => {
    const bytes = await sharp(await make({}))
      .withIccProfile("p3")
      .jpeg()
      .toBuffer();
    const plain = await sharp(bytes, { ignoreIcc: true }).raw().toBuffer();
    const image = await readImage(pool, new Uint8Array(bytes));
    expect(image.data[5]).toBe(plain[15]);
  });
});
