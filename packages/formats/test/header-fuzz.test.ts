import { bytesOf } from "@argosy/core";
import { createDecoderPool, encodePng, readHeader } from "@argosy/formats";
import fc from "fast-check";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { greyFields, rawTiff } from "./inputs.ts";
import { readImage, reasonOf } from "./read.ts";

const pool = createDecoderPool({ processes: 2 });
afterAll(() => pool.close());

const seeds: Uint8Array[] = [];
beforeAll(async () => {
  const image = sharp(
    Uint8Array.from({ length: 40 * 30 * 3 }, (_, i) => (i * 31) >> 3),
    { raw: { width: 40, height: 30, channels: 3 } },
  );
  const exif = { IFD0: { Make: "x", DateTime: "2024:07:08 09:10:11" }, IFD3: { GPSLatitude: "50/1 1/1 1/1" } };
  seeds.push(
    encodePng({ width: 4, height: 4, bits: 8, planes: [new Uint8Array(16)] }),
    new Uint8Array(await image.clone().withExif(exif).png({ progressive: true }).toBuffer()),
    new Uint8Array(await image.clone().withExif(exif).jpeg().toBuffer()),
    new Uint8Array(await image.clone().withExif(exif).tiff({ compression: "lzw", predictor: "horizontal" }).toBuffer()),
    new Uint8Array(await image.clone().tiff({ compression: "jpeg", tile: true, tileWidth: 16, tileHeight: 16 }).toBuffer()),
    rawTiff(
      [
        { fields: greyFields(4, 4), strips: [new Uint8Array(16)] },
        { fields: greyFields(2, 2, 16), strips: [new Uint8Array(8)] },
      ],
      { big: true, bigEndian: true },
    ),
  );
});

const mutation = fc.record({
  seed: fc.nat(5),
  edits: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.oneof(fc.constantFrom(0, 1, 255, 127, 128), fc.nat(255))), {
    minLength: 1,
    maxLength: 6,
  }),
  kept: fc.oneof({ weight: 4, arbitrary: fc.constant(1) }, { weight: 1, arbitrary: fc.double({ min: 0, max: 1, noNaN: true }) }),
});

function mutate({ seed, edits, kept }: { seed: number; edits: [number, number][]; kept: number }): Uint8Array {
  const bytes = seeds[seed]!.slice(0, Math.ceil(seeds[seed]!.length * kept));
  // most of what a header reader trusts stands at the ends of a file
  for (const [place, value] of edits) bytes[Math.floor(place * place * (bytes.length - 1))] = value;
  return bytes;
}

const REASON = /^([A-Z]+_[A-Z_]+|it succeeded)$/;

describe("damaged files", () => {
  test("every header is read or refused with a reason, within 2 s", async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const start = performance.now();
        expect(await reasonOf(readHeader(bytesOf(mutate(change))))).toMatch(REASON);
        expect(performance.now() - start).toBeLessThan(2_000);
      }),
      { numRuns: 10_000 },
    );
  }, 60_000);
  test("every image is decoded or refused with a reason; no process is lost", async () => {
    await fc.assert(
      fc.asyncProperty(mutation, async (change) => {
        const reason = await reasonOf(readImage(pool, mutate(change)));
        expect(reason).toMatch(REASON);
        expect(reason).not.toMatch(/^DECODER_/);
      }),
      { numRuns: 1_500 },
    );
  }, 60_000);
});
