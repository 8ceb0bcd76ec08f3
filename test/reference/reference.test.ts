import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readIndex } from "../eval/kernels/case.ts";
import { computeCase } from "../eval/kernels/compute-case.ts";
import { FAMILIES, KERNELS } from "../eval/kernels/tables.ts";
import { SAMPLES } from "../support/samples.ts";
import { CASES, listFamilies } from "./kernels-document.ts";

const families = await Promise.all((await listFamilies()).map(async (family) => ({ family, index: await readIndex(join(CASES, family)) })));

describe.each(families)("$family", ({ family, index }) => {
  test.each(index.cases)("$id equals $kernel", async (one) => {
    const outcome = await computeCase(join(CASES, family), one, SAMPLES);
    if ("leftOut" in outcome) throw new Error(`left out: ${outcome.leftOut}`);
    expect(outcome.verdict.right, outcome.verdict.how).toBe(true);
  });
});

test("every kernel of the table has a case here, and stands in one family", () => {
  const tried = new Set(families.flatMap(({ index }) => index.cases.map(({ kernel }) => kernel)));
  expect(Object.keys(KERNELS).filter((name) => !tried.has(name))).toEqual([]);
  expect(Object.values(FAMILIES).flatMap((table) => Object.keys(table))).toHaveLength(Object.keys(KERNELS).length);
});
