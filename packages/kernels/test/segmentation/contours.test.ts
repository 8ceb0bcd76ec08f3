import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { polygonMask, traceOutline } from "../../src/index.ts";
import { anyMask, drawn, labels } from "../support/picture.ts";

const whole = (of: { readonly width: number; readonly height: number }) => ({ x: 0, y: 0, width: of.width, height: of.height });

describe("traceOutline", () => {
  test("a rectangle has four corners, clockwise from its upper right", () => {
    const outlines = traceOutline(labels("....", ".22.", ".22."), 2, { x: 1, y: 1, width: 2, height: 2 });
    expect(outlines).toEqual([
      {
        outer: [
          { x: 3, y: 1 },
          { x: 3, y: 3 },
          { x: 1, y: 3 },
          { x: 1, y: 1 },
        ],
        holes: [],
      },
    ]);
  });
  test("a ring has a hole; another label in it is not its own", () => {
    const [ring] = traceOutline(labels("111", "121", "111"), 1, { x: 0, y: 0, width: 3, height: 3 });
    expect(ring?.holes.length).toBe(1);
    expect(ring?.holes[0]?.length).toBe(4);
  });
  test("parts that touch at a corner are one, others are not; a part in a hole keeps its own holes", () => {
    expect(traceOutline(labels("1..", ".1.", "...", "1.."), 1, { x: 0, y: 0, width: 3, height: 4 }).length).toBe(2);
    const nested = labels("1111111", "1.....1", "1.111.1", "1.1.1.1", "1.111.1", "1.....1", "1111111");
    expect(traceOutline(nested, 1, whole(nested)).map(({ holes }) => holes.length)).toEqual([1, 1]);
  });
  test("a label that does not occur has no outline", () => {
    expect(traceOutline(labels("1"), 2, { x: 0, y: 0, width: 1, height: 1 })).toEqual([]);
    expect(traceOutline(labels(), 1, { x: 0, y: 0, width: 0, height: 0 })).toEqual([]);
  });
  test("filling the rings gives the object back", () => {
    fc.assert(
      fc.property(anyMask, (any) => {
        const outlines = traceOutline({ ...any, data: Uint32Array.from(any.data) }, 1, whole(any));
        const rings = outlines.flatMap(({ outer, holes }) => [outer, ...holes]);
        expect(drawn(polygonMask(rings, any.width, any.height))).toEqual(drawn(any));
      }),
      { numRuns: 500 },
    );
  });
});

describe("polygonMask", () => {
  test("a pixel is inside when its centre is", () => {
    const triangle = [
      { x: 0, y: 0 },
      { x: 4, y: 0 },
      { x: 0, y: 4 },
    ];
    expect(drawn(polygonMask([triangle], 4, 4))).toEqual(["111.", "11..", "1...", "...."]);
  });
  test("rings crossing or nested count by the even-odd rule", () => {
    const square = (from: number, to: number) => [
      { x: from, y: from },
      { x: to, y: from },
      { x: to, y: to },
      { x: from, y: to },
    ];
    expect(drawn(polygonMask([square(0, 4), square(1, 3)], 4, 4))).toEqual(["1111", "1..1", "1..1", "1111"]);
  });
  test("what lies outside the frame is cut off; too few corners enclose nothing", () => {
    const large = [
      { x: -9, y: -9 },
      { x: 1, y: -9 },
      { x: 1, y: 99 },
      { x: -9, y: 99 },
    ];
    expect(drawn(polygonMask([large], 2, 2))).toEqual(["1.", "1."]);
    expect(polygonMask([[{ x: 0, y: 0 }], [], large.slice(0, 2)], 2, 2).data.every((v) => v === 0)).toBe(true);
  });
  test("two polygons along one edge share no pixel and leave none out", () => {
    const corner = fc
      .record({ x: fc.integer({ min: 0, max: 16 }), y: fc.integer({ min: 0, max: 16 }) })
      .map(({ x, y }) => ({ x: x / 2, y: y / 2 }));
    fc.assert(
      fc.property(corner, (middle) => {
        const frame = [0, 8].flatMap((y) => [0, 8].map((x) => ({ x, y })));
        const [a, b, c, d] = [frame[0], frame[1], frame[3], frame[2]] as [typeof middle, typeof middle, typeof middle, typeof middle];
        const parts = [
          [a, b, middle],
          [b, c, middle],
          [c, d, middle],
          [d, a, middle],
        ].map((ring) => polygonMask([ring], 8, 8).data);
        for (let i = 0; i < 64; i++) expect(parts.reduce((sum, part) => sum + (part[i] as number), 0)).toBe(1);
      }),
    );
  });
  test("refuses a corner that is not a number, and names it", () => {
    expect(() => polygonMask([[{ x: 0, y: Number.NaN }]], 2, 2)).toThrow("not a number");
  });
});
