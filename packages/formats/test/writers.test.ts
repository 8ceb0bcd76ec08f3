import { bytesOf } from "@argosy/core";
import { encodeLabelTiff, encodePng, sniff } from "@argosy/formats";
import sharp from "sharp";
import { describe, expect, test } from "vitest";

describe("encodePng", () => {
  test("a mask of 1 bit with a transparent background", async () => {
    const palette = [
      [0, 0, 0, 0],
      [255, 0, 0, 255],
    ] as const;
    const bytes = encodePng({ width: 9, height: 1, bits: 1, planes: [Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0, 1)], palette });
    expect(bytes[24]).toBe(1);
    const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
    expect([info.channels, ...data.subarray(0, 8)]).toEqual([4, 255, 0, 0, 255, 0, 0, 0, 0]);
  });
  test("16-bit grey keeps its samples", async () => {
    const bytes = encodePng({ width: 2, height: 2, bits: 16, planes: [Uint16Array.of(0, 2010, 65_535, 256)] });
    const data = await sharp(bytes).toColourspace("grey16").raw({ depth: "ushort" }).toBuffer();
    expect([...new Uint16Array(data.buffer, data.byteOffset, 4)]).toEqual([0, 2010, 65_535, 256]);
  });
  test.each([
    { name: "a plane too short", image: { width: 2, height: 2, bits: 8, planes: [new Uint8Array(3)] } },
    { name: "16 bits from bytes", image: { width: 1, height: 1, bits: 16, planes: [new Uint8Array(1)] } },
    { name: "no pixels", image: { width: 0, height: 1, bits: 8, planes: [new Uint8Array(0)] } },
    { name: "1-bit colour", image: { width: 1, height: 1, bits: 1, planes: [new Uint8Array(1), new Uint8Array(1), new Uint8Array(1)] } },
    {
      name: "too many colours",
      image: {
        width: 1,
        height: 1,
        bits: 1,
        planes: [new Uint8Array(1)],
        palette: [
          [0, 0, 0, 0],
          [1, 1, 1, 1],
          [2, 2, 2, 2],
        ],
      },
    },
  ] as const)("$name is refused", ({ image }) => expect(() => encodePng(image)).toThrow(RangeError));
});

describe("encodeLabelTiff", () => {
  test("strips hold the labels in order, the last one lower", async () => {
    const [width, height] = [300, 500];
    const data = Uint32Array.from({ length: width * height }, (_, i) => i * 28_633);
    const bytes = encodeLabelTiff({ data, width, height });
    expect(await sniff(bytesOf(bytes))).toBe("tiff");
    const read = await sharp(bytes).toColourspace("b-w").raw({ depth: "uint" }).toBuffer();
    expect(new Uint32Array(read.buffer.slice(read.byteOffset, read.byteOffset + read.length))).toEqual(data);
  });
  test("one pixel", () => expect(encodeLabelTiff({ data: Uint32Array.of(7), width: 1, height: 1 })[8]).toBe(7));
  test("a wrong size is refused", () =>
    expect(() => encodeLabelTiff({ data: new Uint32Array(3), width: 2, height: 2 })).toThrow(RangeError));
});
