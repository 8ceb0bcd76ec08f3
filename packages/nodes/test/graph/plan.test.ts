import type { StagePlan } from "@argosy/nodes";
import { planStages, validateGraph } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { draft, tinyRegistry } from "../support/tiny-nodes.ts";

const NODES = ["i=collection.images", "c=image.change", "f=image.find", "m=image.measure", "d=object.draw", "w=bundle.write"];
const EDGES = [
  "i.image > c.image",
  "c.image > f.image",
  "f.labels > m.labels",
  "c.image > m.image",
  "i.image > d.image",
  "f.labels > d.mask",
  "d.image > w.images",
  "i.image > w.images",
  "m.table > w.tables",
];

function plan(keep: Readonly<Record<string, readonly string[]>> = {}, targets: readonly string[] = []): readonly StagePlan[] {
  return planStages(validateGraph(draft(NODES, EDGES, keep), tinyRegistry).graph, tinyRegistry, targets);
}
const ids = (plans: readonly StagePlan[]) => plans.map(({ stage, steps }) => [stage, steps.map((step) => step.id).join(" ")]);
const keeps = ({ steps, keeps: kept }: StagePlan) => kept.map(({ step, slot }) => `${steps[step]!.id}.${slot}`);

describe("planStages", () => {
  test("fuses the nodes of a stage; an image that nobody stored is computed again", () => {
    expect(ids(plan())).toEqual([
      ["segment", "c f"],
      ["measure", "c m"],
      ["export", "d w"],
    ]);
  });
  test("labels and tables are stored by themselves, what says otherwise is not, and nothing is stored twice", () => {
    expect(plan().map(keeps)).toEqual([["f.labels"], ["m.table"], []]);
  });
  test("an image that is kept is stored, and then read instead of computed", () => {
    const plans = plan({ c: ["image"] });
    expect(ids(plans)[1]).toEqual(["measure", "m"]);
    expect(keeps(plans[0]!)).toEqual(["c.image", "f.labels"]);
    expect(plans[1]!.steps[0]!.inputs["image"]).toEqual([{ from: "stored", stage: "segment", step: 0, slot: "image", kind: "image" }]);
  });
  test("says where each input comes from, in the order of the edges", () => {
    const [, measure, bundle] = plan();
    expect(measure!.steps[1]!.inputs).toEqual({
      labels: [{ from: "stored", stage: "segment", step: 1, slot: "labels", kind: "labels" }],
      image: [{ from: "step", step: 0, slot: "image" }],
    });
    expect(measure!.needs).toEqual(["segment"]);
    expect(bundle!.scope).toBe("run");
    expect(bundle!.steps[1]!.inputs["images"]).toEqual([{ from: "step", step: 0, slot: "image" }, { from: "frame" }]);
    expect(bundle!.needs).toEqual(["segment", "measure"]);
  });
  test("with targets only what they need is planned", () => {
    expect(ids(plan({}, ["m"]))).toEqual([
      ["segment", "c f"],
      ["measure", "c m"],
    ]);
    expect(ids(plan({}, ["c"]))).toEqual([["segment", "c"]]);
  });
  test("a target that is not there is refused", () => {
    expect(() => plan({}, ["ghost"])).toThrow(expect.objectContaining({ reason: "GRAPH_UNKNOWN_INSTANCE", details: { node: "ghost" } }));
  });
  test("every sink has a chain of its own, the one that waits for less comes first", () => {
    const graph = draft([...NODES, "v=bundle.write"], [...EDGES, "i.image > v.images"]);
    const plans = planStages(validateGraph(graph, tinyRegistry).graph, tinyRegistry);
    expect(ids(plans).slice(2)).toEqual([
      ["export", "v"],
      ["export", "d w"],
    ]);
  });
});
