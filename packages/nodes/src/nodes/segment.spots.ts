import { refusal } from "@argosy/core";
import type { Blob, Labels, Plane } from "@argosy/kernels";
import { findBlobs, mapSamples, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "segment.spots",
  version: 1,
  stage: "segment",
  title: "Spots",
  knownAs: ["skimage.feature.blob_log", "skimage.feature.blob_dog"],
  shown: { params: { minRadius: 4, maxRadius: 14, contrast: 40 } },
  summary:
    "Find round spots between two sizes, also where the background is uneven; every spot becomes a disk of its size. Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      spots: Type.Enum(["bright", "dark"], { title: "Spots are", description: "Than their surroundings.", default: "bright" }),
      method: Type.Enum(["log", "dog"], {
        title: "Method",
        description: "log: Laplacian of Gaussian at five sizes. dog: differences of Gaussians, each 1.6 times the one before; faster.",
        default: "log",
      }),
      minRadius: Type.Number({ title: "Smallest radius", unit: "px", minimum: 0.5, maximum: 200, default: 2 }),
      maxRadius: Type.Number({
        title: "Largest radius",
        description: "At least the smallest.",
        unit: "px",
        minimum: 0.5,
        maximum: 200,
        default: 8,
      }),
      contrast: Type.Number({
        title: "Least contrast",
        description: "How strongly the filter must answer; about half of what a spot differs from its surroundings.",
        unit: "grey value",
        minimum: 0,
        default: 10,
      }),
      overlap: Type.Number({
        title: "Overlap",
        description: "Share of the smaller of two spots that may lie in the other; beyond it only the larger stays.",
        minimum: 0,
        maximum: 1,
        default: 0.5,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { labels: { kind: "labels", title: "Spots", stored: false } },
  examples: [
    {
      title: "one bright spot",
      params: { minRadius: 1, maxRadius: 1, contrast: 20 },
      inputs: {
        image: greyImage(
          plane(
            Uint8Array.from({ length: 49 }, (_, i) => ([17, 23, 24, 25, 31].includes(i) ? 200 : 10)),
            7,
            7,
          ),
        ),
      },
      outputs: {
        labels: plane(
          Uint32Array.from({ length: 49 }, (_, i) => ([17, 23, 24, 25, 31].includes(i) ? 1 : 0)),
          7,
          7,
        ),
      },
    },
  ],
  run({ image }, { spots, method, minRadius, maxRadius, contrast, overlap }) {
    if (minRadius > maxRadius)
      throw refusal("PARAM_INVALID", "the smallest radius is above the largest", { pointer: "/minRadius", minRadius, maxRadius });
    const grey = onlyPlane(image);
    const upright =
      spots === "bright" ? grey : { ...grey, data: mapSamples(grey.data, new Float32Array(grey.data.length), (value) => -value) };
    const found = findBlobs(upright, {
      method: method === "log" ? { kind: "log", count: SIZES } : { kind: "dog", ratio: RATIO },
      least: minRadius / Math.SQRT2,
      most: maxRadius / Math.SQRT2,
      threshold: contrast,
      overlap,
    });
    return { labels: drawDisks(found, grey) };
  },
});

const SIZES = 5;
const RATIO = 1.6;

/** Numbers them from the strongest to the weakest; where two overlap the pixels are the stronger one's. */
function drawDisks(spots: readonly Blob[], { width, height }: Plane): Labels {
  const data = new Uint32Array(width * height);
  for (const [index, { x, y, sigma }] of spots.entries()) {
    const radius = sigma * Math.SQRT2;
    const reach = Math.floor(radius + 1e-9);
    for (let dy = -reach; dy <= reach; dy++)
      for (let dx = -reach; dx <= reach; dx++) {
        const [px, py] = [x + dx, y + dy];
        if (px < 0 || py < 0 || px >= width || py >= height || dx * dx + dy * dy > radius * radius + 1e-9) continue;
        if (data[py * width + px] === 0) data[py * width + px] = index + 1;
      }
  }
  return { data, width, height };
}
