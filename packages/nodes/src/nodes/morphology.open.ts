import { openMorphology, plane } from "@argosy/kernels";
import { footprintNode } from "../morphology/footprint-node.ts";

export default footprintNode({
  name: "morphology.open",
  title: "Remove thin parts",
  knownAs: ["skimage.morphology.opening"],
  shown: { picture: "rough" },
  summary: "Remove specks, bridges and spines that are narrower than twice the radius; what is wider keeps its size (opening).",
  result: "Objects without thin parts",
  example: {
    title: "a speck goes, three pixels stay",
    before: plane(Uint8Array.of(1, 0, 0, 1, 1, 1, 0), 7, 1),
    after: plane(Uint8Array.of(0, 0, 0, 1, 1, 1, 0), 7, 1),
  },
  change: openMorphology,
});
