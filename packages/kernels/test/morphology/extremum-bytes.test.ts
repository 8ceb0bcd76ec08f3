import fc from "fast-check";
import { expect, test } from "vitest";
import { chordsOf, plane } from "../../src/index.ts";
import { extremumByLines } from "../../src/morphology/extremum.ts";
import { extremumBytes } from "../../src/morphology/extremum-bytes.ts";

const footprints = fc.record({ shape: fc.constantFrom("disk" as const, "square" as const), radius: fc.nat(20) });
const pictures = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 6 }), fc.constantFrom(1, 2, 128, 255));

test("four bytes at a time give what one after the other gives, for masks and for greys", () => {
  fc.assert(
    fc.property(
      pictures.chain(([width, height, most]) =>
        fc.tuple(fc.constant(width), fc.array(fc.nat(most), { minLength: width * height, maxLength: width * height })),
      ),
      footprints,
      fc.constantFrom(1 as const, -1 as const),
      ([width, values], footprint, sign) => {
        const grey = plane(Uint8Array.from(values), width, values.length / width);
        const chords = chordsOf(footprint);
        expect(extremumBytes(grey, chords, sign)).toEqual(extremumByLines(grey, chords, sign));
      },
    ),
    { numRuns: 400 },
  );
});
