import { refusal } from "@argosy/core";
import type { Connectivity, Labels, Mask, Plane } from "@argosy/kernels";
import { labelComponents, plane, relabelSequential } from "@argosy/kernels";
import { Type } from "typebox";
import type { NodeContext } from "../define-node.ts";
import { defineNode } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { listObjects } from "../segmentation/list-objects.ts";
import { particlesInBoxes } from "../segmentation/particles-in-boxes.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";
import { readFlowcamList } from "../tables/flowcam-list.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

const MASK = plane(Uint8Array.of(255, 0, 255, 255, 255, 0, 0, 0), 4, 2);

export default defineNode({
  name: "segment.import",
  version: 1,
  stage: "segment",
  title: "Imported segmentation",
  summary:
    "Take the objects from a second image that came with each image, a mask or a label image. With a FlowCam list beside them every particle of the list is one object, also where it is in pieces.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      image: Type.String({
        title: "Image with the objects",
        description: "{stem} is the path of the image without its ending.",
        minLength: 1,
        maxLength: 300,
        default: "{stem}_bin.tif",
      }),
      table: Type.String({
        title: "List of particles",
        description:
          "A FlowCam list in the folder of the image, * is any name; empty = none. Where there is no such file the mask alone counts.",
        maxLength: 300,
        default: "*.lst",
      }),
      values: Type.Enum(["mask", "labels"], {
        title: "The image holds",
        description: "mask: anything but 0 is foreground. labels: every number is one object.",
        default: "mask",
      }),
      connectivity: connectivityParam,
      padding: Type.Integer({
        title: "Padding",
        description: "Pixels around an object in its crop.",
        unit: "px",
        minimum: 0,
        maximum: 1000,
        default: 4,
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { labels: { kind: "labels", title: "Labels" }, objects: { kind: "objects", title: "Objects" } },
  examples: [
    {
      title: "two pieces of a mask",
      params: {},
      inputs: { image: greyImage(plane(new Uint8Array(8), 4, 2)) },
      context: { companionImage: greyImage(MASK) },
      outputs: { labels: plane(Uint32Array.of(1, 0, 2, 2, 1, 0, 0, 0), 4, 2) },
    },
    {
      title: "the list says that both are one particle",
      params: {},
      inputs: { image: greyImage(plane(new Uint8Array(8), 4, 2)) },
      context: {
        name: "day 1/a.tif",
        companionImage: greyImage(MASK),
        companionTable: {
          name: "day 1/run.lst",
          bytes: new TextEncoder().encode(
            "017\nnum-fields|6\nid|int32\nimage_x|int32\nimage_y|int32\nimage_w|int32\nimage_h|int32\ncollage_file|string\n5|1|0|2|2|b.tif\n9|0|0|4|2|a.tif\n",
          ),
        },
      },
      outputs: { labels: plane(Uint32Array.of(1, 0, 1, 1, 1, 0, 0, 0), 4, 2) },
    },
  ],
  companions: ({ image, table }) => ({ image, ...(table === "" ? {} : { table }) }),
  run({ image }, params, context) {
    const companion = context.companionImage;
    const [first] = companion?.channels ?? [];
    if (companion === undefined || first === undefined)
      throw refusal("COMPANION_MISSING", `${context.name} lacks the image with its objects`, { image: context.name });
    requireSameFrame(image, companion);
    const labels = params.values === "labels" ? takeLabels(first) : labelsOf(maskOf(companion), params.connectivity, context);
    return { labels, objects: listObjects(labels, params.padding) };
  },
});

/** Foreground where any colour is not 0; a fourth channel is no colour. */
function maskOf({ width, height, channels }: ImageValue): Mask {
  const mask = new Uint8Array(width * height);
  for (const { data } of channels.slice(0, 3)) for (let i = 0; i < mask.length; i++) if (data[i] !== 0) mask[i] = 1;
  return { data: mask, width, height };
}

function takeLabels({ data, width, height }: Plane): Labels {
  const labels = new Uint32Array(data.length);
  for (let i = 0; i < labels.length; i++) {
    const value = data[i]!;
    if (!Number.isInteger(value) || value < 0)
      throw refusal("NODE_INPUT_INVALID", "the label image holds a value that is no label", { value });
    labels[i] = value;
  }
  return relabelSequential({ data: labels, width, height }).labels;
}

function labelsOf(mask: Mask, connectivity: Connectivity, { name, companionTable }: NodeContext): Labels {
  if (companionTable === undefined) return labelComponents(mask, connectivity).labels;
  const file = name.slice(name.lastIndexOf("/") + 1);
  const { particles } = readFlowcamList(companionTable.bytes);
  const boxes = particles.filter((particle) => particle.collageFile === file).map((particle) => particle.box);
  return particlesInBoxes(mask, boxes);
}
