import { newId } from "@argosy/core";
import { IngestServiceDefinition, MeasureServiceDefinition, PipelineServiceDefinition, SegmentServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { DrawnCruise } from "./drawn-cruise.ts";
import { failure, kindOf, startDrawnCruise } from "./drawn-cruise.ts";

let cruise: DrawnCruise;
let project: string;
let run: string;
let image: string;

beforeAll(async () => {
  cruise = await startDrawnCruise();
  ({ project, firstRun: run } = cruise);
  const { collection } = await cruise.home.client(PipelineServiceDefinition).getRun({ project, run });
  const { images } = await cruise.home.client(IngestServiceDefinition).listImages({ project, collection });
  image = images.find(({ name }) => name === "a.png")!.id;
});
afterAll(() => cruise.stop());

const at = (x: number, y: number, asked: { run?: string; image?: string } = {}) =>
  cruise.home.client(SegmentServiceDefinition, "viewer").explainPlace({ project, run, image, x, y, ...asked });

describe("a place in an image", () => {
  test("is an object", async () => {
    const disc = cruise.firstObjects.find((object) => object.image === image && kindOf(object) === "disc")!;
    expect(await at(disc.centroidX, disc.centroidY)).toMatchObject({ kind: "object", object: disc.id });
  });

  test("is background: the grey value and the threshold are told", async () => {
    expect(await at(120.9, 80.2)).toMatchObject({
      kind: "background",
      object: "",
      instance: "threshold",
      node: "threshold.fixed",
      value: 220,
      limit: 70,
      unit: "grey value",
      sentence: "This is below the threshold: its grey value of 220 is too bright: objects are at most 70 (step Fixed threshold).",
    });
    expect(await at(5, 5)).toMatchObject({ kind: "background", value: 150 });
  });

  test("is a speck that is too small, too large or at the border, by the rule that it broke", async () => {
    const pipeline = cruise.home.client(PipelineServiceDefinition);
    const { collection, graph } = await pipeline.getRun({ project, run });
    const { definition } = await pipeline.getGraph({ project, graph });
    const nodes = definition!["nodes"] as { id: string; params: object }[];
    const withObjects = async (params: object) => {
      const changed = nodes.map((node) => (node.id === "objects" ? { ...node, params: { ...node.params, ...params } } : node));
      const stored = await pipeline.putGraph({ project, definition: { ...definition, nodes: changed } });
      return (await cruise.finished((await pipeline.createRun({ project, collection, graph: stored.id, model: "none" })).id))["run"]!;
    };
    const bar = cruise.firstObjects.find((object) => object.image === image && kindOf(object) === "bar")!;
    const disc = cruise.firstObjects.find((object) => object.image === image && kindOf(object) === "disc")!;
    const strict = await withObjects({ minArea: 150, maxArea: 190 });
    expect(await at(bar.centroidX, bar.centroidY, { run: strict })).toMatchObject({
      kind: "too_small",
      parameter: "minArea",
      value: bar.area,
      limit: 150,
      box: bar.box,
      sentence: `This speck is too small: area ${bar.area} px < 150 (Smallest area, step Objects).`,
    });
    expect(await at(disc.centroidX, disc.centroidY, { run: strict })).toMatchObject({ kind: "too_large", value: disc.area, limit: 190 });
  });

  test("beyond the image, or in an image or run that is not there, is refused", async () => {
    expect((await failure(at(240, 5))).code).toBe("invalid_argument");
    expect((await failure(at(5, 5, { image: newId() }))).code).toBe("not_found");
    expect((await failure(at(5, 5, { run: newId() }))).code).toBe("not_found");
  });
});

describe("the spread of a column", () => {
  const spread = (column: string) => cruise.home.client(MeasureServiceDefinition, "viewer").getColumnSpread({ project, run, column });

  test("has its ends, middle and unit", async () => {
    const areas = cruise.firstObjects.map(({ area }) => area).sort((a, b) => a - b);
    const found = await spread("shape.area");
    expect(found).toMatchObject({
      count: areas.length,
      min: areas[0],
      max: areas.at(-1),
      median: (areas[5]! + areas[6]!) / 2,
      unit: "px2",
    });
    expect(found.low).toBeGreaterThanOrEqual(found.min!);
    expect(found.high).toBeLessThanOrEqual(found.max!);
  });

  test("of a column that is not there is refused", async () => {
    expect((await failure(spread("shape.colour"))).reason).toBe("FIELD_INVALID");
  });
});
