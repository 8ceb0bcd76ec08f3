import * as nodes from "@argosy/nodes";
import { expect, test } from "vitest";

test("what the package offers", () => {
  expect(Object.keys(nodes).sort()).toMatchInlineSnapshot();
});
