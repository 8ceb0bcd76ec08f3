import { expect, test } from "vitest";
import { measureSynthetic } from "./flat-field.ts";

test("the light of 40 frames is found within 1 %, where their plain mean is 3 % off", () => {
  const { estimate, plainMean, halfCovered } = measureSynthetic();
  expect(estimate).toBeLessThan(0.01);
  expect(plainMean).toBeGreaterThan(0.03);
  expect(halfCovered).toBeLessThan(0.02);
}, 60_000);
