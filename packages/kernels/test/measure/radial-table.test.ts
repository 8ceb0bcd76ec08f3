import { describe, expect, test } from "vitest";
import type { Labels } from "../../src/index.ts";
import { measureRadial, plane } from "../../src/index.ts";
import { constantPlane, drawLabels, tableRow } from "./drawn-objects.ts";

/** A disc of radius 20 whose grey value is a function of how far from its centre a pixel is, and in which direction. */
function disc(greyAt: (distance: number, angle: number) => number) {
  const size = 45;
  const places = Array.from({ length: size * size }, (_, i) => [(i % size) - 22, Math.floor(i / size) - 22] as const);
  const labels: Labels = plane(
    Uint32Array.from(places, ([x, y]) => Number(Math.hypot(x, y) <= 20)),
    size,
    size,
  );
  const grey = plane(
    Float64Array.from(places, ([x, y]) => greyAt(Math.hypot(x, y), Math.atan2(y, x))),
    size,
    size,
  );
  return tableRow(measureRadial(labels, [grey]), 0);
}

describe("measureRadial", () => {
  test("an even disc is as bright in every ring, and rings farther out have more of it", () => {
    const row = disc(() => 5);
    const fractions = [1, 2, 3, 4].map((ring) => row[`ring_${ring}_of_4_fraction.1`]!);
    expect(fractions.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b));
    for (const ring of [1, 2, 3, 4])
      expect(row).toMatchObject({ [`ring_${ring}_of_4_mean_fraction.1`]: 1, [`ring_${ring}_of_4_variation.1`]: 0 });
  });

  test("light in the middle is in the inner rings, light on one side varies along all of them", () => {
    const inner = disc((distance) => (distance < 4 ? 100 : 1));
    expect(inner["ring_1_of_4_mean_fraction.1"]).toBeGreaterThan(5);
    expect(inner["ring_4_of_4_mean_fraction.1"]).toBeLessThan(0.5);
    const sided = disc((_distance, angle) => (Math.abs(angle) < Math.PI / 2 ? 100 : 1));
    for (const ring of [1, 2, 3, 4]) expect(sided[`ring_${ring}_of_4_variation.1`]).toBeGreaterThan(0.8);
  });

  test("the way goes inside the object, round the gap of a hook", () => {
    // The centre is that of the thick end; the tip at the lower left is near to it only across the gap.
    const labels = drawLabels("111....", "1111111", "111...1", "......1", "1111111");
    const grey = plane(
      Float64Array.from(labels.data, (_, i) => Number(i === 28)),
      7,
      5,
    );
    expect(tableRow(measureRadial(labels, [grey], { rings: 8 }), 0)["ring_8_of_8_fraction.1"]).toBe(1);
  });

  test("a part that does not hang together with the centre's does not count", () => {
    const labels = drawLabels("111.1", "111..", "111..");
    const grey = plane(
      Float64Array.from(labels.data, (_, i) => (i === 4 ? 1000 : 1)),
      5,
      3,
    );
    expect(tableRow(measureRadial(labels, [grey], { rings: 2 }), 0)["ring_1_of_2_fraction.1"]).toBeCloseTo(5 / 9, 12);
  });

  test("a ring without pixels has none of the light and no other value", () => {
    const labels = drawLabels("1");
    const row = tableRow(measureRadial(labels, [constantPlane(labels, 3)], { rings: 2 }), 0);
    expect(row).toEqual({
      "ring_1_of_2_fraction.1": 1,
      "ring_1_of_2_mean_fraction.1": 1,
      "ring_1_of_2_variation.1": 0,
      "ring_2_of_2_fraction.1": 0,
      "ring_2_of_2_mean_fraction.1": Number.NaN,
      "ring_2_of_2_variation.1": Number.NaN,
    });
  });

  test.each([
    { name: "without light", grey: [0, 0] },
    { name: "with a sample that is none", grey: [1, Number.NaN] },
  ])("a channel $name has no shares", ({ grey }) => {
    const labels = drawLabels("11");
    const row = tableRow(measureRadial(labels, [plane(Float64Array.from(grey), 2, 1), constantPlane(labels, 1)], { rings: 2 }), 0);
    for (const [name, value] of Object.entries(row)) if (name.endsWith(".1")) expect(value).toBeNaN();
    expect(row["ring_1_of_2_fraction.2"]! + row["ring_2_of_2_fraction.2"]!).toBe(1);
  });

  test.each([1, 33, 2.5, Number.NaN])("%s rings are refused", (rings) => {
    const labels = drawLabels("1");
    expect(() => measureRadial(labels, [labels], { rings })).toThrow(expect.objectContaining({ code: "invalid_argument" }));
  });
});
