import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as kernels from "../src/index.ts";

const SOURCES = join(import.meta.dirname, "../src");
const FILES = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && file !== "index.ts");

/** The doc comment right before each exported function, by the function's name. */
const COMMENTS = new Map(
  FILES.flatMap((file) => {
    const text = readFileSync(join(SOURCES, file), "utf8");
    return [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export function (\w+)/g)].map(
      ([, comment, name]) => [name, { file, comment }] as const,
    );
  }),
);
const GIVEN_OUT = Object.entries(kernels).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));

test("every function that is given out says what it does", () => {
  expect(GIVEN_OUT.filter((name) => COMMENTS.get(name)?.comment === undefined)).toEqual([]);
});

/** What looks at no pixel: a constant time goes without saying. */
const CONSTANT = [
  "binCentre",
  "borderIndex",
  "chordsOf",
  "composeAffine",
  "invertAffine",
  "keepsPixels",
  "mapPoint",
  "rotationAbout",
  "sampleRange",
  "turnFrame",
];
const ON_PIXELS = /^(color|exposure|filters|morphology|registration|segmentation|thresholds|transform)\//;

test("on pixels, it says what it costs, too", () => {
  const silent = GIVEN_OUT.filter((name) => {
    const { file, comment } = COMMENTS.get(name)!;
    return ON_PIXELS.test(file) && !CONSTANT.includes(name) && !/\b[Tt]ime\b/.test(comment ?? "");
  });
  expect(silent).toEqual([]);
});
