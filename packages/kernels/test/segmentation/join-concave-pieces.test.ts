import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { JoinRule } from "../../src/index.ts";
import { joinConcavePieces, labelComponents } from "../../src/index.ts";
import { anyMask, drawn, labels } from "../support/picture.ts";

const rule: JoinRule = { minArea: 1, minSolidity: 0.85, minGain: 0.06, connectivity: 8 };

function joined(rows: readonly string[], changes: Partial<JoinRule> = {}): string[] {
  return drawn(joinConcavePieces(labels(...rows), { ...rule, ...changes }).labels);
}

describe("joinConcavePieces", () => {
  const bar = ["111222", "111222", "111222"];
  const corner = ["111....", "111....", "111....", "...222.", "...222.", "...222."];
  test("a bar cut in two is one body: nothing is gained", () => {
    expect(joined(bar)).toEqual(["111111", "111111", "111111"]);
  });
  test("two squares that touch at a corner are two: each fills its hull, both together do not", () => {
    expect(joined(corner)).toEqual(corner);
  });
  test("the gain that is asked for decides", () => {
    // 18 pixels in a hull of 24: solidity 0.75 against 1 of each square.
    expect(joined(corner, { minGain: 0.25 })).toEqual(corner);
    expect(joined(corner, { minGain: 0.26 })).toEqual(corner.map((row) => row.replaceAll("2", "1")));
  });
  test("with 4 neighbours corners do not touch, and there is no cut to judge", () => {
    expect(joined(corner, { minGain: 2, connectivity: 4 })).toEqual(corner);
  });
  test("a piece that is ragged itself joins whatever the gain", () => {
    const ragged = ["111.2..2", "111.2..2", "11122222", "111.2..2", "111.2..2"];
    expect(joined(ragged)).toEqual(ragged.map((row) => row.replaceAll("2", "1")));
  });
  test("a small piece joins the neighbour with the longest common border", () => {
    const rows = ["1111....", "1111....", "1111....", "..344444", "...44444", "...44444"];
    expect(joined(rows, { minArea: 2 })).toEqual(["1111....", "1111....", "1111....", "..122222", "...22222", "...22222"]);
  });
  test("a small piece without a neighbour stays", () => {
    expect(joined(["1..", "..2"], { minArea: 9 })).toEqual(["1..", "..2"]);
  });
  test("no label, no object", () => {
    expect(joinConcavePieces(labels("...", "..."), rule).count).toBe(0);
  });
  test("when every cut must go, what is left are the connected components", () => {
    fc.assert(
      fc.property(anyMask, fc.integer({ min: 1, max: 4 }), (mask, kinds) => {
        const pieces = { ...mask, data: Uint32Array.from(mask.data, (on, i) => (on === 0 ? 0 : 1 + (i % kinds))) };
        const expected = labelComponents(mask, 8);
        const cut = labelComponents({ ...mask, data: Uint8Array.from(pieces.data, (label) => (label === 1 ? 1 : 0)) }, 8);
        const rest = labelComponents({ ...mask, data: Uint8Array.from(pieces.data, (label) => (label > 1 ? 1 : 0)) }, 8);
        const data = cut.labels.data.map((label, i) => (label > 0 ? label : rest.labels.data[i] > 0 ? rest.labels.data[i] + cut.count : 0));
        const result = joinConcavePieces({ ...mask, data }, { ...rule, minGain: 2 });
        expect(result.count).toBe(expected.count);
        expect([...result.labels.data]).toEqual([...expected.labels.data]);
      }),
    );
  });
});
