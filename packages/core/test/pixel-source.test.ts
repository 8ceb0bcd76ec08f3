import { expect, test } from "vitest";
import { releaseSamples } from "../src/index.ts";

test("large samples that own their memory give it back; parts and small ones are left alone", () => {
  const large = new Uint16Array(2 ** 16);
  const whole = new Uint8Array(2 ** 17);
  const part = whole.subarray(0, 2 ** 16);
  const small = Uint8Array.of(1, 2, 3);
  const pooled = Buffer.from("kept");
  for (const samples of [large, part, small, pooled]) releaseSamples(samples);
  expect(large.length).toBe(0);
  expect([part.length, whole.length]).toEqual([2 ** 16, 2 ** 17]);
  expect([...small]).toEqual([1, 2, 3]);
  expect(pooled.toString()).toBe("kept");
  expect(() => releaseSamples(large)).not.toThrow();
});
