import { describe, expect, test } from "vitest";
import { plane, topHat } from "../../src/index.ts";

const three = { shape: "square", radius: 1 } as const;

describe("topHat", () => {
  test("keeps a thin peak or gap and drops what is wide", () => {
    const line = plane(Uint8Array.of(1, 1, 9, 1, 1, 7, 7, 7, 7, 0, 7), 11, 1);
    expect(Array.from(topHat(line, three, "bright").data)).toEqual([0, 0, 8, 0, 0, 0, 0, 0, 0, 0, 7]);
    expect(Array.from(topHat(line, three, "dark").data)).toEqual([0, 0, 0, 6, 6, 0, 0, 0, 0, 7, 0]);
  });
  test("a constant gives 0, in every sample type", () => {
    for (const Samples of [Uint8Array, Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array]) {
      const found = topHat(plane(new Samples(6).fill(5), 3, 2), three, "dark");
      expect(found.data).toBeInstanceOf(Samples);
      expect(found.data.every((value) => value === 0)).toBe(true);
    }
  });
});
