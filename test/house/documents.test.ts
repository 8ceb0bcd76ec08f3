import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { DOCUMENTS } from "../run/documents.ts";

test.each(Object.keys(DOCUMENTS))("%s says what the program says; otherwise run npm run gen:docs", async (file) => {
  expect(await readFile(file, "utf8")).toBe(await DOCUMENTS[file]!());
});
