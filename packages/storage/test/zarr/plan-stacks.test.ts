import type { DType } from "@argosy/core";
import { SAMPLE_BYTES } from "@argosy/core";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { FrameShape } from "../../src/index.ts";
import { planStacks } from "../../src/index.ts";

const frame = (key: string, width: number, height: number, channels = 1, dtype: DType = "uint8"): FrameShape => ({
  key,
  width,
  height,
  channels,
  dtype,
});
const keys = (frames: readonly FrameShape[]) => planStacks(frames).map((stack) => stack.frames.map(({ key }) => key).join(" "));

describe("planStacks", () => {
  test("no frames, no stacks", () => expect(planStacks([])).toEqual([]));

  test("large frames of equal shape and type lie together, odd ones alone, in order of their first", () => {
    const frames = [
      frame("a", 2000, 1000),
      frame("b", 1000, 2000),
      frame("c", 2000, 1000),
      frame("d", 2000, 1000, 3),
      frame("e", 2000, 1000, 1, "uint16"),
    ];
    expect(keys(frames)).toEqual(["a c", "b", "d", "e"]);
  });

  test("small frames of one type share a stack as large as the widest and the highest", () => {
    const [stack, ...others] = planStacks([frame("a", 30, 20), frame("b", 20, 40), frame("c", 25, 25)]);
    expect(others).toEqual([]);
    expect(stack).toMatchObject({ width: 30, height: 40, channels: 1, dtype: "uint8" });
    expect(stack?.frames.map(({ key }) => key)).toEqual(["a", "b", "c"]);
  });

  test("a small size that occurs 32 times has stacks of its own", () => {
    const many = Array.from({ length: 32 }, (_, i) => frame(`m${i}`, 20, 20));
    expect(planStacks([frame("x", 21, 20), ...many, frame("y", 20, 21)]).map(({ frames }) => frames.length)).toEqual([2, 32]);
    expect(planStacks([frame("x", 21, 20), ...many.slice(1), frame("y", 20, 21)]).map(({ frames }) => frames.length)).toEqual([33]);
  });

  test("a stack ends at 64 frames", () => {
    const frames = Array.from({ length: 130 }, (_, i) => frame(`${i}`, 5, 5));
    expect(planStacks(frames).map((stack) => stack.frames.length)).toEqual([64, 64, 2]);
  });

  test("a stack ends before its samples fill an object; one frame may have more", () => {
    const frames = Array.from({ length: 5 }, (_, i) => frame(`${i}`, 4096, 4096, 1, "uint8"));
    expect(keys(frames)).toEqual(["0 1 2", "3 4"]);
    expect(keys([frame("a", 8192, 8192, 3), frame("b", 8192, 8192, 3)])).toEqual(["a", "b"]);
  });

  test("padding that would be more than 4 times the samples begins a new stack", () => {
    expect(keys([frame("flat", 1000, 1), frame("high", 1, 1000)])).toEqual(["flat", "high"]);
    expect(keys([frame("a", 9, 1), frame("b", 1, 1)])).toEqual(["a b"]);
  });

  test("whatever the frames: each once, in order, one type a stack, all limits kept", () => {
    const size = fc.oneof(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 20_000 }), fc.constant(1024));
    const shape = fc.record({
      width: size,
      height: size,
      channels: fc.integer({ min: 1, max: 3 }),
      dtype: fc.constantFrom<DType>("uint8", "float64"),
    });
    fc.assert(
      fc.property(fc.array(shape, { maxLength: 200 }), (shapes) => {
        const frames = shapes.map((each, i) => ({ ...each, key: `${i}` }));
        const stacks = planStacks(frames);
        expect(stacks.flatMap((stack) => stack.frames.map(({ key }) => Number(key))).sort((a, b) => a - b)).toEqual(
          frames.map((_, i) => i),
        );
        expect(planStacks(frames)).toEqual(stacks);
        for (const stack of stacks) checkStack(stack);
        const firsts = stacks.map((stack) => Number(stack.frames[0]!.key));
        expect(firsts).toEqual([...firsts].sort((a, b) => a - b));
      }),
    );
  });
});

function checkStack(stack: ReturnType<typeof planStacks>[number]): void {
  const samples = stack.frames.reduce((sum, { width, height }) => sum + width * height, 0);
  const order = stack.frames.map(({ key }) => Number(key));
  expect(order).toEqual([...order].sort((a, b) => a - b));
  expect(stack.width).toBe(Math.max(...stack.frames.map(({ width }) => width)));
  expect(stack.height).toBe(Math.max(...stack.frames.map(({ height }) => height)));
  expect(stack.frames.every(({ dtype, channels }) => dtype === stack.dtype && channels === stack.channels)).toBe(true);
  expect(stack.frames.length).toBeLessThanOrEqual(64);
  if (stack.frames.length > 1) expect(samples * stack.channels * SAMPLE_BYTES[stack.dtype]).toBeLessThan(64 * 2 ** 20);
  expect(stack.width * stack.height * stack.frames.length - samples).toBeLessThanOrEqual(4 * samples);
  const sizes = new Set(stack.frames.map(({ width, height }) => `${width} ${height}`));
  if (sizes.size > 1) for (const { width, height } of stack.frames) expect(width * height).toBeLessThan(2 ** 20);
}
