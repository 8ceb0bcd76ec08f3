import { describe, expect, test } from "vitest";
import { binCentre, histogram, plane } from "../../src/index.ts";
import { reference } from "../support/reference.ts";

describe("histogram", () => {
  test("8 and 16 bits have one bin a value", () => {
    const bytes = histogram(plane(Uint8Array.of(0, 7, 7, 255), 2, 2));
    expect(bytes.counts.length).toBe(256);
    expect([bytes.counts[0], bytes.counts[7], bytes.counts[255]]).toEqual([1, 2, 1]);
    expect(binCentre(bytes, 7)).toBe(7);
    const words = histogram(plane(Uint16Array.of(65535), 1, 1));
    expect(words.counts.length).toBe(65536);
    expect(words.counts[65535]).toBe(1);
  });
  test.each([
    { name: "int8", data: Int8Array.of(-128, 127, 127) },
    { name: "int16", data: Int16Array.of(-32768, 32767, 32767) },
    { name: "int32", data: Int32Array.of(-5, 9, 9) },
    { name: "uint32", data: Uint32Array.of(4294967290, 4294967295, 4294967295) },
  ])("$name: the centre of the fullest bin is the commonest value", ({ data }) => {
    const counted = histogram(plane(data, 3, 1));
    const fullest = counted.counts.indexOf(2);
    expect(binCentre(counted, fullest)).toBe(data[1]);
    expect(counted.counts.reduce((a, b) => a + b)).toBe(3);
  });
  test("a wide range of integers falls into 256 bins, the last with its upper edge", () => {
    const { counts, binWidth } = histogram(plane(Int32Array.of(0, 2 ** 30, 2 ** 30), 3, 1));
    expect(counts.length).toBe(256);
    expect(counts[255]).toBe(2);
    expect(binWidth).toBe(2 ** 22);
  });
  test("NaN and infinite samples are in no bin but counted", () => {
    const { counts, ignored, lowest } = histogram(
      plane(Float32Array.of(Number.NaN, 1, 2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY), 5, 1),
    );
    expect(counts.reduce((a, b) => a + b)).toBe(2);
    expect(ignored).toBe(3);
    expect(lowest).toBe(1);
  });
  test("a constant plane lies in the middle of a range of 1; no finite sample gives no count", () => {
    const constant = histogram(plane(new Float64Array(4).fill(3), 2, 2));
    expect(constant.counts[128]).toBe(4);
    expect(constant.lowest).toBe(2.5);
    expect(histogram(plane(Float32Array.of(Number.NaN), 1, 1)).ignored).toBe(1);
    expect(() => histogram(plane(new Float32Array(0), 0, 0))).toThrow("no pixel");
  });
  test("counts floats as scikit-image does", () => {
    const { f32, f32_counts, width } = reference<{ f32: number[]; f32_counts: number[]; width: number }>("exposure");
    const counts = histogram(plane(Float32Array.from(f32), width, f32.length / width)).counts;
    const moved = counts.reduce((sum, n, bin) => sum + Math.abs(n - (f32_counts[bin] as number)), 0);
    // A sample exactly on an edge may fall to either side of it by rounding.
    expect(moved).toBeLessThanOrEqual(2);
  });
});
