import { erode, plane } from "@argosy/kernels";
import { footprintNode } from "../morphology/footprint-node.ts";

export default footprintNode({
  name: "morphology.erode",
  title: "Shrink objects",
  knownAs: ["skimage.morphology.erosion"],
  summary: "Take the rim off every object, as wide as the radius; what is thinner vanishes. The frame's border is no rim.",
  result: "Shrunken objects",
  example: {
    title: "one pixel from either end",
    before: plane(Uint8Array.of(0, 1, 1, 1, 1, 0, 1), 7, 1),
    after: plane(Uint8Array.of(0, 0, 1, 1, 0, 0, 0), 7, 1),
  },
  change: erode,
});
