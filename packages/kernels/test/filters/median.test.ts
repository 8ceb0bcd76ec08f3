import { describe, expect, test } from "vitest";
import { medianFilter, plane } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { reference } from "../support/reference.ts";

describe("medianFilter", () => {
  test("a speck vanishes, an edge stays", () => {
    const speck = plane(Uint8Array.of(1, 1, 1, 1, 9, 1, 1, 1, 1), 3, 3);
    expect(medianFilter(speck, { shape: "square", radius: 1 }).data).toEqual(new Uint8Array(9).fill(1));
    const edge = plane(Uint8Array.of(0, 0, 7, 7), 4, 1);
    expect(medianFilter(edge, { shape: "disk", radius: 1 }).data).toEqual(edge.data);
  });
  test.each([Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array])(
    "sorts by number in %o",
    (Samples) => {
      const filtered = medianFilter(plane(Samples.of(100, 2, 30), 3, 1), { shape: "square", radius: 1 });
      expect(filtered.data).toEqual(Samples.of(100, 30, 30));
    },
  );
  test("1 x 1, empty, radius 0", () => {
    expect(medianFilter(plane(Uint8Array.of(5), 1, 1), { shape: "disk", radius: 3 }).data).toEqual(Uint8Array.of(5));
    expect(() => medianFilter(plane(new Uint8Array(0), 0, 0), { shape: "disk", radius: 3 })).toThrow("no pixel");
    expect(medianFilter(plane(Uint8Array.of(5, 250), 2, 1), { shape: "disk", radius: 0 }).data).toEqual(Uint8Array.of(5, 250));
  });
  test("agrees with scikit-image, as bytes and as words", () => {
    const { u8, width, ...expected } = reference<Record<"u8" | "median_disk2" | "median_square3", number[]> & { width: number }>("filters");
    for (const Samples of [Uint8Array, Uint16Array]) {
      const image = plane(Samples.from(u8), width, u8.length / width);
      expect(Array.from(medianFilter(image, { shape: "disk", radius: 2 }).data)).toEqual(expected.median_disk2);
      expect(Array.from(medianFilter(image, { shape: "square", radius: 1 }).data)).toEqual(expected.median_square3);
    }
  });
  testCase("median_disk3", ({ inputs, outputs }) => {
    const filtered = medianFilter(caseArray(inputs["image"]), { shape: "disk", radius: 3 });
    expect(Array.from(filtered.data)).toEqual(Array.from(caseArray(outputs["image"]).data));
  });
});
