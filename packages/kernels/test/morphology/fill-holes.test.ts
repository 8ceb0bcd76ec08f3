import { describe, expect, test } from "vitest";
import type { Mask } from "../../src/index.ts";
import { fillHoles, removeSmall } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { mask } from "../support/picture.ts";
import { reference } from "../support/reference.ts";

describe("fillHoles", () => {
  test("a hole is closed, a bay is not", () => {
    expect(fillHoles(mask("####.", "#..##", "####.", "#...#", "#.###"))).toEqual(mask("####.", "#####", "####.", "#...#", "#.###"));
  });
  test("a gap over a corner leads outside with 8 neighbours only", () => {
    const ring = mask(".##.", "#..#", "#.##", ".##.");
    expect(fillHoles(ring, 4)).toEqual(mask(".##.", "####", "####", ".##."));
    expect(fillHoles(ring, 8)).toEqual(ring);
  });
  test("no pixel, 1 x 1, all background, all foreground", () => {
    expect(() => fillHoles({ data: new Uint8Array(0), width: 0, height: 0 })).toThrow("no pixel");
    for (const same of [mask("."), mask("#"), mask("...", "..."), mask("###", "###")]) expect(fillHoles(same)).toEqual(same);
  });
  test("agrees with scipy", () => {
    const { mask: data, filled, width } = reference<{ mask: number[]; filled: number[]; width: number }>("morphology");
    expect(Array.from(fillHoles({ data: Uint8Array.from(data), width, height: data.length / width }).data)).toEqual(filled);
  });
  testCase("fill_holes", ({ inputs, outputs }) => {
    expect(Array.from(fillHoles(caseArray(inputs["mask"]) as Mask).data)).toEqual(Array.from(caseArray(outputs["mask"]).data));
  });
});

describe("removeSmall", () => {
  test("an object of exactly the least area stays", () => {
    expect(removeSmall(mask("##.#", "....", "###."), 2, 4)).toEqual(mask("##..", "....", "###."));
    expect(removeSmall(mask("#.", ".#"), 2, 8)).toEqual(mask("#.", ".#"));
    expect(removeSmall(mask("#.", ".#"), 2, 4)).toEqual(mask("..", ".."));
  });
  testCase("remove_small_objects", ({ inputs, outputs }) => {
    expect(Array.from(removeSmall(caseArray(inputs["mask"]) as Mask, 30, 4).data)).toEqual(Array.from(caseArray(outputs["mask"]).data));
  });
});
