import { dilate, plane } from "@argosy/kernels";
import { footprintNode } from "../morphology/footprint-node.ts";

export default footprintNode({
  name: "morphology.dilate",
  title: "Grow objects",
  knownAs: ["skimage.morphology.dilation"],
  summary: "Add a rim to every object, as wide as the radius; objects that come to touch become one.",
  result: "Grown objects",
  example: {
    title: "one pixel at either end",
    before: plane(Uint8Array.of(0, 0, 1, 0, 0, 0, 0), 7, 1),
    after: plane(Uint8Array.of(0, 1, 1, 1, 0, 0, 0), 7, 1),
  },
  change: dilate,
});
