import { refusal } from "@argosy/core";
import { flattenLight, gaussianBlur, plane } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode } from "../define-node.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "correct.flatfield",
  version: 1,
  stage: "segment",
  title: "Even out by an empty field",
  shown: { picture: "uneven" },
  summary:
    "Remove uneven light, channel by channel, by an image that was taken of the empty field under the same light; the mean brightness of that image and the sample type stay.",
  scope: "image",
  locality: "global",
  preserves: "linear",
  params: Type.Object(
    {
      field: Type.String({
        title: "Image of the empty field",
        description: "Path of an image of the collection, which then is no frame of its own.",
        minLength: 1,
        maxLength: 300,
        default: "empty.tif",
      }),
      sigma: Type.Number({
        title: "Smoothing",
        description: "Sigma of the blur of the empty field, against its noise and dust; 0 = none.",
        unit: "px",
        minimum: 0,
        maximum: 1000,
        default: 10,
      }),
      mode: Type.Enum(["divide", "subtract"], {
        title: "Light",
        description: "divide: transmitted light scales the grey values. subtract: stray light adds to them.",
        default: "divide",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Evenly lit image" } },
  examples: [
    {
      title: "half of the light on the right",
      params: { sigma: 0 },
      inputs: { image: greyImage(plane(Uint8Array.of(200, 100, 40, 20), 2, 2)) },
      context: { companionImage: greyImage(plane(Uint8Array.of(240, 120, 240, 120), 2, 2)) },
      outputs: { image: greyImage(plane(Uint8Array.of(150, 150, 30, 30), 2, 2)) },
    },
  ],
  companions: ({ field }) => ({ image: field }),
  run({ image }, { sigma, mode }, { name, companionImage }) {
    if (companionImage === undefined) throw refusal("COMPANION_MISSING", `${name} lacks the image of the empty field`, { image: name });
    requireSameFrame(image, companionImage);
    const fields = companionImage.channels;
    if (fields.length !== 1 && fields.length !== image.channels.length)
      throw refusal("NODE_INPUT_INVALID", "image and empty field differ in their channels", {
        image: image.channels.length,
        field: fields.length,
      });
    const lights = fields.map((field) => gaussianBlur(field, sigma, "nearest"));
    const channels = image.channels.map((channel, c) => flattenLight(channel, lights[lights.length === 1 ? 0 : c]!, mode));
    return { image: { ...image, channels } };
  },
});
