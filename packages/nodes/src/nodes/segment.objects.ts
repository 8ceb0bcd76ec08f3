import { refusal, releaseSamples } from "@argosy/core";
import { labelComponents, plane } from "@argosy/kernels";
import { Type } from "typebox";
import type { NodeContext } from "../define-node.ts";
import { defineNode } from "../define-node.ts";
import { connectivityParam } from "../segmentation/connectivity.ts";
import { findObjects } from "../segmentation/find-objects.ts";
import { requireSameFrame } from "../segmentation/same-frame.ts";

const SIDES = ["left", "top", "right", "bottom"] as const;
const RING = plane(Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1, 1, 0, 0, 0, 1, 1, 1, 1, 1, 1), 5, 5);
const RING_BOX = { x: 0, y: 0, width: 5, height: 5 };
const DOT_BOX = { x: 2, y: 2, width: 1, height: 1 };
const CENTRE = { x: 2.5, y: 2.5 };

export default defineNode({
  name: "segment.objects",
  version: 1,
  stage: "segment",
  title: "Objects",
  knownAs: ["skimage.measure.label"],
  summary:
    "Make objects of a mask or of labels: join neighbouring pixels, keep what has the right size and place, and settle what lies in what.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      connectivity: connectivityParam,
      fillHoles: Type.Boolean({ title: "Fill holes", description: "Holes count as part of the object.", default: false }),
      minArea: Type.Number({
        title: "Smallest area",
        description: "Smaller ones are specks, no objects.",
        unit: "areaUnit",
        minimum: 0,
        default: 0,
      }),
      maxArea: Type.Number({ title: "Largest area (0: any)", description: "0 = no limit.", unit: "areaUnit", minimum: 0, default: 0 }),
      areaUnit: Type.Enum(["px2", "um2"], {
        title: "Unit of the areas",
        description: "Square micrometres need images whose pixel size is known.",
        default: "px2",
      }),
      border: Type.Enum(["keep", "drop"], {
        title: "Objects at the border",
        description: "What touches the frame's border was seen only in part.",
        default: "keep",
      }),
      borders: Type.Array(Type.Enum(SIDES), {
        title: "Borders",
        description: "The sides of the frame that count as border.",
        maxItems: 4,
        uniqueItems: true,
        default: [...SIDES],
      }),
      areaRule: Type.Enum(["centroid", "all"], {
        title: "Inside the area",
        description: "Where an area is connected: centroid = the middle must lie in it, all = every pixel must.",
        default: "centroid",
      }),
      padding: Type.Integer({
        title: "Padding",
        description: "Pixels around an object in its crop.",
        unit: "px",
        minimum: 0,
        maximum: 1000,
        default: 4,
      }),
      nested: Type.Enum(["outer", "both", "inner"], {
        title: "Objects in objects",
        description:
          "outer: what lies in a hole of another is kept as its child only. both: all are objects. inner: what holds others is dropped.",
        default: "outer",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: {
    mask: { kind: "mask", title: "Mask", optional: true },
    labels: { kind: "labels", title: "Labels", optional: true },
    area: { kind: "mask", title: "Area", optional: true },
    images: { kind: "image", title: "Images to cut", optional: true, many: true },
  },
  exactlyOne: ["mask", "labels"],
  outputs: {
    objects: { kind: "objects", title: "Objects" },
    labels: { kind: "labels", title: "Labels" },
    inner: { kind: "labels", title: "Labels of the children", stored: false },
    images: { kind: "image", title: "Crops", many: true, scope: "object" },
  },
  examples: [
    {
      title: "a dot in a ring is its child",
      params: { padding: 1 },
      inputs: { mask: RING },
      outputs: {
        objects: {
          objects: [
            { label: 1, box: RING_BOX, crop: RING_BOX, area: 16, centroid: CENTRE, inner: false },
            { label: 1, box: DOT_BOX, crop: { x: 1, y: 1, width: 3, height: 3 }, area: 1, centroid: CENTRE, parent: 1, inner: true },
          ],
          dropped: [],
        },
        inner: plane(Uint32Array.of(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), 5, 5),
      },
    },
    {
      title: "the dot is too small, the ring without its hole is larger",
      params: { minArea: 2, fillHoles: true, padding: 0 },
      inputs: { mask: RING },
      outputs: {
        objects: {
          objects: [{ label: 1, box: RING_BOX, crop: RING_BOX, area: 25, centroid: CENTRE, inner: false }],
          dropped: [{ reason: "too_small", count: 1, examples: [{ box: DOT_BOX, value: 1 }] }],
        },
        labels: plane(new Uint32Array(25).fill(1), 5, 5),
      },
    },
    {
      title: "labels are judged as they are and numbered anew; what touches the left border goes",
      params: { border: "drop", borders: ["left"], padding: 0 },
      inputs: { labels: plane(Uint32Array.of(7, 0, 9, 9), 4, 1) },
      outputs: {
        labels: plane(Uint32Array.of(0, 0, 1, 1), 4, 1),
        objects: {
          objects: [
            {
              label: 1,
              box: { x: 2, y: 0, width: 2, height: 1 },
              crop: { x: 2, y: 0, width: 2, height: 1 },
              area: 2,
              centroid: { x: 3, y: 0.5 },
              inner: false,
            },
          ],
          dropped: [{ reason: "touches_border", count: 1, examples: [{ box: { x: 0, y: 0, width: 1, height: 1 }, value: 1 }] }],
        },
      },
    },
  ],
  run({ mask, labels: given, area, images }, params, context) {
    const { connectivity, fillHoles, areaRule, padding, nested } = params;
    const components = mask === undefined ? undefined : labelComponents(mask, connectivity);
    const labels = given ?? components?.labels;
    if (labels === undefined || (mask !== undefined && given !== undefined)) {
      throw refusal("NODE_INPUT_INVALID", "the node takes a mask or labels, one of both");
    }
    if (area !== undefined) requireSameFrame(labels, area);
    const pixelArea = params.areaUnit === "um2" ? pixelAreaOf(context) : 1;
    const rule = {
      connectivity,
      fillHoles,
      minArea: params.minArea / pixelArea,
      maxArea: params.maxArea === 0 ? Number.POSITIVE_INFINITY : params.maxArea / pixelArea,
      dropAt: params.border === "drop" ? params.borders.filter((side) => isFrameSide(side, context)) : [],
      ...(area === undefined ? {} : { area }),
      areaRule,
      padding,
      nested,
    };
    const found = findObjects(labels, rule, components?.runs);
    if (components !== undefined) releaseSamples(components.labels.data);
    return { ...found, images: images ?? [] };
  },
});

/** Whether a side of the given pixels is a side of the frame: that of a part may lie inside. */
function isFrameSide(side: (typeof SIDES)[number], { part }: NodeContext): boolean {
  if (part === undefined) return true;
  const { box, width, height } = part;
  if (side === "left") return box.x === 0;
  if (side === "top") return box.y === 0;
  return side === "right" ? box.x + box.width === width : box.y + box.height === height;
}

function pixelAreaOf({ pixelSize, name }: NodeContext): number {
  if (pixelSize === undefined) throw refusal("PIXEL_SIZE_UNKNOWN", "areas in square micrometres need a pixel size", { image: name });
  return pixelSize.x * pixelSize.y;
}
