import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import * as kernels from "../src/index.ts";

const SOURCES = join(import.meta.dirname, "../src");
const FILES = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts") && file !== "index.ts");

/** The doc comment right before each exported function, and what it takes and gives, by the function's name. */
const FUNCTIONS = new Map(
  FILES.flatMap((file) => {
    const text = readFileSync(join(SOURCES, file), "utf8");
    return [...text.matchAll(/(\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?export function (\w+)([\s\S]*?) \{\n/g)].map(
      ([, comment = "", name, signature]) => [name, { comment, signature: signature! }] as const,
    );
  }),
);
const GIVEN_OUT = Object.entries(kernels).flatMap(([name, value]) => (typeof value === "function" ? [name] : []));

/** Which of the functions that are given out are silent about something. */
function silent(says: (comment: string, signature: string) => boolean, others: readonly string[] = []): readonly string[] {
  const found = GIVEN_OUT.filter((name) => {
    const { comment, signature } = FUNCTIONS.get(name)!;
    return !says(comment, signature);
  });
  expect(
    others.filter((name) => !found.includes(name)),
    "named, but not silent",
  ).toEqual([]);
  return found.filter((name) => !others.includes(name));
}

test("every function that is given out says what it does", () => {
  expect(silent((comment) => comment !== "")).toEqual([]);
});

test("it says what it costs", () => {
  expect(silent((comment) => /\b[Tt]ime\b/.test(comment))).toEqual([]);
});

test("it says the shapes of planes, rows and lists", () => {
  const shaped = /Plane|Mask|Labels|Array|Rows/;
  // Bytes from anywhere; a size without samples.
  expect(silent((comment, signature) => !shaped.test(signature) || /`\[\w/.test(comment), ["decodeForest", "turnFrame"])).toEqual([]);
});

/** What has an answer to whatever its types allow. */
const ALWAYS_ANSWERS = (
  "accuracy balancedAccuracy binCentre borderIndex chordsOf columnIndex composeAffine confusionMatrix cooccurrenceProperties curveAt " +
  "encodeForest fillTable haralickFeatures keepsPixels mapPoint mapSamples mostProbableClass packForest randomSource recalls rotationAbout sampleRange " +
  "shuffle traceOutline"
).split(" ");

test("it says what it refuses", () => {
  expect(silent((comment) => comment.includes("@throws"), ALWAYS_ANSWERS)).toEqual([]);
});

test("it says where its definition comes from", () => {
  const sourced = /Source|\bAs (the \w+ of )?(numpy|scipy|scikit-image|scikit-learn|OpenCV|mahotas)'s/;
  expect(silent((comment) => sourced.test(comment), ["columnIndex", "fillTable", "mapSamples", "plane", "tableColumn"])).toEqual([]);
});
