import { refusal } from "@argosy/core";
import type { Mask, Plane } from "@argosy/kernels";
import { distanceTransform, gaussianBlur, joinConcavePieces, mapSamples, plane, splitTouching } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import type { ImageValue } from "../values.ts";

export default defineNode({
  name: "segment.watershed",
  version: 1,
  stage: "segment",
  title: "Split touching objects",
  knownAs: ["skimage.segmentation.watershed"],
  summary:
    "Number the objects of a mask and cut those that touch where they are narrow: a watershed from the middle of each body outwards. Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      surface: Type.Enum(["distance", "bright", "dark"], {
        title: "Bodies are",
        description: "distance: thick parts of the mask. bright, dark: bright or dark spots of the image, which must be connected.",
        default: "distance",
      }),
      smooth: Type.Number({
        title: "Smoothing",
        description: "Sigma of the blur of the surface.",
        unit: "px",
        minimum: 0,
        maximum: 100,
        default: 1,
      }),
      minDepth: Type.Number({
        title: "Smallest rise",
        description: "A body counts when it rises by this much above the pass to a higher one; in pixels of distance, or in grey values.",
        minimum: 0,
        default: 0.75,
      }),
      maxNeck: Type.Number({
        title: "Widest neck",
        description: "Two bodies stay one when the neck between them is wider than this share of the smaller; 1 leaves the rule out.",
        minimum: 0,
        maximum: 1,
        default: 0.9,
      }),
      minArea: Type.Integer({ title: "Smallest piece", description: "Smaller pieces are dropped.", unit: "px2", minimum: 0, default: 0 }),
      connectivity: connectivityParam,
      minSolidity: Type.Number({
        title: "Convex pieces",
        description: "A cut stays only if both pieces fill this share of their convex hulls; 0 leaves the rule out.",
        minimum: 0,
        maximum: 1,
        default: 0,
      }),
      minGain: Type.Number({
        title: "Gain in convexity",
        description: "How much more convex the pieces must be than the two together; only with convex pieces.",
        minimum: 0,
        maximum: 1,
        default: 0.06,
      }),
      joinArea: Type.Integer({
        title: "Smallest body",
        description: "Smaller pieces join a neighbour; only with convex pieces.",
        unit: "px2",
        minimum: 0,
        default: 150,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { mask: { kind: "mask", title: "Objects" }, image: { kind: "image", title: "Image", optional: true } },
  outputs: { labels: { kind: "labels", title: "Pieces", stored: false } },
  examples: [
    {
      title: "two bodies with a neck of one pixel",
      params: { smooth: 0, minDepth: 0.5 },
      inputs: {
        mask: plane(Uint8Array.from("000000000011101110011111110011101110000000000", Number), 9, 5),
      },
      outputs: {
        labels: plane(Uint32Array.from("000000000011102220011112220011102220000000000", Number), 9, 5),
      },
    },
  ],
  run({ mask, image }, params) {
    const { minDepth, minArea, connectivity, minSolidity, minGain, joinArea } = params;
    const surface = gaussianBlur(surfaceOf(params.surface, mask, image), params.smooth, "reflect", mask);
    const maxNeck = params.surface === "distance" ? params.maxNeck : 1;
    const { labels } = splitTouching(surface, mask, { minDepth, maxNeck, minArea, connectivity });
    if (minSolidity === 0) return { labels };
    return { labels: joinConcavePieces(labels, { minArea: joinArea, minSolidity, minGain, connectivity }).labels };
  },
});

function surfaceOf(surface: "distance" | "bright" | "dark", mask: Mask, image: ImageValue | undefined): Plane {
  if (surface === "distance") {
    // Without any background there is no distance to it: one flat body.
    return mask.data.includes(0) ? distanceTransform(mask) : { ...mask, data: new Float32Array(mask.data.length) };
  }
  if (image === undefined) throw refusal("NODE_INPUT_INVALID", `bodies that are ${surface} need the input "image"`, { slot: "image" });
  const grey = onlyPlane(image);
  requireSameFrame(mask, grey);
  const sign = surface === "bright" ? 1 : -1;
  return {
    ...grey,
    data: mapSamples(grey.data, new Float32Array(grey.data.length), (value) => (Number.isFinite(value) ? sign * value : 0)),
  };
}
