import { describe, expect, test } from "vitest";
import { INTENSITY_COLUMNS, measureChannels, measureIntensity, plane, tableColumn } from "../../src/index.ts";
import { drawLabels, tableRow } from "./drawn-objects.ts";

describe("measureChannels", () => {
  const labels = drawLabels("11.2", "11.2");
  const first = plane(Uint8Array.of(7, 7, 90, 4, 3, 3, 90, 4), 4, 2);
  const second = plane(Float32Array.of(0, 1, 90, -2, 3, 0, 90, -2), 4, 2);

  test("says of each channel what measureIntensity says of it alone", () => {
    const table = measureChannels(labels, [first, second]);
    for (const [c, channel] of [first, second].entries()) {
      const alone = measureIntensity(labels, channel);
      const shared = INTENSITY_COLUMNS.filter(({ name }) => table.columns.some((column) => column.name === `${name}.${c + 1}`));
      expect(shared).toHaveLength(8);
      for (const { name } of shared) expect(tableColumn(table, `${name}.${c + 1}`), name).toEqual(tableColumn(alone, name));
    }
  });

  test.each([
    { name: "the most frequent value", grey: Uint8Array.of(9, 200, 9, 7), mode: 9 },
    { name: "the smallest of two that are equally frequent", grey: Uint8Array.of(200, 9, 200, 9), mode: 9 },
    { name: "the value of a constant", grey: Int16Array.of(-3, -3, -3, -3), mode: -3 },
    { name: "of floating-point samples the middle of the fullest bin", grey: Float32Array.of(0, 31.2, 31.6, 32), mode: 31.5 },
    { name: "the lowest of two bins that are equally full", grey: Float64Array.of(0, 0.25, 31, 32), mode: 0.5 },
    { name: "of a floating-point constant its value", grey: Float32Array.of(0.5, 0.5, 0.5, 0.5), mode: 0.5 },
  ])("the mode is $name", ({ grey, mode }) => {
    expect(tableRow(measureChannels(plane(new Uint32Array(4).fill(1), 4, 1), [plane(grey, 4, 1)]), 0)["mode.1"]).toBe(mode);
  });

  test("a sample that is no number leaves nothing of its channel, and the others as they are", () => {
    const torn = plane(Float32Array.of(Number.NaN, 1, 0, 1, 1, 1, 0, 1), 4, 2);
    const row = tableRow(measureChannels(labels, [torn, first]), 0);
    expect(Object.entries(row).flatMap(([name, value]) => (Number.isNaN(value) ? [name.slice(-1)] : []))).toEqual(Array(9).fill("1"));
    expect(tableRow(measureChannels(labels, [torn, first]), 1)["mode.1"]).toBe(1);
  });
});
