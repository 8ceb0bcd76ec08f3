import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Footprint } from "../../src/index.ts";
import { chordsOf, closeMorphology, dilate, erode, openMorphology, plane } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { anyMask, drawn, mask } from "../support/picture.ts";
import { reference } from "../support/reference.ts";

const footprints = fc.record({ shape: fc.constantFrom("disk" as const, "square" as const), radius: fc.nat(6) });
const covers = ({ shape, radius }: Footprint, dx: number, dy: number): boolean =>
  shape === "disk" ? dx * dx + dy * dy <= radius * radius : Math.max(Math.abs(dx), Math.abs(dy)) <= radius;

describe("dilate and erode", () => {
  test("a pixel grows to the footprint and shrinks back", () => {
    const dot = mask(".....", ".....", "..#..", ".....", ".....");
    const disk = dilate(dot, { shape: "disk", radius: 2 });
    expect(drawn(disk)).toEqual(["..1..", ".111.", "11111", ".111.", "..1.."]);
    expect(drawn(erode(disk, { shape: "square", radius: 1 }))).toEqual([".....", ".....", "..1..", ".....", "....."]);
  });
  test("every pixel is the extremum of what the footprint covers inside the frame", () => {
    fc.assert(
      fc.property(anyMask, footprints, ({ data, width, height }, footprint) => {
        const grey = plane(
          Int16Array.from(data, (v, i) => v * ((i * 37) % 50) - 9),
          width,
          height,
        );
        const [large, small] = [dilate(grey, footprint).data, erode(grey, footprint).data];
        for (let i = 0; i < data.length; i++) {
          const under = Array.from(grey.data).filter((_, j) =>
            covers(footprint, (j % width) - (i % width), Math.floor(j / width) - Math.floor(i / width)),
          );
          expect(large[i]).toBe(Math.max(...under));
          expect(small[i]).toBe(Math.min(...under));
        }
      }),
    );
  });
  test("opening and closing do nothing the second time", () => {
    fc.assert(
      fc.property(anyMask, footprints, (any, footprint) => {
        const [opened, closed] = [openMorphology(any, footprint), closeMorphology(any, footprint)];
        expect(openMorphology(opened, footprint)).toEqual(opened);
        expect(closeMorphology(closed, footprint)).toEqual(closed);
      }),
    );
  });
  test.each([Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array])(
    "keeps samples in %o",
    (Samples) => {
      expect(dilate(plane(Samples.of(3, 1, 2), 3, 1), { shape: "disk", radius: 1 }).data).toEqual(Samples.of(3, 3, 2));
    },
  );
  test("no pixel, 1 x 1, radius 0, a footprint larger than the frame", () => {
    expect(() => dilate(plane(new Uint8Array(0), 0, 0), { shape: "disk", radius: 2 })).toThrow("no pixel");
    expect(erode(mask("#"), { shape: "square", radius: 9 }).data[0]).toBe(1);
    expect(dilate(mask("#..", "..."), { shape: "square", radius: 0 })).toEqual(mask("#..", "..."));
    expect(dilate(mask("#..", "..."), { shape: "square", radius: 40 })).toEqual(mask("###", "###"));
  });
  test("chords of a disk are those of scikit-image", () => {
    expect(Array.from(chordsOf({ shape: "disk", radius: 5 }))).toEqual([5, 4, 4, 4, 3, 0]);
  });
  test("agrees with scikit-image", () => {
    const { u8, width, ...expected } = reference<Record<string, number[]> & { u8: number[]; width: never }>("morphology");
    const image = plane(Uint8Array.from(u8), Number(width), u8.length / Number(width));
    const operations = { dilation: dilate, erosion: erode, opening: openMorphology, closing: closeMorphology };
    for (const [name, operation] of Object.entries(operations)) {
      expect(Array.from(operation(image, { shape: "disk", radius: 3 }).data), name).toEqual(expected[`${name}-disk3`]);
      expect(Array.from(operation(image, { shape: "square", radius: 2 }).data), name).toEqual(expected[`${name}-square5`]);
    }
  });
  testCase("erosion_disk5", ({ inputs, outputs }) => {
    const eroded = erode(caseArray(inputs["image"]), { shape: "disk", radius: 5 });
    expect(Array.from(eroded.data)).toEqual(Array.from(caseArray(outputs["image"]).data));
  });
  testCase("opening_square7", ({ inputs, outputs }) => {
    const opened = openMorphology(caseArray(inputs["image"]), { shape: "square", radius: 3 });
    expect(Array.from(opened.data)).toEqual(Array.from(caseArray(outputs["image"]).data));
  });
});
