import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { darkGraph } from "./graphs.ts";
import { Scenario } from "./scenario.ts";

let home: Scenario;
beforeAll(async () => {
  home = await Scenario.open();
});
afterAll(() => home.end());

describe("a graph that cannot run is refused with the node or edge", () => {
  const edge = (from: string, to: string) => ({ from, to });
  const nodes = darkGraph(100).nodes;
  test.each([
    [
      "a cycle",
      [
        { id: "a", node: "morphology.fill" },
        { id: "b", node: "morphology.fill" },
      ],
      [edge("a.mask", "b.mask"), edge("b.mask", "a.mask")],
      "GRAPH_CYCLE",
      /"a"|"b"/,
    ],
    ["an edge to itself", nodes, [edge("threshold.mask", "threshold.image")], "GRAPH_SELF_EDGE", /threshold/],
    ["slots of different kinds", nodes, [edge("grey.image", "shape.labels")], "GRAPH_TYPE_MISMATCH", /shape\.labels/],
    [
      "two edges into a single slot",
      nodes,
      [edge("images.image", "grey.image"), edge("images.image", "grey.image")],
      "GRAPH_SLOT_OCCUPIED",
      /"grey"/,
    ],
    ["an unknown node class", [{ id: "x", node: "segment.magic" }], [], "GRAPH_UNKNOWN_NODE", /segment\.magic/],
    ["an unknown slot", nodes, [edge("grey.colour", "threshold.image")], "GRAPH_UNKNOWN_SLOT", /colour/],
    ["an unknown instance", nodes, [edge("nobody.image", "grey.image")], "GRAPH_UNKNOWN_INSTANCE", /nobody/],
    [
      "a missing slot",
      [
        { id: "images", node: "collection.images" },
        { id: "grey", node: "convert.grey" },
      ],
      [],
      "GRAPH_MISSING_INPUT",
      /grey/,
    ],
    [
      "an id twice",
      [
        { id: "grey", node: "convert.grey" },
        { id: "grey", node: "convert.grey" },
      ],
      [],
      "GRAPH_DUPLICATE_ID",
      /grey/,
    ],
    ["a bad parameter", [{ id: "t", node: "threshold.fixed", params: { threshold: "high" } }], [], "PARAM_INVALID", /threshold/],
  ])("%s", async (_name, given, edges, reason, names) => {
    const definition = { name: "wrong", nodes: given, edges };
    for (const path of ["graphs", "graphs/validate"]) {
      const problem = await home.problem("POST", `${home.base}/${path}`, { body: { definition } });
      expect(problem.reason).toBe(reason);
      expect([400, 422]).toContain(problem.status);
      expect(JSON.stringify(problem["details"])).toMatch(names);
    }
    const { graphs } = await home.api.get<{ graphs: { name: string }[] }>(`${home.base}/graphs`);
    expect(graphs.map((graph) => graph.name)).not.toContain("wrong");
  });
});
