import { describe, expect, test } from "vitest";
import { spreadOf, windowOf } from "../src/pages/images/use-contrast.ts";

describe("the grey values of an image", () => {
  test("bytes go from 0 to 255, whatever occurs", () => {
    expect(spreadOf(Uint8Array.of(100, 100), "uint8")).toMatchObject({ low: 0, high: 255 });
  });
  test("of others there are those that occur", () => {
    const { low, high, counts } = spreadOf(Uint16Array.of(1_000, 1_640, 1_000), "uint16");
    expect([low, high, counts[0], counts.at(-1)]).toEqual([1_000, 1_640, 2, 1]);
  });
  test("an image of one value, or of none, has a span all the same", () => {
    expect(spreadOf(Uint16Array.of(7, 7), "uint16")).toMatchObject({ low: 7, high: 8 });
    expect(spreadOf(new Uint16Array(0), "uint16")).toMatchObject({ low: 0, high: 1 });
  });
});

describe("a stretched view", () => {
  test("leaves out the empty ends", () => {
    const counts = Array.from({ length: 64 }, (_, bin) => (bin === 10 || bin === 20 ? 100 : 0));
    expect(windowOf({ low: 0, high: 64, counts })).toEqual({ low: 10, high: 21 });
  });
  test("of one value shows that one", () => {
    const counts = Array.from({ length: 64 }, (_, bin) => (bin === 5 ? 1 : 0));
    expect(windowOf({ low: 0, high: 64, counts })).toEqual({ low: 5, high: 6 });
  });
});
