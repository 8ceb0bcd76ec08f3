import { dtypeOf, refusal } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { mapSamples, plane, rgbToLab, sampleRange, slic } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { hasFinite } from "../exposure/sample-types.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "segment.superpixels",
  version: 1,
  stage: "segment",
  title: "Superpixels (SLIC)",
  knownAs: ["skimage.segmentation.slic"],
  summary:
    "Cut the whole image into parts of about one size whose pixels are alike; colour is compared as it is seen (Lab). Behind it, segment.objects makes objects of the labels.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      size: Type.Integer({ title: "Size", description: "About how large a part is.", unit: "px2", minimum: 4, default: 400 }),
      compactness: Type.Number({
        title: "Compactness",
        description: "The greater, the squarer the parts; in hundredths of the range from black to white.",
        minimum: 0.01,
        maximum: 1000,
        default: 10,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { labels: { kind: "labels", title: "Superpixels", stored: false } },
  examples: [
    {
      title: "a dark and a bright half",
      params: { size: 8, compactness: 1 },
      inputs: { image: greyImage(plane(Uint8Array.of(0, 0, 0, 200, 200, 200, 0, 0, 0, 200, 200, 200), 6, 2)) },
      outputs: { labels: plane(Uint32Array.of(1, 1, 1, 2, 2, 2, 1, 1, 1, 2, 2, 2), 6, 2) },
    },
  ],
  run({ image }, { size, compactness }) {
    const channels = comparable(image);
    const segments = Math.max(1, Math.round((image.width * image.height) / size));
    return { labels: slic(channels, { segments, compactness }).labels };
  },
});

/** Samples of 0 to 100 from black to white; of colour L, a and b. What is no number is black. */
function comparable({ channels }: ImageValue): readonly Plane[] {
  if (!channels.every(hasFinite)) throw refusal("NODE_INPUT_INVALID", "the image has no finite grey value");
  const shares = channels.map(({ data, width, height }) => {
    const { low, high } = sampleRange(dtypeOf(data));
    return {
      data: mapSamples(data, new Float32Array(data.length), (value) => (Number.isFinite(value) ? (value - low) / (high - low) : 0)),
      width,
      height,
    };
  });
  const [red, green, blue] = shares;
  if (red !== undefined && green !== undefined && blue !== undefined) {
    const { l, a, b } = rgbToLab([red, green, blue]);
    return [l, a, b];
  }
  return shares.map((share) => ({ ...share, data: share.data.map((value) => 100 * value) }));
}
