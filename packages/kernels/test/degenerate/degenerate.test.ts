import { expect, test } from "vitest";
import * as kernels from "../../src/index.ts";
import { COLOR } from "./color.ts";
import { EXPOSURE } from "./exposure.ts";
import { FILTERS } from "./filters.ts";
import { LEARN } from "./learn.ts";
import { MEASURE } from "./measure.ts";
import { MORPHOLOGY } from "./morphology.ts";
import { SEGMENTATION } from "./segmentation.ts";
import type { DegenerateTable } from "./suite.ts";
import { describeDegenerate } from "./suite.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { REGISTRATION, TRANSFORM } from "./transform.ts";

const FAMILIES: Readonly<Record<string, DegenerateTable>> = {
  color: COLOR,
  exposure: EXPOSURE,
  filters: FILTERS,
  learn: LEARN,
  measure: MEASURE,
  morphology: MORPHOLOGY,
  registration: REGISTRATION,
  segmentation: SEGMENTATION,
  thresholds: THRESHOLDS,
  transform: TRANSFORM,
};

/** What is given neither samples nor lists made of them, and why it is tested elsewhere alone. */
const WITHOUT_SAMPLES: Readonly<Record<string, string>> = {
  borderIndex: "takes an index",
  chordsOf: "takes a footprint",
  columnIndex: "takes the columns of a table",
  composeAffine: "takes maps",
  decodeForest: "takes bytes from outside; learn/encode-forest.test.ts gives it hostile ones",
  encodeForest: "takes a forest",
  fillTable: "takes the columns of a table; every measure.* goes through it",
  invertAffine: "takes a map",
  keepsPixels: "takes a map",
  mapPoint: "takes a map and a point",
  mapSamples: "does what it is told",
  packForest: "takes a forest",
  plane: "makes the planes",
  randomSource: "takes a seed",
  rotationAbout: "takes an angle and a point",
  sampleRange: "takes a sample type",
  shuffle: "takes a source of random numbers",
  tableColumn: "takes a table",
  turnFrame: "takes a size and an angle",
  wilsonInterval: "takes two counts",
};

for (const [family, entries] of Object.entries(FAMILIES)) describeDegenerate(family, entries);

test("every kernel that is given out is in the suite, or stated not to take samples", () => {
  const tried = new Set(Object.values(FAMILIES).flatMap((table) => Object.keys(table).map((name) => name.split(/[, ]/)[0]!)));
  const given = Object.entries(kernels).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));
  expect(given.filter((name) => !tried.has(name) && !(name in WITHOUT_SAMPLES))).toEqual([]);
  expect(Object.keys(WITHOUT_SAMPLES).filter((name) => tried.has(name) || !given.includes(name))).toEqual([]);
});
