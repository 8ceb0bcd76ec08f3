import { findObjectRuns, labelRuns, measureNeighbours } from "@argosy/kernels";
import { labelsArgument, listOf, numberArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";
import { columnsOf } from "./outlines.ts";

/** Reference functions that read objects row by row, and that tell what lies round them. */
export const RUNS: KernelTable = {
  "numpy.diff of rows": {
    ours: "labelRuns",
    reason: "",
    compute(given) {
      const { starts, ends, numbers } = labelRuns(labelsArgument(given, "labels"));
      return { starts: listOf(Array.from(starts)), ends: listOf(Array.from(ends)), numbers: listOf(Array.from(numbers)) };
    },
  },
  "numpy.diff of rows, object by object": {
    ours: "findObjectRuns",
    reason: "",
    compute(given) {
      const { labels, areas, boxes, starts, y, x0, x1 } = findObjectRuns(labelsArgument(given, "labels"));
      const lists = Object.entries({ labels, areas, starts, y, x0, x1 }).map(([name, values]) => [name, listOf(Array.from(values))]);
      return { ...Object.fromEntries(lists), boxes: { data: boxes, shape: [labels.length, 4] } };
    },
  },
  "scipy.spatial.KDTree": {
    ours: "measureNeighbours",
    reason: "results are stored in 32 bits",
    compute: (given) => columnsOf(measureNeighbours(labelsArgument(given, "labels"), numberArgument(given, "reach", 1))),
  },
};
