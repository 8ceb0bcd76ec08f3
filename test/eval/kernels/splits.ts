import { geodesicSplit, joinConcavePieces, splitTouching } from "@argosy/kernels";
import { arrayOf, labelsArgument, maskArgument, numberArgument, planeArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that part objects and join them again. */
export const SPLITS: KernelTable = {
  "scipy.sparse.csgraph.dijkstra": {
    ours: "geodesicSplit",
    reason: "",
    compute(given) {
      const barriers = given.inputs["barriers"] === undefined ? undefined : maskArgument(given, "barriers");
      return { labels: arrayOf(geodesicSplit(maskArgument(given, "objects"), labelsArgument(given, "markers"), barriers)) };
    },
  },
  "skimage.morphology.h_maxima, skimage.segmentation.watershed": {
    ours: "splitTouching",
    reason: "ties between floods",
    compute(given) {
      const rule = { minDepth: numberArgument(given, "h"), maxNeck: 1, minArea: 0, connectivity: 8 } as const;
      const { labels, count } = splitTouching(planeArgument(given, "surface"), maskArgument(given, "mask"), rule);
      return { labels: arrayOf(labels), count };
    },
  },
  "skimage.morphology.convex_hull_image of unions": {
    ours: "joinConcavePieces",
    reason: "",
    compute(given) {
      const rule = {
        minArea: numberArgument(given, "min_area"),
        minSolidity: numberArgument(given, "min_solidity"),
        minGain: numberArgument(given, "min_gain"),
        connectivity: 8,
      } as const;
      return { labels: arrayOf(joinConcavePieces(labelsArgument(given, "labels"), rule).labels) };
    },
  },
};
