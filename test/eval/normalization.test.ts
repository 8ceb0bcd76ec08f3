import { plane } from "@argosy/kernels";
import { expect, test } from "vitest";
import { measureNormalization } from "./normalization.ts";

/** A slope of light with dark disks. */
const scene = plane(
  Uint16Array.from({ length: 512 * 512 }, (_, i) => {
    const [x, y] = [i % 512, Math.floor(i / 512)];
    return (((x % 64) - 32) ** 2 + ((y % 64) - 32) ** 2 < 200 ? 14_000 : 40_000) + 20 * x + 10 * y;
  }),
  512,
  512,
);

test("a small level gives the transform of the whole image within a grey level, where one of means does not", async () => {
  const { apart, apartByMeans, spread, spreadBefore } = await measureNormalization(scene, { frames: 6, side: 1024, level: 512 });
  for (const method of ["stretch", "equalize", "match"] as const) expect(apart[method]).toBeLessThanOrEqual(1);
  expect(apartByMeans.equalize).toBeGreaterThan(1);
  expect(spreadBefore).toBeGreaterThan(10);
  expect(spread).toBeLessThan(1);
}, 60_000);
