import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import { API_TYPES, apiTypes } from "../run/api-types.ts";

test("the page is checked against the interface as it is; otherwise run npm run gen:api", async () => {
  expect(await readFile(API_TYPES, "utf8")).toBe(await apiTypes());
});
