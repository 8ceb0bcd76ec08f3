import type { Point } from "@argosy/core";
import type { FeatureTable, Plane } from "@argosy/kernels";
import {
  measureColour,
  measureForm,
  measureIntensity,
  measureMorphocut,
  measureShape,
  measureTextureOf,
  measureThickness,
  measureZooprocess,
  skeletonGraph,
  tableColumn,
  traceOutline,
} from "@argosy/kernels";
import { channelsArgument, labelsArgument, listOf, maskArgument, numberArgument, planeArgument } from "./arguments.ts";
import type { Value, Values } from "./case.ts";
import type { KernelTable } from "./kernel-table.ts";

const ROUNDED = "sums are rounded in another order";

/** Reference functions on outlines, skeletons and the sets of features of objects. */
export const OUTLINES: KernelTable = {
  "scipy.sparse.csgraph of a skeleton": {
    ours: "skeletonGraph",
    reason: "results are stored in 32 bits",
    compute: (given) => ({ ...skeletonGraph(maskArgument(given, "skeleton")) }),
  },
  "scipy.ndimage.distance_transform_edt of each object": {
    ours: "measureThickness",
    reason: ROUNDED,
    compute: (given) => columnsOf(measureThickness(labelsArgument(given, "labels"))),
  },
  "scipy.ndimage.label of parts and holes": {
    ours: "traceOutline",
    reason: "",
    compute(given) {
      const labels = labelsArgument(given, "mask");
      const outlines = traceOutline(labels, 1, { x: 0, y: 0, width: labels.width, height: labels.height });
      const holes = outlines.flatMap((part) => part.holes);
      const edges = [...outlines.map(({ outer }) => outer), ...holes].reduce((sum, ring) => sum + lengthOf(ring), 0);
      return {
        outer: listOf(outlines.map(({ outer }) => Math.abs(areaOf(outer)))),
        holes: listOf(holes.map((ring) => Math.abs(areaOf(ring))).sort((a, b) => a - b)),
        edges,
      };
    },
  },
  "skimage.measure.regionprops, and the definitions of the columns": {
    ours: "measureForm, measureShape",
    reason: ROUNDED,
    compute(given) {
      const labels = labelsArgument(given, "labels");
      return { ...columnsOf(measureShape(labels)), ...columnsOf(measureForm(labels)) };
    },
  },
  "scipy.stats and scipy.ndimage of each object": {
    ours: "measureIntensity",
    reason: ROUNDED,
    compute: (given) => columnsOf(measureIntensity(labelsArgument(given, "labels"), planeArgument(given, "image"))),
  },
  "skimage.color.rgb2hsv of each object, scipy.stats.circmean": {
    ours: "measureColour",
    reason: "hues and results are stored in 32 bits",
    compute(given) {
      const [red, green, blue] = channelsArgument(given, "image") as [Plane, Plane, Plane];
      return columnsOf(measureColour(labelsArgument(given, "labels"), [red, green, blue]));
    },
  },
  "skimage.measure.regionprops as MorphoCut takes it": {
    ours: "measureMorphocut",
    reason: ROUNDED,
    compute: (given) => columnsOf(measureMorphocut(labelsArgument(given, "labels"), planeArgument(given, "image"))),
  },
  "mahotas.features.haralick of each object, patterns of skimage": {
    ours: "measureTextureOf",
    reason: ROUNDED,
    compute(given) {
      const levels = numberArgument(given, "levels");
      return columnsOf(measureTextureOf(labelsArgument(given, "labels"), planeArgument(given, "image"), { levels }));
    },
  },
  "scipy.ndimage and scipy.spatial, by the definitions of ImageJ": {
    ours: "measureZooprocess",
    reason: ROUNDED,
    compute: (given) => columnsOf(measureZooprocess(labelsArgument(given, "labels"), planeArgument(given, "image"))),
  },
};

/** Each column under its name, objects by label. */
export function columnsOf(table: FeatureTable): Values {
  return Object.fromEntries<Value>(table.columns.map(({ name }) => [name, listOf(Array.from(tableColumn(table, name)))]));
}

function areaOf(ring: readonly Point[]): number {
  let twice = 0;
  for (const [i, a] of ring.entries()) {
    const b = ring[(i + 1) % ring.length]!;
    twice += a.x * b.y - b.x * a.y;
  }
  return twice / 2;
}

function lengthOf(ring: readonly Point[]): number {
  return ring.reduce((sum, a, i) => {
    const b = ring[(i + 1) % ring.length]!;
    return sum + Math.abs(a.x - b.x) + Math.abs(a.y - b.y);
  }, 0);
}
