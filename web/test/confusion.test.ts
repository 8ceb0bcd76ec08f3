import { expect, test } from "vitest";
import { confusionOf } from "../src/pages/train/confusion.ts";

test("a confusion matrix has its recalls by row and its precisions by column", () => {
  const { rows, precisions, total, right } = confusionOf(["bar", "disc", "ring"], [3, 1, 0, 0, 2, 0, 0, 0, 0]);
  expect(rows).toEqual([
    { name: "bar", counts: [3, 1, 0], total: 4, recall: 0.75 },
    { name: "disc", counts: [0, 2, 0], total: 2, recall: 1 },
    { name: "ring", counts: [0, 0, 0], total: 0, recall: undefined },
  ]);
  expect(precisions).toEqual([1, 2 / 3, undefined]);
  expect([total, right]).toEqual([6, 5]);
});

test("without classes there is nothing", () => {
  expect(confusionOf([], [])).toEqual({ classes: [], rows: [], precisions: [], total: 0, right: 0 });
});
