import { compilePattern, guessPattern } from "@argosy/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";

const numbers = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index));

describe("guessPattern", () => {
  test.each([
    {
      name: "cruise, station, depth and frame",
      paths: numbers(
        60,
        (i) => `DEMO7_S${String(1 + (i % 10)).padStart(2, "0")}_${[10, 50, 150][i % 3]}_${String(i).padStart(4, "0")}.tif`,
      ),
      pattern: "{cruise}_{station}_{depth:int}_{frame:int}.tif",
    },
    {
      name: "a date, a time and a counter",
      paths: numbers(20, (i) => `scan_20240708_1015${String(10 + i)}_${i}.png`),
      pattern: "{cruise}_{date:date}_{time:time}_{frame:int}.png",
    },
    { name: "a word in front of a counter", paths: numbers(5, (i) => `frame${i}.png`), pattern: "frame{frame:int}.png" },
    { name: "decimal depths", paths: ["A_1.5_1.tif", "B_12.25_2.tif", "C_7.0_3.tif"], pattern: "{station}_{depth:float}_{frame:int}.tif" },
    {
      name: "folders that are samples",
      paths: numbers(12, (i) => `cruise/tow ${i % 3}/${i}.tif`),
      pattern: "{sample}/{frame:int}.tif",
    },
    {
      name: "the form that most have",
      paths: [...numbers(9, (i) => `st1_${i}.tif`), "notes.tif"],
      pattern: "{cruise}_{frame:int}.tif",
    },
    {
      name: "a cruise, though one file is of no cruise",
      paths: [...numbers(20, (i) => `AZ1_S${i % 4}_${i}.tif`), "broken_S9_99.tif"],
      pattern: "{cruise}_{station}_{frame:int}.tif",
    },
    { name: "several endings", paths: ["a_1.tif", "a_2.png"], pattern: "{cruise}_{frame:int}" },
    { name: "one name", paths: ["picture.png"], pattern: "" },
    { name: "none", paths: [], pattern: "" },
  ])("$name", ({ paths, pattern }) => {
    expect(guessPattern(paths).pattern).toBe(pattern);
  });

  test("counts what it matches among what it looked at", () => {
    expect(guessPattern([...numbers(9, (i) => `st1_${i}.tif`), "notes.tif"])).toMatchObject({ matched: 9, looked: 10 });
    expect(guessPattern(numbers(5_000, (i) => `a_${i}.tif`))).toMatchObject({ matched: 1_667, looked: 1_667 });
  });

  test("whatever files are called, the guess is empty or a pattern", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary", maxLength: 60 }), { maxLength: 30 }), (paths) => {
        const { pattern, matched, looked } = guessPattern(paths);
        expect(matched).toBeLessThanOrEqual(looked);
        if (pattern !== "") expect(compilePattern(pattern).fields.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });
});
