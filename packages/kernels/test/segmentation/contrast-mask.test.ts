import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ContrastRule, Plane } from "../../src/index.ts";
import { contrastMask, plane } from "../../src/index.ts";
import { drawn } from "../support/picture.ts";

const plain: ContrastRule = { objects: "bright", threshold: 10, scale: 1, window: 1, local: 0 };
const row = (...values: readonly number[]) => plane(Uint8Array.from(values), values.length, 1);

/** The definition, pixel by pixel. */
function expectedMask({ data, width, height }: Plane, rule: ContrastRule): number[] {
  const bright = rule.objects === "bright";
  const outside = [...data].filter((v) => (bright ? v <= rule.threshold : v > rule.threshold));
  const background = outside.length === 0 ? rule.threshold : outside.reduce((a, b) => a + b, 0) / outside.length;
  const radius = (rule.window - 1) / 2;
  return [...data].map((value, i) => {
    const x = i % width;
    const y = Math.floor(i / width);
    const limit = rule.scale === 1 ? rule.threshold : background + rule.scale * (rule.threshold - background);
    const box = [...data].filter((_, j) => Math.abs((j % width) - x) <= radius && Math.abs(Math.floor(j / width) - y) <= radius);
    const mean = box.reduce((a, b) => a + b, 0) / box.length - background;
    const sign = bright ? 1 : -1;
    const global = bright ? value > limit : value <= limit;
    const local = rule.window === 1 || sign * (value - background) > rule.local * sign * mean;
    return global && local && i < width * height ? 1 : 0;
  });
}

describe("contrastMask", () => {
  test("scale 1 without a window is the threshold itself, for both polarities", () => {
    const image = row(9, 10, 11);
    expect(drawn(contrastMask(image, plain))).toEqual(["..1"]);
    expect(drawn(contrastMask(image, { ...plain, objects: "dark" }))).toEqual(["11."]);
  });

  test("a smaller scale keeps an object that is too dim for the threshold", () => {
    // The background is (0 + 0 + 6) / 3 = 2 and the limit 2 + 0.4 * 8 = 5.2.
    expect(drawn(contrastMask(row(0, 40, 0, 6), { ...plain, scale: 0.4 }))).toEqual([".1.1"]);
  });

  test("the local rule opens the gap between two close objects", () => {
    const image = row(0, 0, 30, 30, 15, 30, 30, 0, 0);
    expect(drawn(contrastMask(image, plain))).toEqual(["..11111.."]);
    expect(drawn(contrastMask(image, { ...plain, window: 3, local: 0.8 }))).toEqual(["..11.11.."]);
  });

  test("an offset of the grey scale does not show", () => {
    const rule = { ...plain, window: 3, local: 0.8, scale: 0.7 };
    const values = [0, 0, 30, 30, 15, 30, 30, 0, 0];
    const raised = row(...values.map((v) => v + 100));
    expect(drawn(contrastMask(raised, { ...rule, threshold: 110 }))).toEqual(drawn(contrastMask(row(...values), rule)));
  });

  test("dark objects are the bright objects of the inverted image", () => {
    const values = [0, 0, 30, 30, 15, 30, 30, 0, 0];
    const rule: ContrastRule = { ...plain, objects: "dark", threshold: 244, window: 3, local: 0.8 };
    expect(drawn(contrastMask(row(...values.map((v) => 255 - v)), rule))).toEqual(["..11.11.."]);
  });

  test("the side can be found from the border", () => {
    const spot = plane(Uint8Array.of(0, 0, 0, 0, 99, 0, 0, 0, 0), 3, 3);
    expect(drawn(contrastMask(spot, { ...plain, objects: "auto" }))).toEqual(["...", ".1.", "..."]);
    const hole = plane(Uint8Array.of(99, 99, 99, 99, 0, 99, 99, 99, 99), 3, 3);
    expect(drawn(contrastMask(hole, { ...plain, objects: "auto" }))).toEqual(["...", ".1.", "..."]);
  });

  test.each([
    { name: "a constant image has no object", image: row(7, 7, 7), picture: ["..."] },
    { name: "a class without background is compared with the threshold", image: row(200, 200), picture: ["11"] },
    { name: "one pixel", image: row(0), picture: ["."] },
    {
      name: "NaN and infinities",
      image: plane(Float32Array.of(Number.NaN, 50, Number.NEGATIVE_INFINITY, 0, 50), 5, 1),
      picture: [".1..1"],
    },
    { name: "negative values", image: plane(Int16Array.of(-50, 20, -50), 3, 1), picture: [".1."] },
  ])("$name", ({ image, picture }) => {
    expect(drawn(contrastMask(image, { ...plain, window: 3, local: 0.5 }))).toEqual(picture);
  });

  test.each([0, 2, -3, 2.5, Number.NaN])("a window of %s is refused", (window) => {
    expect(() => contrastMask(row(1), { ...plain, window })).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  });

  test("any image, window and scale obey the definition", () => {
    const image = fc
      .integer({ min: 1, max: 9 })
      .chain((width) =>
        fc
          .integer({ min: 1, max: 9 })
          .chain((height) =>
            fc
              .array(fc.integer({ min: 0, max: 255 }), { minLength: width * height, maxLength: width * height })
              .map((values) => plane(Uint8Array.from(values), width, height)),
          ),
      );
    const rule = fc.record({
      objects: fc.constantFrom("bright" as const, "dark" as const),
      threshold: fc.integer({ min: 0, max: 255 }),
      scale: fc.constantFrom(0.5, 0.7, 1),
      window: fc.constantFrom(1, 3, 7, 21),
      local: fc.constantFrom(0, 0.85, 1),
    });
    fc.assert(
      fc.property(image, rule, (one, by) => {
        expect([...contrastMask(one, by).data]).toEqual(expectedMask(one, by));
      }),
    );
  });

  test("leaves the image alone", () => {
    const image = row(0, 0, 30, 15, 30);
    contrastMask(image, { ...plain, window: 3, local: 0.8 });
    expect([...image.data]).toEqual([0, 0, 30, 15, 30]);
  });
});
