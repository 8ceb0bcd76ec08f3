import type { Unit } from "@argosy/nodes";
import { planCollection, spreadUnits, validateGraph } from "@argosy/nodes";
import { expect, test } from "vitest";
import { registry } from "../support/all-nodes.ts";

const graphOf = (...steps: readonly { readonly id: string; readonly node: string; readonly from: string }[]) =>
  validateGraph(
    {
      name: "asks",
      nodes: [{ id: "images", node: "collection.images" }, ...steps.map(({ id, node }) => ({ id, node }))],
      edges: steps.map(({ id, from }) => ({ from: `${from}.image`, to: `${id}.image` })),
    },
    registry,
  ).graph;

const unit = (array: string, ...names: string[]): Unit => ({
  array,
  manifest: array,
  images: names.map((name, t) => ({ id: name, name, t, width: 4, height: 3 })),
});
const namesIn = (units: readonly Unit[]) => units.map(({ array, images }) => [array, ...images.map(({ name }) => name)]);

test("a graph that takes nothing from the collection has no such plan", () => {
  expect(planCollection(graphOf({ id: "blur", node: "filter.gaussian", from: "images" }), registry)).toBeUndefined();
});

test("the step stands at the end of what comes before it; what comes behind or beside it does not count", () => {
  const graph = graphOf(
    { id: "grey", node: "convert.grey", from: "images" },
    { id: "light", node: "correct.collectionfield", from: "grey" },
    { id: "blur", node: "filter.gaussian", from: "light" },
    { id: "beside", node: "filter.median", from: "grey" },
  );
  const plan = planCollection(graph, registry);
  expect(plan).toMatchObject({ least: 8, most: 200 });
  expect(plan!.steps.map(({ id }) => id)).toEqual(["grey", "light"]);
});

test("two such steps are refused by name", () => {
  const graph = graphOf(
    { id: "one", node: "correct.collectionfield", from: "images" },
    { id: "two", node: "correct.collectionfield", from: "one" },
  );
  expect(() => planCollection(graph, registry)).toThrow(
    expect.objectContaining({ reason: "GRAPH_INVALID", details: { nodes: ["one", "two"] } }),
  );
});

test("images are spread evenly over all units, and all are taken where there are no more", () => {
  const units = [unit("a", "1", "2", "3", "4"), unit("b", "5"), unit("c", "6", "7", "8")];
  expect(namesIn(spreadUnits(units, 4))).toEqual([
    ["a", "2", "4"],
    ["c", "6", "8"],
  ]);
  expect(namesIn(spreadUnits(units, 1))).toEqual([["b", "5"]]);
  expect(spreadUnits(units, 8)).toEqual(units);
  expect(spreadUnits(units, 500)).toEqual(units);
  expect(spreadUnits([], 5)).toEqual([]);
});
