import { fillParams, showNode } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { ALL_NODES } from "../support/all-nodes.ts";

const runnable = ALL_NODES.filter(({ run }) => run !== undefined);

describe("showNode", () => {
  test.each(runnable)("$name does something to the drawn picture", (node) => {
    const shown = showNode(node)!;
    expect(shown.params).toEqual(fillParams(node, { ...node.shown?.params }));
    expect(shown.after.value).toBeDefined();
    expect(shown.after.value).not.toEqual(shown.before.value);
  });
  test.each(["filter.median", "convert.stain", "draw.contours"])("%s shows the same at every call", (name) => {
    const node = ALL_NODES.find((one) => one.name === name)!;
    expect(showNode(node)).toEqual(showNode(node));
  });
  test("what reads, writes or learns has nothing to show", () => {
    const none = ALL_NODES.filter((node) => !runnable.includes(node));
    expect(none.length).toBeGreaterThan(0);
    expect(none.map(showNode)).toEqual(none.map(() => undefined));
  });
});
