import { closeMorphology, plane } from "@argosy/kernels";
import { footprintNode } from "../morphology/footprint-node.ts";

export default footprintNode({
  name: "morphology.close",
  title: "Close gaps",
  knownAs: ["skimage.morphology.closing"],
  shown: { picture: "rough" },
  summary: "Close gaps and cracks in the objects that are narrower than twice the radius; large ones stay.",
  result: "Closed objects",
  example: {
    title: "a gap of one pixel",
    before: plane(Uint8Array.of(1, 0, 1, 0, 0, 0, 1), 7, 1),
    after: plane(Uint8Array.of(1, 1, 1, 0, 0, 0, 1), 7, 1),
  },
  change: closeMorphology,
});
