import type { Mask, Plane } from "@argosy/kernels";
import { mapSamples, plane, reconstruct, regionalMaxima } from "@argosy/kernels";
import { Type } from "typebox";
import { defineNode, onlyPlane } from "../define-node.ts";
import { greyImage } from "../values.ts";

export default defineNode({
  name: "morphology.maxima",
  version: 1,
  stage: "segment",
  title: "Peaks",
  knownAs: ["skimage.morphology.local_maxima"],
  shown: { params: { height: 20 } },
  summary: "Mark the tops of an image: places that rise by a given amount above every way to a higher one. Good as marks for a watershed.",
  scope: "image",
  locality: "global",
  preserves: "none",
  params: Type.Object(
    {
      height: Type.Number({
        title: "Smallest rise",
        description: "In grey values; 0 = every pixel or plateau that no neighbour exceeds.",
        unit: "grey value",
        minimum: 0,
        default: 1,
      }),
      peaks: Type.Enum(["bright", "dark"], { title: "Peaks are", description: "dark: the deepest places instead.", default: "bright" }),
    },
    { additionalProperties: false },
  ),
  inputs: { image: { kind: "image", title: "Image" } },
  outputs: { mask: { kind: "mask", title: "Peaks" } },
  examples: [
    {
      title: "a ripple of 2 is no peak of its own",
      params: { height: 3 },
      inputs: { image: greyImage(plane(Uint8Array.of(1, 9, 7, 8, 1, 6, 1), 7, 1)) },
      outputs: { mask: plane(Uint8Array.of(0, 1, 0, 0, 0, 1, 0), 7, 1) },
    },
  ],
  run: ({ image }, { height, peaks }) => ({ mask: peaksOf(onlyPlane(image), height, peaks === "bright" ? 1 : -1) }),
});

/** Without the tops of height `rise` the peaks are plateaus; those that reached up by less have sunk into others. */
function peaksOf({ data, width, height }: Plane, rise: number, sign: 1 | -1): Mask {
  const upright = mapSamples(data, new Float64Array(data.length), (value) =>
    Number.isNaN(value) ? Number.NEGATIVE_INFINITY : sign * value,
  );
  if (rise === 0) return regionalMaxima({ data: upright, width, height });
  const lowered = { data: upright.map((value) => value - rise), width, height };
  const capped = reconstruct(lowered, { data: upright, width, height });
  const maxima = regionalMaxima(capped);
  // Of a plateau only what stood up to the cut is the peak itself.
  return { ...maxima, data: maxima.data.map((peak, i) => (peak === 1 && capped.data[i] === lowered.data[i] ? 1 : 0)) };
}
