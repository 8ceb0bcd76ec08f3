import { refusal } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import { estimateFlatField, flatFieldAt, flattenLight, plane, sampleLight } from "@argosy/kernels";
import { Type } from "typebox";
import { cutPlane } from "../cut.ts";
import { defineNode } from "../define-node.ts";
import { requireAlike, requireSquares, squareSide } from "../exposure/light-squares.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "correct.collectionfield",
  version: 1,
  stage: "segment",
  title: "Even out by the collection",
  shown: { picture: "uneven" },
  summary:
    "Remove uneven light, channel by channel, by the light that all images of the collection have in common; objects are left out of the estimate, and each image keeps its level and sample type. A run estimates the light once, from what reaches this step of images spread evenly over the collection: all of one size and sample type.",
  scope: "image",
  locality: "global",
  preserves: "linear",
  params: Type.Object(
    {
      images: Type.Integer({
        title: "Images looked at",
        description: "At most; of a larger collection as many, spread evenly over it.",
        minimum: 8,
        maximum: 500,
        default: 200,
      }),
      deviations: Type.Number({
        title: "Objects differ by",
        description: "Robust standard deviations from what most images show at the same place.",
        minimum: 0.1,
        maximum: 100,
        default: 2.5,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Evenly lit image" } },
  examples: [
    {
      title: "the collection has a third less light than its mean on the right, and a third more on the left",
      params: {},
      inputs: { image: greyImage(plane(Uint8Array.of(200, 100, 40, 20), 2, 2)) },
      context: { shared: greyImage(plane(Float32Array.of(4 / 3, 2 / 3, 4 / 3, 2 / 3), 2, 2)) },
      outputs: { image: greyImage(plane(Uint8Array.of(150, 150, 30, 30), 2, 2)) },
    },
  ],
  collection: {
    least: 8,
    most: ({ images }) => images,
    sample: ({ image }) => imageOf(image.channels.map((channel) => sampleLight(channel, squareSide(image)))),
    combine(samples, { deviations }) {
      requireAlike(samples);
      return imageOf(
        samples[0]!.channels.map((_, c) =>
          estimateFlatField(
            samples.map(({ channels }) => channels[c] as Plane<Float32Array>),
            { deviations },
          ),
        ),
      );
    },
  },
  whole: {
    summarise(_, _params, { name, shared }) {
      if (shared === undefined)
        throw refusal("SHARED_UNKNOWN", `the light of the collection of ${name} is not estimated yet`, { image: name });
      return shared;
    },
    apply({ image }, _, { channels: fields }, { part }) {
      if (fields.length !== image.channels.length)
        throw refusal("NODE_INPUT_INVALID", "image and collection differ in their channels", {
          image: image.channels.length,
          collection: fields.length,
        });
      const { width, height } = part ?? image;
      const side = squareSide({ width, height });
      const channels = image.channels.map((channel, c) => {
        requireSquares(fields[c]!, { width, height });
        const field = flatFieldAt(fields[c] as Plane<Float32Array>, side, width, height);
        return flattenLight(channel, part === undefined ? field : cutPlane(field, part.box), "divide", 1);
      });
      return { image: { ...image, channels } };
    },
  },
});

function imageOf(channels: readonly Plane[]): ImageValue {
  const { width, height } = channels[0]!;
  return { width, height, channels };
}
