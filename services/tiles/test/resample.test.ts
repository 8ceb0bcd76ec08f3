import { describe, expect, test } from "vitest";
import { createChunkCache } from "../src/chunk-cache.ts";
import { layAxis, pixelStep } from "../src/picture-axis.ts";
import { areaMeans, middleSamples } from "../src/resample.ts";

describe("pixelStep", () => {
  test.each([
    { name: "plain halves", wish: { start: 0, length: 200, pixels: 100 }, full: 300, step: 2 },
    { name: "the last odd pixel of a level stands for less", wish: { start: 0, length: 250, pixels: 63 }, full: 250, step: 4 },
    { name: "the whole image in one pixel", wish: { start: 0, length: 250, pixels: 1 }, full: 250, step: 256 },
    { name: "enlarged", wish: { start: 0, length: 10, pixels: 20 }, full: 10, step: 0.5 },
    { name: "no power of two", wish: { start: 0, length: 300, pixels: 100 }, full: 300, step: 3 },
  ])("$name", ({ wish, full, step }) => {
    expect(pixelStep(wish, full)).toBe(step);
  });
});

describe("layAxis", () => {
  test("ends with the level where the region ends with the image", () => {
    const axis = layAxis({ start: 4, length: 3, pixels: 2 }, { scale: 2, full: 7, size: 4 })!;
    expect([axis.start, axis.length, [...axis.from], [...axis.to]]).toEqual([2, 2, [0, 1], [1, 2]]);
  });

  test("pixels beyond the image are empty, a region beyond it is none", () => {
    const axis = layAxis({ start: 2, length: 4, pixels: 4 }, { scale: 1, full: 4, size: 4 })!;
    expect([...axis.to].map((to, i) => to - axis.from[i]!)).toEqual([1, 1, 0, 0]);
    expect(layAxis({ start: 4, length: 4, pixels: 4 }, { scale: 1, full: 4, size: 4 })).toBeUndefined();
  });
});

describe("reducing", () => {
  const axis = (pixels: number, length: number) => layAxis({ start: 0, length, pixels }, { scale: 1, full: length, size: length })!;

  test("means weigh pixels by their share", () => {
    const samples = Uint8Array.of(0, 30, 60, 30, 60, 90);
    expect([...areaMeans({ samples, x: axis(1, 3), y: axis(1, 2) })]).toEqual([45]);
    const halves = { start: 0, length: 3, from: Float64Array.of(0, 1.5), to: Float64Array.of(1.5, 3) };
    expect([...areaMeans({ samples: samples.slice(0, 3), x: halves, y: axis(1, 1) })]).toEqual([10, 50]);
  });

  test("labels take the middle, and nothing lies beyond", () => {
    const beyond = layAxis({ start: 0, length: 4, pixels: 2 }, { scale: 1, full: 2, size: 2 })!;
    expect([...middleSamples({ samples: Uint32Array.of(7, 9), x: beyond, y: axis(1, 1) })]).toEqual([9, 0]);
    expect(Number.isNaN(areaMeans({ samples: Uint8Array.of(7, 9), x: beyond, y: axis(1, 1) })[1])).toBe(true);
  });
});

describe("createChunkCache", () => {
  test("loads once for all who ask, lets go what was asked for the longest ago, and forgets failures", async () => {
    const cache = createChunkCache(8);
    const loads: string[] = [];
    const get = (key: string) =>
      cache.get(key, async () => {
        loads.push(key);
        return new Uint8Array(4);
      });
    await Promise.all([get("a"), get("a"), get("b")]);
    await get("a");
    await get("c");
    await get("a");
    await get("b");
    expect(loads).toEqual(["a", "b", "c", "b"]);
    await expect(cache.get("d", () => Promise.reject(new Error("lost")))).rejects.toThrow("lost");
    expect((await cache.get("d", async () => new Uint8Array(1))).length).toBe(1);
  });
});
