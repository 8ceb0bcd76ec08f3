import { readdirSync, readFileSync } from "node:fs";
import type { ErrorDetails, Reason } from "@argosy/core";
import type { GraphDraft } from "@argosy/nodes";
import { planStages, validateGraph } from "@argosy/nodes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sortNodes } from "../../src/graph/sort.ts";
import { registry } from "../support/all-nodes.ts";
import { draft, tinyRegistry } from "../support/tiny-nodes.ts";

const check = (graph: GraphDraft) => validateGraph(graph, tinyRegistry);

/** Of this process, whatever else the machine does. */
function cpuMsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1_000;
}

describe("validateGraph refuses", () => {
  const faults: { name: string; graph: GraphDraft; reason: Reason; details: ErrorDetails }[] = [
    {
      name: "a circle, naming its nodes",
      graph: draft(["a=image.change", "b=image.change"], ["a.image > b.image", "b.image > a.image"]),
      reason: "GRAPH_CYCLE",
      details: { nodes: ["a", "b"] },
    },
    {
      name: "an edge from a node to itself",
      graph: draft(["a=image.change"], ["a.image > a.image"]),
      reason: "GRAPH_SELF_EDGE",
      details: { edge: "a.image -> a.image" },
    },
    {
      name: "slots of different kinds",
      graph: draft(["i=collection.images", "f=image.find", "c=image.change"], ["i.image > f.image", "f.labels > c.image"]),
      reason: "GRAPH_TYPE_MISMATCH",
      details: { edge: "f.labels -> c.image", expected: "image", got: "labels" },
    },
    {
      name: "labels where a mask of the whole image is wanted",
      graph: draft(
        ["i=collection.images", "f=image.find", "g=image.find"],
        ["i.image > f.image", "i.image > g.image", "f.labels > g.mask"],
      ),
      reason: "GRAPH_TYPE_MISMATCH",
      details: { edge: "f.labels -> g.mask" },
    },
    {
      name: "an input that is missing",
      graph: draft(["c=image.change"], []),
      reason: "GRAPH_MISSING_INPUT",
      details: { node: "c", slot: "image" },
    },
    {
      name: "neither of two alternatives",
      graph: draft(["e=image.either"], []),
      reason: "GRAPH_MISSING_INPUT",
      details: { node: "e", slot: "image" },
    },
    {
      name: "both of two alternatives",
      graph: draft(
        ["i=collection.images", "f=image.find", "e=image.either"],
        ["i.image > f.image", "i.image > e.image", "f.labels > e.labels"],
      ),
      reason: "GRAPH_SLOT_OCCUPIED",
      details: { node: "e", slot: "labels" },
    },
    {
      name: "an unknown node class",
      graph: draft(["a=image.nonsense"], []),
      reason: "GRAPH_UNKNOWN_NODE",
      details: { node: "a", class: "image.nonsense" },
    },
    {
      name: "an unknown version",
      graph: { name: "t", nodes: [{ id: "a", node: "image.change", version: 2 }], edges: [] },
      reason: "GRAPH_UNKNOWN_NODE",
      details: { node: "a" },
    },
    {
      name: "an edge from a node that is not there",
      graph: draft(["c=image.change"], ["ghost.image > c.image"]),
      reason: "GRAPH_UNKNOWN_INSTANCE",
      details: { edge: "ghost.image -> c.image", node: "ghost" },
    },
    {
      name: "an edge without a slot",
      graph: draft(["c=image.change"], ["c > c.image"]),
      reason: "GRAPH_UNKNOWN_INSTANCE",
      details: { edge: "c -> c.image" },
    },
    {
      name: "an output that is not there, also one of Object's own",
      graph: draft(["i=collection.images", "c=image.change"], ["i.constructor > c.image"]),
      reason: "GRAPH_UNKNOWN_SLOT",
      details: { edge: "i.constructor -> c.image", slot: "constructor" },
    },
    {
      name: "an input that is not there",
      graph: draft(["i=collection.images", "c=image.change"], ["i.image > c.picture"]),
      reason: "GRAPH_UNKNOWN_SLOT",
      details: { slot: "picture" },
    },
    {
      name: "two edges into a slot for one",
      graph: draft(["i=collection.images", "j=collection.images", "c=image.change"], ["i.image > c.image", "j.image > c.image"]),
      reason: "GRAPH_SLOT_OCCUPIED",
      details: { node: "c", slot: "image" },
    },
    {
      name: "two nodes with one id",
      graph: draft(["i=collection.images", "i=collection.images"], []),
      reason: "GRAPH_DUPLICATE_ID",
      details: { node: "i" },
    },
    {
      name: "an id that is no word",
      graph: draft(["a.b=collection.images"], []),
      reason: "GRAPH_INVALID",
      details: { node: "a.b" },
    },
    {
      name: "a slot to keep that is not there",
      graph: draft(["i=collection.images"], [], { i: ["nothing"] }),
      reason: "GRAPH_UNKNOWN_SLOT",
      details: { node: "i", slot: "nothing" },
    },
    {
      name: "a parameter out of range, naming node and parameter",
      graph: {
        name: "t",
        nodes: [
          { id: "i", node: "collection.images" },
          { id: "c", node: "image.change", params: { amount: -1 } },
        ],
        edges: [{ from: "i.image", to: "c.image" }],
      },
      reason: "PARAM_INVALID",
      details: { node: "c", pointer: "/amount" },
    },
    {
      name: "what is of one object where the whole image is wanted",
      graph: draft(
        ["i=collection.images", "d=object.draw", "e=object.draw", "w=bundle.write", "m=image.measure"],
        ["i.image > d.image", "d.image > m.image"],
      ),
      reason: "GRAPH_TYPE_MISMATCH",
      details: { edge: "d.image -> m.image" },
    },
    {
      name: "100,000 nodes",
      graph: {
        name: "t",
        nodes: Array.from({ length: 100_000 }, (_, i) => ({ id: `n${i}`, node: "collection.images" })),
        edges: [],
      },
      reason: "GRAPH_TOO_LARGE",
      details: { nodes: 100_000 },
    },
    {
      name: "a chain of 10,000",
      graph: {
        name: "t",
        nodes: Array.from({ length: 10_000 }, (_, i) => ({ id: `n${i}`, node: "image.change" })),
        edges: Array.from({ length: 9_999 }, (_, i) => ({ from: `n${i}.image`, to: `n${i + 1}.image` })),
      },
      reason: "GRAPH_TOO_LARGE",
      details: { nodes: 10_000 },
    },
  ];
  test.each(faults)("$name", ({ graph, reason, details }) => {
    const start = process.cpuUsage();
    expect(() => check(graph)).toThrow(expect.objectContaining({ reason, details: expect.objectContaining(details) }));
    expect(cpuMsSince(start)).toBeLessThan(100);
  });
  test.each([null, 1, "x", [], {}, { name: "" }, { name: "x", nodes: 1, edges: [] }, { name: "x", nodes: [null], edges: [] }])(
    "%j, which is no graph",
    (value) => {
      expect(() => check(value as unknown as GraphDraft)).toThrow(expect.objectContaining({ reason: "GRAPH_INVALID" }));
    },
  );
  test("any JSON with a reason of its own, never by a fault of the program", () => {
    const wild = fc.record({ name: fc.jsonValue(), nodes: fc.array(fc.jsonValue()), edges: fc.array(fc.jsonValue()) });
    const shaped = fc.record({
      name: fc.constant("x"),
      nodes: fc.array(
        fc.record({
          id: fc.string(),
          node: fc.constantFrom("image.change", "x", "__proto__"),
          params: fc.dictionary(fc.string(), fc.jsonValue()),
        }),
      ),
      edges: fc.array(fc.record({ from: fc.string(), to: fc.string() })),
    });
    fc.assert(
      fc.property(fc.oneof(wild, shaped), (value) => {
        try {
          check(value as unknown as GraphDraft);
        } catch (error) {
          expect(error).toHaveProperty("reason", expect.stringMatching(/^(GRAPH_|PARAM_INVALID)/));
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe("validateGraph", () => {
  test("fills in versions, parameters and titles, and sorts the nodes", () => {
    const { graph } = check(draft(["c=image.change", "i=collection.images"], ["i.image > c.image"]));
    expect(graph.title).toBe("test");
    expect(graph.nodes).toEqual([
      { id: "i", node: "collection.images", version: 1, params: {}, keep: [] },
      { id: "c", node: "image.change", version: 1, params: { amount: 1 }, keep: [] },
    ]);
  });
  test("warns of intensities behind a node that does not keep them, also some steps later", () => {
    const edges = ["i.image > s.image", "s.image > c.image", "i.image > f.image", "f.labels > m.labels", "c.image > m.image"];
    const { warnings } = check(draft(["i=collection.images", "s=image.spoil", "c=image.change", "f=image.find", "m=image.measure"], edges));
    expect(warnings).toEqual(["m measures intensities behind s, which does not keep grey values in proportion"]);
  });
  test("a chain of 10,000 nodes is sorted in at most 100 ms of CPU, however it is listed", () => {
    const nodes = Array.from({ length: 10_000 }, (_, i) => ({ id: `n${9_999 - i}`, node: "x", version: 1, params: {}, keep: [] }));
    const edges = Array.from({ length: 9_999 }, (_, i) => ({ from: `n${i}.image`, to: `n${i + 1}.image` }));
    const start = process.cpuUsage();
    expect(sortNodes(nodes, edges).map((node) => node.id)).toEqual(Array.from({ length: 10_000 }, (_, i) => `n${i}`));
    expect(cpuMsSince(start)).toBeLessThan(100);
  });
});

describe("templates", () => {
  const folder = new URL("../../src/templates/", import.meta.url);
  test.each(readdirSync(folder))("%s is valid, gives no warning, and ends in a bundle", (file) => {
    const graph = JSON.parse(readFileSync(new URL(file, folder), "utf8")) as GraphDraft;
    expect(`${graph.name}.json`).toBe(file);
    const checked = validateGraph(graph, registry);
    expect(checked.warnings).toEqual([]);
    const plans = planStages(checked.graph, registry);
    expect(plans.map((plan) => plan.stage)).toEqual(["segment", "measure", "classify", "export"]);
    expect(plans.slice(3).map((plan) => plan.steps.at(-1)?.node)).toEqual(["export.ecotaxa"]);
  });
});
