import { micrometres } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { FoundObject, ImageValue, ObjectsValue } from "@argosy/nodes";
import { cutImage, explainPlace, greyImage, PreviewChain, planPreview, planStages, summariseSteps, validateGraph } from "@argosy/nodes";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { registry } from "../support/all-nodes.ts";
import type { Mover } from "../support/graph-behind.ts";
import { disks, find, graphBehind, stepsOf } from "../support/graph-behind.ts";
import { draft } from "../support/tiny-nodes.ts";

/** Dark pixels on bright ground, up to 12 x 12. */
const anyFrame = fc
  .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 12 }))
  .chain(([width, height]) =>
    fc
      .array(fc.constantFrom(20, 200), { minLength: width * height, maxLength: width * height })
      .map((values) => greyImage(plane(Uint8Array.from(values), width, height))),
  );
const anyTurn = fc.constantFrom<Mover>(
  { node: "transform.flip" },
  { node: "transform.flip", params: { change: "top-bottom" } },
  { node: "transform.rotate" },
  { node: "transform.rotate", params: { angle: 180 } },
  { node: "transform.rotate", params: { angle: -90, interpolation: "nearest" } },
);

describe("mirrored and turned by quarters", () => {
  test("objects are those of the original: labels, children, boxes, crops, what was dropped", () => {
    fc.assert(
      fc.property(anyFrame, fc.array(anyTurn, { minLength: 1, maxLength: 3 }), fc.constantFrom("outer", "both"), (frame, turns, nested) => {
        const { named: _, ...moved } = find(frame, graphBehind(turns, { nested }));
        const { named: __, ...straight } = find(frame, graphBehind([], { nested }));
        expect(moved).toEqual(straight);
      }),
    );
  });

  test("images and masks that are kept lie on the original, sample by sample", () => {
    const frame = greyImage(plane(Uint8Array.of(20, 200, 7, 200, 9, 200), 3, 2));
    const { named } = find(frame, graphBehind([{ node: "transform.rotate" }, { node: "transform.flip" }]));
    expect(named("m1", "image")).toEqual(frame);
    expect(named("dark", "mask")).toEqual(plane(Uint8Array.of(1, 0, 1, 0, 1, 0), 3, 2));
  });
});

test("a crop finds what lies in it, at its place, and nothing else", () => {
  fc.assert(
    fc.property(anyFrame, fc.nat(11), fc.nat(11), fc.integer({ min: 1, max: 12 }), (frame, left, top, side) => {
      const [x, y] = [left % frame.width, top % frame.height];
      const box = { x, y, width: Math.min(side, frame.width - x), height: Math.min(side, frame.height - y) };
      const found = find(frame, graphBehind([{ node: "transform.crop", params: { x, y, width: side, height: side } }]));
      const alone = find(cutImage(frame, box), graphBehind([]));
      const there = (object: FoundObject) => ({
        ...object,
        box: { ...object.box, x: object.box.x + x, y: object.box.y + y },
        crop: { ...object.crop, x: object.crop.x + x, y: object.crop.y + y },
        centroid: { x: expect.closeTo(object.centroid.x + x, 9), y: expect.closeTo(object.centroid.y + y, 9) },
      });
      expect(found.objects).toEqual(alone.objects.map(there));
      expect(found.dropped).toEqual(alone.dropped);
      expect(cutImage(greyImage(found.labels as Plane), box).channels[0]).toEqual(alone.labels);
      expect(found.labels.data.filter((label) => label !== 0).length).toBe(alone.labels.data.filter((label) => label !== 0).length);
    }),
  );
});

test("pixel sizes turn with the pixels", () => {
  const frame = greyImage(plane(Uint8Array.of(20, 20, 20, 200, 200, 200), 3, 2));
  const pixelSize = { x: micrometres(2), y: micrometres(5), provenance: "file" } as const;
  const area = (minArea: number, movers: readonly Mover[]) =>
    find(frame, graphBehind(movers, { minArea, areaUnit: "um2" }), { name: "frame", pixelSize }).objects.length;
  for (const movers of [[], [{ node: "transform.rotate" }], [{ node: "transform.crop" }]]) {
    expect([area(30, movers), area(30.001, movers)]).toEqual([1, 0]);
  }
  // Pixels that are not square are no rectangles any more.
  expect(() => area(30, [{ node: "transform.rotate", params: { angle: 30 } }])).toThrow(
    expect.objectContaining({ reason: "PIXEL_SIZE_UNKNOWN" }),
  );
});

test("a crop beyond the image is refused by its step", () => {
  expect(() => find(disks(36, 36), graphBehind([{ node: "transform.crop", params: { x: 36 } }]))).toThrow(
    expect.objectContaining({ reason: "PARAM_INVALID", details: expect.objectContaining({ node: "m0", pointer: "/x" }) }),
  );
});

describe("a preview of a part behind a turn", () => {
  const whole = disks(144, 108);
  const box = { x: 30, y: 9, width: 80, height: 70 };
  const context = { name: "frame", part: { box, width: 144, height: 108 } };

  test("lies on the part, and is as the whole with the summaries of the whole", () => {
    const movers = [{ node: "transform.flip" }, { node: "transform.rotate" }, { node: "transform.crop", params: { y: 20 } }];
    const { graph } = validateGraph(
      graphBehind(movers, {}, [
        { node: "exposure.stretch" },
        { node: "crop.area", params: { rectangles: [{ x: 0, y: 20, width: 108, height: 60 }] } },
      ]),
      registry,
    );
    const { steps } = planPreview(graph, registry);
    const input = { steps, frame: cutImage(whole, box), image: "a", context };
    const chain = new PreviewChain(registry);
    chain.learn(input, summariseSteps(registry, { steps, frame: whole, context: { name: "frame" } }, box));
    const given = [...chain.run(input)].filter((step) => step !== undefined);
    const straight = [...new PreviewChain(registry).run({ steps, frame: whole, image: "a", context: { name: "frame" } })].filter(
      (step) => step !== undefined,
    );
    for (const [index, step] of given.entries()) {
      const slot = step.id === "dark" ? "mask" : step.id === "objects" ? undefined : "image";
      if (slot === undefined) continue;
      const all = straight[index]!.onImage(slot);
      const asImage = (value: unknown): ImageValue => ("channels" in (value as object) ? (value as ImageValue) : greyImage(value as Plane));
      expect(asImage(step.onImage(slot)), step.id).toEqual(cutImage(asImage(all), box));
    }
    expect(given.map(({ id, upright }) => `${id} ${upright}`)).toContain("m0 false");
  });

  test("that the step leaves out shows nothing, and fails not", () => {
    const { graph } = validateGraph(graphBehind([{ node: "transform.crop", params: { x: 130 } }]), registry);
    const { steps } = planPreview(graph, registry);
    const given = [...new PreviewChain(registry).run({ steps, frame: cutImage(whole, box), image: "a", context })];
    expect((given.at(-1)!.outputs["objects"] as ObjectsValue).objects).toEqual([]);
  });
});

describe("a place behind a turn", () => {
  const frame = greyImage(plane(Uint8Array.of(20, 200, 200, 200, 200, 200, 20, 20), 4, 2));
  const explain = (movers: readonly Mover[], x: number, y: number) => {
    const steps = stepsOf(graphBehind(movers));
    const step = steps.findIndex(({ id }) => id === "objects");
    const facts = explainPlace(registry, steps, { frame, stored: () => undefined, context: { name: "frame" } }, { x, y, step });
    return { ...facts, step: steps[facts.step]!.id };
  };
  test("is judged where it lies on the turned image, and told where it lies on the original", () => {
    const turns = [{ node: "transform.rotate" }, { node: "transform.flip" }];
    expect(explain(turns, 2, 1)).toMatchObject({ kind: "object" });
    expect(explain(turns, 0, 0)).toMatchObject({ kind: "too_small", value: 1, box: { x: 0, y: 0, width: 1, height: 1 } });
    expect(explain(turns, 1, 0)).toMatchObject({ kind: "background", step: "dark", value: 200, limit: 20 });
  });
  test("that a crop leaves out says so", () => {
    expect(explain([{ node: "transform.crop", params: { x: 1 } }, { node: "transform.flip" }], 0, 0)).toEqual({
      kind: "cut_off",
      step: "m0",
    });
  });
});

test("a later stage that works a step off again gives it what it had: moved pixels, not what is stored of them on the original", () => {
  const chain = ["m=transform.flip", "dark=threshold.otsu", "split=segment.watershed", "objects=segment.objects"];
  const edges = ["i.image > m.image", "m.image > dark.image", "dark.mask > split.mask", "split.labels > objects.labels"];
  const drawn = ["i.image > lines.image", "objects.inner > lines.mask", "lines.image > w.images", "objects.objects > w.objects"];
  const graph = draft(["i=collection.images", ...chain, "lines=draw.contours", "w=export.ecotaxa"], [...edges, ...drawn]);
  const plan = planStages(validateGraph(graph, registry).graph, registry).find(({ stage }) => stage === "export")!;
  expect(plan.steps.map(({ id }) => id).join(" ")).toBe("m dark split objects lines w");
  expect(plan.steps[3]!.inputs["labels"]).toEqual([{ from: "step", step: 2, slot: "labels" }]);
});
