import type { GraphDraft, NodeRegistry } from "@argosy/nodes";
import { validateGraph } from "@argosy/nodes";
import { loadNodes, loadTemplates } from "@argosy/runtime";
import { describe, expect, test } from "vitest";
import { placesFor } from "../src/pages/pipeline/add-step.ts";
import type { FullGraph } from "../src/pages/pipeline/graph-draft.ts";
import { toDraft } from "../src/pages/pipeline/graph-draft.ts";
import type { NodeClasses } from "../src/pages/pipeline/node-class.ts";
import { findClasses } from "../src/pages/pipeline/node-class.ts";
import { removeStep } from "../src/pages/pipeline/remove-step.ts";
import { choicesFor, connect, readsOf } from "../src/pages/pipeline/step-sources.ts";

const registry: NodeRegistry = await loadNodes();
const classes = new Map(registry.all.toReversed().map((node) => [node.name, node])) as unknown as NodeClasses;
const templates = [...(await loadTemplates()).values()].map((draft) => validateGraph(draft as GraphDraft, registry).graph as FullGraph);
const plankton = templates.find(({ name }) => name === "plankton")!;
const addable = [...classes.keys()].filter((name) => name !== "collection.images" && name !== "crop.area");

const first = (name: string, graph = plankton) => placesFor(graph, classes, name)[0]!;
const fed = (graph: FullGraph, to: string) => readsOf(graph, to.split(".")[0]!, to.split(".")[1]!);

describe("a step in a graph", () => {
  test("every place that is offered makes a graph that can run, and taking the step out again does too", () => {
    const places = templates.flatMap((graph) =>
      addable.flatMap((name) => {
        const all = placesFor(graph, classes, name);
        return (graph === plankton ? all : all.slice(0, 1)).map((place) => ({
          ...place,
          name,
          label: `${graph.name}: ${name} ${place.how} ${place.step}`,
        }));
      }),
    );
    for (const { label, name, id, graph } of places) {
      expect(() => validateGraph(toDraft(graph), registry), label).not.toThrow();
      expect(graph.nodes.find((node) => node.id === id)?.node, label).toBe(name);
    }
    for (const { label, id, graph } of places.filter(({ how }) => how === "after").slice(0, 40)) {
      const left = removeStep(graph, classes, id);
      expect("graph" in left && validateGraph(toDraft(left.graph), registry).graph.nodes.length, label).toBe(graph.nodes.length - 1);
    }
    expect(places.length).toBeGreaterThan(250);
  });

  test("every node has a place among the usual steps", () => {
    expect(addable.filter((name) => placesFor(plankton, classes, name).length === 0)).toEqual([]);
  });

  test.each([
    ["filter.median", "after", "light"],
    ["correct.stripes", "after", "light"],
    ["morphology.open", "after", "fill"],
    ["threshold.triangle", "instead", "threshold"],
    ["segment.expand", "after", "split"],
    ["segment.scribbles", "instead", "threshold"],
    ["measure.texture", "beside", "objects"],
  ])("%s goes %s %s", (name, how, step) => {
    expect(first(name)).toMatchObject({ how, step });
  });

  test("measures stay with the image before a blur, and go with what keeps grey values in proportion", () => {
    expect(fed(first("filter.median").graph, "intensity.image")).toEqual(["light.image"]);
    expect(fed(first("filter.median").graph, "threshold.image")).toEqual(["median.image"]);
    expect(fed(first("correct.stripes").graph, "intensity.image")).toEqual(["stripes.image"]);
  });

  test("a measure is read by all that take measures, as its neighbours are", () => {
    const { graph } = first("measure.texture");
    expect(fed(graph, "bundle.tables")).toContain("texture.table");
    expect(fed(graph, "classes.tables")).toContain("texture.table");
    expect(fed(graph, "texture.image")).toEqual(["light.image"]);
  });

  test("objects are taken of a mask again where the split between is removed, and a threshold cannot be", () => {
    const left = removeStep(plankton, classes, "split");
    expect("graph" in left && fed(left.graph, "objects.mask")).toEqual(["fill.mask"]);
    expect(removeStep(plankton, classes, "threshold")).toEqual({ neededBy: "close" });
  });

  test("an input reads only what does not wait for it", () => {
    const choices = choicesFor(plankton, classes, "close", "mask").map(({ from }) => from);
    expect(choices).toEqual(["threshold.mask"]);
    const joined = connect(plankton, classes, { step: "objects", slot: "mask" }, ["close.mask"]);
    expect([fed(joined, "objects.mask"), fed(joined, "objects.labels")]).toEqual([["close.mask"], []]);
    expect(connect(plankton, classes, { step: "objects", slot: "labels" }, [])).toBe(plankton);
  });

  test("steps are found by what they are called and by what they do", () => {
    expect(findClasses(classes, "median")[0]?.name).toBe("filter.median");
    expect(findClasses(classes, "uneven light").map(({ name }) => name)).toContain("correct.vignetting");
    expect(findClasses(classes, "no such step")).toEqual([]);
    expect(findClasses(classes, "")).toHaveLength(classes.size - 1);
  });
});
