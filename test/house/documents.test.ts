import { readFile } from "node:fs/promises";
import { describe, expect, test } from "vitest";
import { DOCUMENTS, SAMPLED_DOCUMENTS } from "../run/documents.ts";
import { SAMPLES, whySkipped } from "../support/samples.ts";

test.each(Object.keys(DOCUMENTS))("%s says what the program says; otherwise run npm run gen:docs", async (file) => {
  expect(await readFile(file, "utf8")).toBe(await DOCUMENTS[file]!());
});

describe.each(Object.entries(SAMPLED_DOCUMENTS))("%s", (file, { needs, write }) => {
  const why = needs.map(whySkipped).find((reason) => reason !== undefined);
  test.skipIf(why !== undefined)(`says what real images give${why === undefined ? "" : ` (skipped: ${why})`}`, async () => {
    const text = await write(SAMPLES);
    expect(text.match(/.*\| no +\|$/gm) ?? [], "beyond its tolerance").toEqual([]);
    expect(await readFile(file, "utf8"), "otherwise run npm run gen:docs").toBe(text);
  });
});
