import type { Box, PixelArray, Point } from "@argosy/core";
import { dtypeOf, newSamples, refusal } from "@argosy/core";
import type { Mask, Plane } from "@argosy/kernels";
import { plane, polygonMask, quantilesOf } from "@argosy/kernels";
import { Type } from "typebox";
import type { NodeContext } from "../define-node.ts";
import { defineNode } from "../define-node.ts";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";

const coordinate = (title: string) => Type.Number({ title, unit: "px", minimum: -1_000_000, maximum: 1_000_000 });
const side = (title: string) => Type.Number({ title, unit: "px", exclusiveMinimum: 0, maximum: 1_000_000 });
const rectangles = (title: string, description: string) =>
  Type.Array(
    Type.Object(
      { x: coordinate("Left"), y: coordinate("Top"), width: side("Width"), height: side("Height") },
      { additionalProperties: false },
    ),
    { title, description, maxItems: 100, default: [] },
  );
const polygons = (title: string, description: string) =>
  Type.Array(
    Type.Array(Type.Object({ x: coordinate("x"), y: coordinate("y") }, { additionalProperties: false }), { minItems: 3, maxItems: 10_000 }),
    { title, description, maxItems: 100, default: [] },
  );

export default defineNode({
  name: "crop.area",
  version: 1,
  stage: "segment",
  title: "Area",
  shown: { params: { rectangles: [{ x: 8, y: 8, width: 92, height: 62 }] } },
  summary:
    "Work on a part of each image only. The image keeps its size, so that positions stay true; what lies outside gets the median grey of the inside and disappears in the background. Connected to segment.objects, the area also drops objects that lie outside or cross its edge.",
  scope: "image",
  locality: "global",
  preserves: "linear",
  params: Type.Object(
    {
      rectangles: rectangles("Rectangles", "Of the area; none and no polygons = the whole image."),
      polygons: polygons("Polygons", "Of the area, by their corners."),
      excludedRectangles: rectangles("Rectangles left out", "Cut out of the area, such as a burnt-in scale."),
      excludedPolygons: polygons("Polygons left out", "Cut out of the area, by their corners."),
      outside: Type.Enum(["median", "keep"], {
        title: "Outside",
        description: "median: the median grey of the inside. keep: the image stays as it is, only the mask says where the area is.",
        default: "median",
      }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { image: { kind: "image", title: "Image" }, area: { kind: "mask", title: "Area" } },
  examples: [
    {
      title: "a rectangle without its first pixel",
      params: { rectangles: [{ x: 0, y: 0, width: 3, height: 1 }], excludedRectangles: [{ x: 0, y: 0, width: 1, height: 1 }] },
      inputs: { image: greyImage(plane(Uint8Array.of(250, 10, 20, 0, 0, 0), 3, 2)) },
      outputs: {
        image: greyImage(plane(Uint8Array.of(15, 10, 20, 15, 15, 15), 3, 2)),
        area: plane(Uint8Array.of(0, 1, 1, 0, 0, 0), 3, 2),
      },
    },
    {
      title: "a triangle holds the pixels whose centres lie in it",
      params: {
        polygons: [
          [
            { x: 0, y: 0 },
            { x: 3, y: 0 },
            { x: 0, y: 3 },
          ],
        ],
        outside: "keep",
      },
      inputs: { image: greyImage(plane(new Uint8Array(9), 3, 3)) },
      outputs: { image: greyImage(plane(new Uint8Array(9), 3, 3)), area: plane(Uint8Array.of(1, 1, 0, 1, 0, 0, 0, 0, 0), 3, 3) },
    },
  ],
  whole: {
    summarise({ image }, params, context) {
      const { width, height } = image;
      const area = areaOf(image, params, context);
      if (!area.data.includes(1))
        throw refusal("PARAM_INVALID", "the area holds no pixel of the image", { pointer: "/rectangles", width, height });
      return params.outside === "keep" ? [] : image.channels.map((channel) => medianInside(channel, area));
    },
    apply({ image }, params, greys, context) {
      const area = areaOf(image, params, context);
      if (params.outside === "keep") return { image, area };
      return { image: { ...image, channels: image.channels.map((channel, c) => blankOutside(channel, area, greys[c]!)) }, area };
    },
  },
});

interface Rings {
  readonly rectangles: readonly Box[];
  readonly polygons: readonly (readonly Point[])[];
  readonly excludedRectangles: readonly Box[];
  readonly excludedPolygons: readonly (readonly Point[])[];
}

/** The area over the given pixels: the parameters count from the corner of the whole image. */
function areaOf({ width, height }: ImageValue, params: Rings, { part }: NodeContext): Mask {
  const everywhere = params.rectangles.length === 0 && params.polygons.length === 0;
  const area: Mask = { data: new Uint8Array(width * height).fill(everywhere ? 1 : 0), width, height };
  const { x: left, y: top } = part?.box ?? { x: 0, y: 0 };
  const moved = (rings: readonly (readonly Point[])[]) => rings.map((ring) => ring.map(({ x, y }) => ({ x: x - left, y: y - top })));
  paint(area, moved([...params.rectangles.map(ringOf), ...params.polygons]), 1);
  paint(area, moved([...params.excludedRectangles.map(ringOf), ...params.excludedPolygons]), 0);
  return area;
}

function ringOf({ x, y, width, height }: Box): Point[] {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

/** Each ring by itself: where two overlap the pixels count once. */
function paint({ data, width, height }: Mask, rings: readonly (readonly Point[])[], value: 0 | 1): void {
  for (const ring of rings) {
    const mask = polygonMask([ring], width, height);
    for (let i = 0; i < data.length; i++) if (mask.data[i] !== 0) data[i] = value;
  }
}

function medianInside(channel: Plane, area: Mask): number {
  const inside = channel.data.filter((_: number, i: number) => area.data[i] !== 0) as PixelArray;
  const [median = 0] = inside.every(Number.isNaN) ? [0] : quantilesOf({ data: inside, width: inside.length, height: 1 }, [0.5]);
  return dtypeOf(channel.data).startsWith("float") ? median : Math.floor(median + 0.5);
}

function blankOutside(channel: Plane, area: Mask, grey: number): Plane {
  const data = newSamples(dtypeOf(channel.data), channel.data.length);
  for (let i = 0; i < data.length; i++) data[i] = area.data[i] === 0 ? grey : channel.data[i]!;
  return { ...channel, data };
}
