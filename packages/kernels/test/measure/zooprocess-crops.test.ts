import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import type { Labels } from "../../src/index.ts";
import { labelComponents, measureZooprocess, plane } from "../../src/index.ts";
import { tableRow } from "./drawn-objects.ts";
import { readGreyPng } from "./read-grey-png.ts";

const samples = process.env["ARGOSY_SAMPLES"] ?? fileURLToPath(new URL("../../../../../shared/data", import.meta.url));
const folder = `${samples}/plankton/zooprocess_lib`;
const skip = !existsSync(folder) && process.env["CI"] !== "true";

/** The largest 8-connected component of what is at most 243, as label 1. */
function largestDark(image: { data: Uint8Array; width: number; height: number }): Labels {
  const { labels } = labelComponents(
    plane(
      image.data.map((v) => (v <= 243 ? 1 : 0)),
      image.width,
      image.height,
    ),
    8,
  );
  const areas = new Map<number, number>();
  for (const label of labels.data) if (label > 0) areas.set(label, (areas.get(label) ?? 0) + 1);
  const largest = [...areas].sort((a, b) => b[1] - a[1])[0]?.[0];
  return plane(
    labels.data.map((v) => (v === largest ? 1 : 0)),
    image.width,
    image.height,
  );
}

/** The measures that ZooProcess wrote, with the number of decimals that it printed. */
function readMeasures(path: string): Map<string, { value: number; decimals: number }> {
  const [names, values] = readFileSync(path, "latin1")
    .split(/\r?\n/)
    .map((line) => line.split("\t"));
  return new Map(
    names!.map((name, i) => [name.toLowerCase(), { value: Number(values![i]), decimals: values![i]?.split(".")[1]?.length ?? 0 }]),
  );
}

/** The numbers of the first object of a bundle. */
function readBundle(path: string): Map<string, number> {
  const lines = readFileSync(path, "latin1")
    .split(/\r?\n/)
    .map((line) => line.split("\t"));
  return new Map(lines[0]!.map((name, i) => [name, Number(lines[2]![i])]));
}

const EXACT = ["area", "area_exc", "min", "max", "median", "mode", "bx", "by", "width", "height", "xstart", "ystart"];
const PRINTED = ["%area", "mean", "stddev", "intden", "skew", "kurt", "x", "y", "xm", "ym", "major", "minor", "angle", "circ."];
const DERIVED = ["esd", "elongation", "range", "meanpos", "perimareaexc", "feretareaexc", "perimferet", "perimmajor", "circex"];
const HISTOGRAM = ["histcum1", "histcum2", "histcum3"];

// Without the folder of real images there is nothing to compare with.
describe.skipIf(skip).each([
  { place: "2855_223", left: 2855, top: 223 },
  { place: "13892_13563", left: 13892, top: 13563 },
])("measureZooprocess of crop $place equals what ZooProcess wrote", ({ place, left, top }) => {
  const image = readGreyPng(`${folder}/images/measures/crop_${place}.png`);
  const got = tableRow(measureZooprocess(largestDark(image), image, { left, top }), 0);
  const want = readMeasures(`${folder}/features/meas_${place}.csv`);

  test.each([...EXACT, ...HISTOGRAM])("%s exactly", (name) => {
    expect(got[name]).toBe(want.get(name)!.value);
  });

  test.each(PRINTED)("%s to the printed decimals", (name) => {
    const { value, decimals } = want.get(name)!;
    expect(Math.abs(got[name]! - value)).toBeLessThanOrEqual(0.5000001 * 10 ** -decimals);
  });

  test.each([
    { name: "perim.", share: 0.005 },
    { name: "feret", share: 0.005 },
    { name: "convarea", share: 0.25 },
  ])("$name within $share", ({ name, share }) => {
    const { value } = want.get(name)!;
    expect(Math.abs(got[name]! - value)).toBeLessThanOrEqual(share * value);
  });

  test.each(DERIVED)("%s follows from rounded values, within 2 %", (name) => {
    const value = readBundle(`${folder}/features/ecotaxa_${place}.tsv`).get(`object_${name}`)!;
    expect(Math.abs(got[name]! - value)).toBeLessThanOrEqual(0.02 * Math.abs(value));
  });

  test("fractal within 0.05", () => {
    expect(Math.abs(got["fractal"]! - want.get("fractal")!.value)).toBeLessThanOrEqual(0.05);
  });
});
