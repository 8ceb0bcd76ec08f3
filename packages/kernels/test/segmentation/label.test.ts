import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Connectivity, Mask } from "../../src/index.ts";
import { labelComponents } from "../../src/index.ts";
import { caseArray, testCase } from "../support/kernel-cases.ts";
import { anyMask, drawn, mask } from "../support/picture.ts";

/** The definition: grow each object from its first pixel in raster order. */
function grownComponents({ data, width, height }: Mask, connectivity: Connectivity): number[] {
  const labels = new Array<number>(data.length).fill(0);
  let count = 0;
  for (let first = 0; first < data.length; first++) {
    if (data[first] === 0 || labels[first] !== 0) continue;
    labels[first] = ++count;
    for (const stack = [first]; stack.length > 0; ) {
      const i = stack.pop() as number;
      for (let dy = -1; dy <= 1; dy++)
        for (let dx = -1; dx <= 1; dx++) {
          const x = (i % width) + dx;
          const y = Math.floor(i / width) + dy;
          if (x < 0 || y < 0 || x >= width || y >= height || (connectivity === 4 && dx * dy !== 0)) continue;
          if (data[y * width + x] === 0 || labels[y * width + x] !== 0) continue;
          labels[y * width + x] = count;
          stack.push(y * width + x);
        }
    }
  }
  return labels;
}

describe("labelComponents", () => {
  test("numbers by the first pixel in raster order, also where branches meet below", () => {
    const u = mask("#.#.#", "#.#..", "###.#", "....#");
    expect(drawn(labelComponents(u, 4).labels)).toEqual(["1.1.2", "1.1..", "111.3", "....3"]);
  });
  test("corners join with 8 neighbours only", () => {
    const steps = mask("#...", ".#..", "..#.", "#..#");
    expect(labelComponents(steps, 4).count).toBe(5);
    expect(drawn(labelComponents(steps, 8).labels)).toEqual(["1...", ".1..", "..1.", "2..1"]);
  });
  test("the end of one row does not touch the start of the next", () => {
    expect(labelComponents(mask("..#", "#..", "..#"), 4).count).toBe(3);
    expect(labelComponents(mask("...#", "#...", "...#"), 8).count).toBe(3);
  });
  test("a plane without a pixel is refused", () => {
    expect(() => labelComponents({ data: new Uint8Array(0), width: 0, height: 0 }, 4)).toThrow("no pixel");
  });
  test.each([
    { name: "all background", of: mask("...", "..."), count: 0 },
    { name: "all foreground", of: mask("###", "###"), count: 1 },
    { name: "1 x 1", of: mask("#"), count: 1 },
    { name: "samples other than 1", of: { data: Uint8Array.of(255, 7, 0, 2), width: 2, height: 2 }, count: 1 },
  ])("$name: $count", ({ of, count }) => {
    expect(labelComponents(of, 8).count).toBe(count);
  });
  test.each([4, 8] as const)("agrees with growing each object, %d neighbours", (connectivity) => {
    fc.assert(
      fc.property(anyMask, (any) => {
        expect(Array.from(labelComponents(any, connectivity).labels.data)).toEqual(grownComponents(any, connectivity));
      }),
      { numRuns: 500 },
    );
  });
  for (const connectivity of [4, 8] as const)
    testCase(`label${connectivity}_holed`, ({ inputs, outputs }) => {
      const { labels, count } = labelComponents(caseArray(inputs["mask"]) as Mask, connectivity);
      expect(count).toBe(outputs["count"]);
      expect(Array.from(labels.data)).toEqual(Array.from(caseArray(outputs["labels"]).data));
    });
});
