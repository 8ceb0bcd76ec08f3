import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { unfilter } from "../../src/png/unfilter.ts";

/** The filters of the PNG specification, third edition, 9.2, word for word and byte by byte. */
function defined(raw: Uint8Array, stride: number, rows: number, pixelBytes: number): Uint8Array {
  const out = raw.slice();
  const at = (y: number, i: number) => (y < 0 || i < 1 ? 0 : out[y * stride + i]!);
  for (let y = 0; y < rows; y++)
    for (let i = 1; i < stride; i++) {
      const [a, b, c] = [at(y, i - pixelBytes), at(y - 1, i), at(y - 1, i - pixelBytes)];
      const p = a + b - c;
      const [pa, pb, pc] = [Math.abs(p - a), Math.abs(p - b), Math.abs(p - c)];
      const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
      out[y * stride + i]! += [0, a, b, Math.floor((a + b) / 2), paeth][raw[y * stride]!]!;
    }
  return out;
}

describe("unfilter", () => {
  test("undoes every filter as the specification defines it, for grey pixels among coloured ones too", () => {
    const row = (width: number, pixelBytes: number) =>
      fc.tuple(
        fc.integer({ min: 0, max: 4 }),
        fc.array(
          fc.oneof(
            fc.array(fc.integer({ min: 0, max: 255 }), { minLength: pixelBytes, maxLength: pixelBytes }),
            // A grey value that is opaque, as most images with four channels have it.
            fc
              .tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 255))
              .map(([grey, last]) => Array.from({ length: pixelBytes }, (_, i) => (i === pixelBytes - 1 ? last : grey))),
          ),
          { minLength: width, maxLength: width },
        ),
      );
    const image = fc
      .record({
        width: fc.integer({ min: 1, max: 12 }),
        rows: fc.integer({ min: 1, max: 6 }),
        pixelBytes: fc.constantFrom(1, 2, 3, 4, 6, 8),
      })
      .chain(({ width, rows, pixelBytes }) =>
        fc.array(row(width, pixelBytes), { minLength: rows, maxLength: rows }).map((lines) => ({
          rows,
          pixelBytes,
          stride: 1 + width * pixelBytes,
          raw: Uint8Array.from(lines.flatMap(([filter, pixels]) => [filter, ...pixels.flat()])),
        })),
      );
    fc.assert(
      fc.property(image, ({ rows, pixelBytes, stride, raw }) => {
        const expected = defined(raw, stride, rows, pixelBytes);
        unfilter(raw, stride, rows, pixelBytes, undefined);
        expect(raw).toEqual(expected);
      }),
      { numRuns: 2_000 },
    );
  });
});
