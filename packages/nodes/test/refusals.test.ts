import { plane } from "@argosy/kernels";
import { fillParams, greyImage } from "@argosy/nodes";
import { expect, test } from "vitest";
import { registry } from "./support/all-nodes.ts";

const image = greyImage(plane(Uint8Array.of(10, 200, 10, 90, 80, 70), 3, 2));
const colour = { ...image, channels: [image.channels[0]!, image.channels[0]!] };
const nothing = greyImage(plane(new Float32Array(6).fill(Number.NaN), 3, 2));
const larger = greyImage(plane(new Uint8Array(8), 4, 2));
const mask = plane(Uint8Array.of(1, 1, 0, 1, 1, 0), 3, 2);
const labels = plane(Uint32Array.of(1, 0, 0, 0, 2, 0), 3, 2);
const wide = plane(new Uint8Array(8), 4, 2);

const on = { class: "object", width: 1, points: [{ x: 1.5, y: 0.5 }], image: "" };
const beside = { ...on, class: "background", points: [{ x: 0.5, y: 0.5 }] };
/** As of an image of three channels. */
const known = { scale: 1, features: 60, samples: btoa("0123".repeat(60)) };

/** What a node is given that it cannot work on, and why not. */
const CASES: readonly (readonly [string, object, object, string, object?])[] = [
  ["correct.collectionfield", {}, { image }, "SHARED_UNKNOWN"],
  ["correct.collectionfield", {}, { image }, "NODE_INPUT_INVALID", { shared: larger }],
  ["correct.collectionfield", {}, { image }, "NODE_INPUT_INVALID", { shared: colour }],
  ["correct.flatfield", {}, { image }, "COMPANION_MISSING"],
  ["correct.flatfield", {}, { image }, "NODE_INPUT_INVALID", { companionImage: larger }],
  ["correct.flatfield", {}, { image }, "NODE_INPUT_INVALID", { companionImage: colour }],
  ["exposure.normalize", { low: 0.5, high: 0.5 }, { image }, "PARAM_INVALID"],
  ["exposure.normalize", { method: "match" }, { image }, "COMPANION_MISSING"],
  ["exposure.normalize", { method: "match" }, { image }, "NODE_INPUT_INVALID", { companionImage: colour }],
  ["exposure.normalize", { method: "match" }, { image }, "NODE_INPUT_INVALID", { companionImage: nothing }],
  ["filter.dog", { low: 3, high: 2 }, { image }, "PARAM_INVALID"],
  ["measure.channels", { channels: 3 }, { image: colour, labels }, "NODE_INPUT_INVALID"],
  ["measure.channels", { channels: 1 }, { image: larger, labels }, "NODE_INPUT_INVALID"],
  ["measure.radial", { channels: 2 }, { image, labels }, "NODE_INPUT_INVALID"],
  ["morphology.reconstruct", {}, { mask, seeds: wide }, "NODE_INPUT_INVALID"],
  ["segment.contour", {}, { image, mask: wide }, "NODE_INPUT_INVALID"],
  ["segment.contour", {}, { image: colour, mask }, "NODE_INPUT_INVALID"],
  ["segment.flood", {}, { image }, "NODE_INPUT_INVALID"],
  ["segment.flood", {}, { image, seeds: mask, labels }, "NODE_INPUT_INVALID"],
  ["segment.flood", {}, { image: colour, labels }, "NODE_INPUT_INVALID"],
  ["segment.flood", {}, { image, labels, mask: wide }, "NODE_INPUT_INVALID"],
  ["segment.grow", {}, { image }, "NODE_INPUT_INVALID"],
  ["segment.grow", {}, { image: larger, labels }, "NODE_INPUT_INVALID"],
  ["segment.nearest", {}, { mask: wide, labels }, "NODE_INPUT_INVALID"],
  ["segment.scribbles", {}, { image }, "STROKES_MISSING"],
  ["segment.scribbles", { strokes: [on] }, { image }, "STROKES_MISSING"],
  ["segment.scribbles", { strokes: [beside] }, { image }, "STROKES_MISSING"],
  ["segment.scribbles", { strokes: [on, { ...beside, points: [{ x: 9, y: 9 }] }] }, { image }, "PARAM_INVALID"],
  ["segment.scribbles", { strokes: [on, { ...beside, image: "another" }] }, { image }, "PARAM_INVALID"],
  ["segment.scribbles", { strokes: [on, { ...beside, learnt: { ...known, scale: 2 } }] }, { image }, "PARAM_INVALID"],
  [
    "segment.scribbles",
    { strokes: [on, { ...beside, learnt: { ...known, features: 20, samples: btoa("0123") } }] },
    { image },
    "PARAM_INVALID",
  ],
  ["segment.scribbles", { strokes: [on, { ...beside, learnt: { ...known, features: 20, samples: "AAAAA" } }] }, { image }, "PARAM_INVALID"],
  ["segment.scribbles", { strokes: [on, { ...beside, learnt: known }] }, { image }, "NODE_INPUT_INVALID"],
  ["segment.scribbles", { strokes: [on, beside] }, { image: nothing }, "NODE_INPUT_INVALID"],
  ["segment.spots", { minRadius: 9, maxRadius: 8 }, { image }, "PARAM_INVALID"],
  ["segment.superpixels", {}, { image: nothing }, "NODE_INPUT_INVALID"],
  ["threshold.hysteresis", { objects: "dark", strong: 90, weak: 80 }, { image }, "PARAM_INVALID"],
  ["threshold.hysteresis", { objects: "bright", strong: 80, weak: 90 }, { image }, "PARAM_INVALID"],
  ["threshold.li", {}, { image: nothing }, "NODE_INPUT_INVALID"],
  ["threshold.multiotsu", { classes: 3, split: 3 }, { image }, "PARAM_INVALID"],
];

test.each(CASES.map(([name, params, inputs, reason, context]) => ({ name, params, inputs, reason, context })))(
  "$name with $params says $reason",
  ({ name, params, inputs, reason, context }) => {
    const node = registry.find(name)!;
    const run = () => node.run!(inputs as never, fillParams(node, { ...params }), { name: "image.png", ...context });
    expect(run).toThrow(expect.objectContaining({ reason }));
  },
);

test("an image without a number stays, whatever the exposure would become", () => {
  const node = registry.find("exposure.normalize")!;
  for (const method of ["stretch", "equalize"])
    expect(node.run!({ image: nothing } as never, fillParams(node, { method }), { name: "image.png" })["image"]).toEqual(nothing);
});
