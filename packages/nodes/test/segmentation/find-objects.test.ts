import { LIMITS } from "@argosy/core";
import type { Labels } from "@argosy/kernels";
import { labelComponents } from "@argosy/kernels";
import { fillParams } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import objectsNode from "../../src/nodes/segment.objects.ts";
import type { ObjectRule } from "../../src/segmentation/find-objects.ts";
import { findObjects } from "../../src/segmentation/find-objects.ts";

const RULE: ObjectRule = {
  connectivity: 8,
  fillHoles: false,
  minArea: 0,
  maxArea: Number.POSITIVE_INFINITY,
  dropAt: [],
  areaRule: "centroid",
  padding: 0,
  nested: "outer",
};

/** Three squares in each other, then a loose pixel. */
const NESTED = ["#######..", "#.....#..", "#.###.#..", "#.#.#.#..", "#.###.#..", "#.....#..", "#######.#"];
const TARGET = ["#####", "#...#", "#.#.#", "#...#", "#####"];

function draw(rows: readonly string[]): { readonly data: Uint8Array; readonly width: number; readonly height: number } {
  const width = rows[0]!.length;
  return { data: Uint8Array.from(rows.join(""), (pixel) => (pixel === "#" ? 1 : 0)), width, height: rows.length };
}
const label = (rows: readonly string[]) => labelComponents(draw(rows), 8).labels;
const show = ({ data, width, height }: Labels) =>
  Array.from({ length: height }, (_, y) =>
    [...data.subarray(y * width, (y + 1) * width)].map((value) => (value === 0 ? "." : value)).join(""),
  );
const areas = (labels: Labels, rule: Partial<ObjectRule>) =>
  findObjects(labels, { ...RULE, ...rule }).objects.objects.map(({ label: number, area, parent, inner }) => [number, area, parent, inner]);
const reasons = (labels: Labels, rule: Partial<ObjectRule>) =>
  findObjects(labels, { ...RULE, ...rule }).objects.dropped.map(({ reason, count }) => [reason, count]);

describe("objects in objects", () => {
  test("outer: what lies in another is its child, with a number in its own label image", () => {
    expect(areas(label(NESTED), {})).toEqual([
      [1, 24, undefined, false],
      [2, 1, undefined, false],
      [1, 8, 1, true],
    ]);
    expect(show(findObjects(label(NESTED), RULE).inner)[2]).toBe("..111....");
  });
  test("both: all are objects, the container is the parent", () => {
    expect(areas(label(NESTED), { nested: "both" })).toEqual([
      [1, 24, undefined, false],
      [2, 8, 1, false],
      [3, 1, undefined, false],
    ]);
  });
  test("inner: what holds others is dropped, what stands alone stays", () => {
    expect(areas(label(NESTED), { nested: "inner" })).toEqual([
      [1, 8, undefined, false],
      [2, 1, undefined, false],
    ]);
    expect(reasons(label(NESTED), { nested: "inner" })).toEqual([["nested", 1]]);
  });
  test("what lies in a container that was dropped stands alone", () => {
    expect(areas(label(NESTED), { maxArea: 20 })).toEqual([
      [1, 8, undefined, false],
      [2, 1, undefined, false],
    ]);
  });
  test("a child of a child belongs to the outermost, beside it the nearest is the parent", () => {
    const three = label(["#######", "#.....#", "#.###.#", "#.#.#.#", "#.###.#", "#.....#", "#######"]);
    three.data[3 * 7 + 3] = 9;
    expect(areas(three, {})).toEqual([
      [1, 24, undefined, false],
      [1, 8, 1, true],
      [2, 1, 1, true],
    ]);
    expect(areas(three, { nested: "both" }).map(([, , parent]) => parent)).toEqual([undefined, 1, 2]);
  });
  test("a ring of two objects contains nothing", () => {
    const ring = label(TARGET);
    for (let i = 0; i < 10; i++) if (ring.data[i] === 1) ring.data[i] = 7;
    expect(areas(ring, {}).map(([, area, parent]) => [area, parent])).toEqual([
      [7, undefined],
      [9, undefined],
      [1, undefined],
    ]);
  });
  test("by 4 neighbours a corner does not close a ring", () => {
    const open = draw([".###.", "#...#", "#.#.#", "#...#", ".###."]);
    expect(areas(labelComponents(open, 4).labels, { connectivity: 4 }).every(([, , parent]) => parent === undefined)).toBe(true);
    expect(areas(labelComponents(open, 8).labels, {}).map(([, , parent]) => parent)).toEqual([undefined, 1]);
  });
});

describe("filled holes", () => {
  test("count for the area, and in outer mode run below the child", () => {
    const { labels, inner } = findObjects(label(TARGET), { ...RULE, fillHoles: true });
    expect(show(labels)).toEqual(["11111", "11111", "11111", "11111", "11111"]);
    expect(show(inner)[2]).toBe("..1..");
    expect(areas(label(TARGET), { fillHoles: true, minArea: 20 })).toEqual([[1, 25, undefined, false]]);
  });
  test("never cover an object that counts by itself", () => {
    expect(show(findObjects(label(TARGET), { ...RULE, fillHoles: true, nested: "both" }).labels)[2]).toBe("11211");
  });
  test("of two rings in each other each fills what is next to it", () => {
    expect(show(findObjects(label(NESTED), { ...RULE, fillHoles: true, nested: "both" }).labels).slice(2, 5)).toEqual([
      "1122211..",
      "1122211..",
      "1122211..",
    ]);
  });
});

describe("what is dropped", () => {
  test("is counted by its reason, with boxes and areas of the first", () => {
    const specks = label(["#.#.##"]);
    expect(findObjects(specks, { ...RULE, minArea: 2, maxArea: 2 }).objects.dropped).toEqual([
      {
        reason: "too_small",
        count: 2,
        examples: [
          { box: { x: 0, y: 0, width: 1, height: 1 }, value: 1 },
          { box: { x: 2, y: 0, width: 1, height: 1 }, value: 1 },
        ],
      },
    ]);
  });
  test("has at most 1,000 examples a reason", () => {
    const many = label(["#.".repeat(1_500)]);
    const [first] = findObjects(many, { ...RULE, minArea: 2 }).objects.dropped;
    expect([first?.count, first?.examples.length]).toEqual([1_500, 1_000]);
  });
  test.each([
    { sides: ["left"] as const, left: 3 },
    { sides: ["left", "right"] as const, left: 2 },
    { sides: ["left", "top", "right", "bottom"] as const, left: 1 },
    { sides: [] as const, left: 4 },
  ])("at the sides $sides", ({ sides, left }) => {
    const cross = label(["....#....", "#...#....", "....#...#", "..#......", "........."]);
    expect(areas(cross, { dropAt: sides })).toHaveLength(left);
  });
  test("outside the area: by the centroid, or where a pixel is outside", () => {
    const area = draw(["###..."]);
    expect(areas(label([".####."]), { area })).toHaveLength(0);
    expect(areas(label([".###.."]), { area })).toHaveLength(1);
    expect(reasons(label([".###.."]), { area, areaRule: "all" })).toEqual([["outside_area", 1]]);
  });
});

describe("the frame", () => {
  test("cuts crops", () => {
    const [object] = findObjects(label(["....", "..#."]), { ...RULE, padding: 2 }).objects.objects;
    expect(object).toMatchObject({ box: { x: 2, y: 1, width: 1, height: 1 }, crop: { x: 0, y: 0, width: 4, height: 2 } });
  });
  test.each([["."], ["#"], ["##", "##"]])("of any size and content gives objects that add up to its foreground: %s", (...rows) => {
    const given = label(rows);
    const foreground = given.data.filter((value) => value > 0).length;
    expect(areas(given, {}).reduce((sum, [, area]) => sum + Number(area), 0)).toBe(foreground);
  });
  test("with more objects than the limit is refused", () => {
    const width = 2_002;
    const data = new Uint32Array(width * 1_001);
    let next = 0;
    for (let y = 0; y < 1_001; y++) for (let x = 0; x < width; x += 2) data[y * width + x] = ++next;
    expect(next).toBeGreaterThan(LIMITS.objectsPerImage);
    expect(() => findObjects({ data, width, height: 1_001 }, RULE)).toThrow(expect.objectContaining({ reason: "TOO_MANY_OBJECTS" }));
  });
});

describe("segment.objects", () => {
  const mask = draw(["##.#"]);
  const run = (params: Readonly<Record<string, unknown>>, inputs: object, pixelSize?: { x: number; y: number; provenance: "file" }) =>
    objectsNode.run!(
      { mask: undefined, labels: undefined, area: undefined, images: [], ...inputs },
      fillParams(objectsNode as never, params) as never,
      {
        name: "a.png",
        ...(pixelSize === undefined ? {} : { pixelSize: pixelSize as never }),
      },
    ).objects.objects;
  test("takes areas in square micrometres where the pixel size is known", () => {
    expect(run({ minArea: 8, areaUnit: "um2" }, { mask }, { x: 2, y: 2, provenance: "file" })).toHaveLength(1);
  });
  test("refuses them where it is not", () => {
    expect(() => run({ minArea: 8, areaUnit: "um2" }, { mask })).toThrow(
      expect.objectContaining({ reason: "PIXEL_SIZE_UNKNOWN", details: { image: "a.png" } }),
    );
  });
  test("refuses neither mask nor labels, both, and an area of another size", () => {
    const refused = expect.objectContaining({ reason: "NODE_INPUT_INVALID" });
    expect(() => run({}, {})).toThrow(refused);
    expect(() => run({}, { mask, labels: label(["##.#"]) })).toThrow(refused);
    expect(() => run({}, { mask, area: draw(["##"]) })).toThrow(refused);
  });
});
