import { expect, test } from "vitest";
import type { StageWork } from "../src/seconds-left.ts";
import { secondsLeft } from "../src/seconds-left.ts";

const NOTHING = { done: 0, failed: 0, reused: 0, running: 0, since: null, busy: 0, spent: 0 };
const stage = (name: string, given: Partial<StageWork>): StageWork => ({ stage: name, total: 100, ...NOTHING, ...given });
const sum = (seconds: readonly number[] | undefined) => seconds?.reduce((total, one) => total + one, 0);

test("nothing is foretold before a twentieth of the work is done", () => {
  expect(secondsLeft([stage("segment", {})])).toBeUndefined();
  expect(secondsLeft([stage("segment", { done: 4, since: 8, busy: 8, spent: 8 })])).toBeUndefined();
});

test("one stage goes on as it went", () => {
  expect(secondsLeft([stage("segment", { done: 10, since: 20, busy: 20, spent: 20 })])).toEqual([180]);
});

test("two tasks at a time take half as long, and what is under way is partly done", () => {
  const half = { done: 50, running: 10, since: 50, busy: 100, spent: 95 };
  expect(sum(secondsLeft([stage("segment", half)]))).toBeCloseTo((50 * 1.9 - 5) / 2);
});

test("stages that share the machine are added up", () => {
  const segment = stage("segment", { done: 50, since: 100, busy: 70, spent: 70 });
  const measure = stage("measure", { done: 30, since: 60, busy: 30, spent: 30 });
  expect(secondsLeft([segment, measure])).toEqual([70, 70]);
});

test("a stage that has not begun costs its usual share", () => {
  const left = secondsLeft([stage("segment", { done: 100, since: 100, busy: 100, spent: 100 }), stage("measure", {})])!;
  expect(left[0]).toBe(0);
  expect(left[1]).toBeCloseTo(35);
});

test("what was there before and what failed takes no time", () => {
  const half = stage("segment", { done: 60, reused: 50, failed: 20, since: 10, busy: 10, spent: 10 });
  expect(secondsLeft([half])).toEqual([20]);
  expect(secondsLeft([stage("segment", { done: 100, reused: 100 })])).toBeUndefined();
});
