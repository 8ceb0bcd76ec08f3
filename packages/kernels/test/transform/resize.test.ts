import { describe, expect, test } from "vitest";
import { halve, halveLabels, plane, resizeArea, resizeNearest, scaleArea } from "../../src/index.ts";
import { drawn, labels } from "../support/picture.ts";

describe("halve", () => {
  test("averages blocks, at odd edges over what is there, halves up", () => {
    const odd = plane(Uint8Array.of(0, 1, 10, 1, 4, 20, 7, 8, 30), 3, 3);
    const half = halve(odd);
    expect([half.width, half.height]).toEqual([2, 2]);
    expect(half.data).toEqual(Uint8Array.of(2, 15, 8, 30));
  });
  test.each([Int8Array, Uint16Array, Int16Array, Uint32Array, Int32Array, Float32Array, Float64Array])("keeps %o", (Samples) => {
    expect(halve(plane(Samples.of(1, 3, 5, 7), 2, 2)).data).toEqual(Samples.of(4));
  });
  test("negative halves round up, floats are not rounded, 1 x 1 and empty stay", () => {
    expect(halve(plane(Int8Array.of(-1, -2), 2, 1)).data).toEqual(Int8Array.of(-1));
    expect(halve(plane(Float32Array.of(1, 2), 2, 1)).data).toEqual(Float32Array.of(1.5));
    expect(halve(plane(Uint8Array.of(255), 1, 1)).data).toEqual(Uint8Array.of(255));
    expect(() => halve(plane(new Uint8Array(0), 0, 0))).toThrow("no pixel");
  });
  test("sizes shrink as those of a Deep Zoom pyramid do", () => {
    const sizes: number[][] = [];
    for (let at = plane(new Uint8Array(300 * 250), 300, 250) as ReturnType<typeof halve>; ; at = halve(at)) {
      sizes.push([at.width, at.height]);
      if (at.data.length === 1) break;
    }
    expect(sizes).toEqual([
      [300, 250],
      [150, 125],
      [75, 63],
      [38, 32],
      [19, 16],
      [10, 8],
      [5, 4],
      [3, 2],
      [2, 1],
      [1, 1],
    ]);
  });
});

describe("halveLabels", () => {
  test("takes the upper left of each block and invents no label", () => {
    expect(drawn(halveLabels(labels("123", "456", "789")))).toEqual(["13", "79"]);
  });
});

describe("resizeNearest", () => {
  test("repeats or picks pixels by their centres", () => {
    expect(drawn(resizeNearest(labels("12", "34"), 4, 2))).toEqual(["1122", "3344"]);
    expect(drawn(resizeNearest(labels("123", "456", "789"), 1, 1))).toEqual(["5"]);
  });
  test("refuses sizes that cannot be", () => {
    for (const [width, height] of [
      [0, 1],
      [1, -1],
      [1.5, 1],
    ] as const)
      expect(() => resizeNearest(labels("1"), width, height)).toThrow("whole numbers");
    expect(() => resizeArea(labels(), 1, 1)).toThrow("whole numbers");
  });
});

describe("resizeArea", () => {
  test("weights pixels by the share that is covered", () => {
    expect(resizeArea(plane(Float32Array.of(0, 3, 6), 3, 1), 2, 1).data).toEqual(Float32Array.of(1, 5));
    expect(resizeArea(plane(Uint8Array.of(0, 3, 6), 3, 1), 1, 1).data).toEqual(Uint8Array.of(3));
  });
  test("a constant plane stays constant at every size", () => {
    for (let size = 1; size < 9; size++)
      expect(resizeArea(plane(new Uint8Array(35).fill(200), 7, 5), size, size).data.every((v) => v === 200)).toBe(true);
  });
  test("half the size equals halving", () => {
    const image = plane(
      Uint8Array.from({ length: 48 }, (_, i) => (i * 89) % 251),
      8,
      6,
    );
    expect(resizeArea(image, 4, 3).data).toEqual(halve(image).data);
  });
});

describe("scaleArea", () => {
  const ramp = plane(
    Float64Array.from({ length: 70 }, (_, i) => (i * i) % 23),
    10,
    7,
  );
  const scale = { xx: 10 / 4, xy: 0, x0: 0, yx: 0, yy: 7 / 3, y0: 0 };

  test("of the whole is the plane of another size", () => {
    const [whole, sized] = [scaleArea(ramp, scale, 4, 3), resizeArea(ramp, 4, 3)];
    for (const [i, value] of sized.data.entries()) expect(whole.data[i]).toBeCloseTo(value, 12);
  });
  test("of a part has the samples of the whole, where the part holds all that they cover", () => {
    const part = plane(ramp.data.subarray(20), 10, 5);
    const given = scaleArea(part, { ...scale, x0: 2.5, y0: 7 / 3 - 2 }, 3, 2);
    const whole = resizeArea(ramp, 4, 3);
    expect(given.data).toHaveLength(6);
    for (const [i, value] of given.data.entries()) expect(value).toBeCloseTo(whole.data[4 + 4 * Math.floor(i / 3) + (i % 3) + 1]!, 12);
  });
  test("at the edge counts what there is, and beyond it nothing", () => {
    const grey = plane(new Uint8Array(4).fill(90), 2, 2);
    expect(Array.from(scaleArea(grey, { ...scale, xx: 2, yy: 2, x0: -1 }, 3, 1).data)).toEqual([90, 90, 0]);
  });
  test("neither mirrors nor turns", () => {
    expect(() => scaleArea(ramp, { ...scale, xx: -1 }, 2, 2)).toThrow("scaled");
    expect(() => scaleArea(ramp, { ...scale, xy: 0.1 }, 2, 2)).toThrow("scaled");
  });
});
