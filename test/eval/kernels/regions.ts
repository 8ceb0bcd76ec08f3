import { findBoxes, polygonMask, relabelSequential } from "@argosy/kernels";
import { arrayArgument, arrayOf, labelsArgument, numbersArgument } from "./arguments.ts";
import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that draw regions, number them and tell where they lie. */
export const REGIONS: KernelTable = {
  "skimage.segmentation.relabel_sequential": {
    ours: "relabelSequential",
    reason: "we number by the first pixel of each label, the reference by the labels",
    compute(given) {
      const { labels, count } = relabelSequential(labelsArgument(given, "labels"));
      return { labels: arrayOf(labels), count };
    },
  },
  "scipy.ndimage.find_objects": {
    ours: "findBoxes",
    reason: "",
    compute(given) {
      const { largest, left, top, right, bottom } = findBoxes(labelsArgument(given, "labels"));
      const rows = Array.from({ length: largest }, (_, i) => [top[i + 1]!, bottom[i + 1]!, left[i + 1]!, right[i + 1]!]);
      return { boxes: { data: Int32Array.from(rows.flat()), shape: [largest, 4] } };
    },
  },
  "skimage.draw.polygon2mask": {
    ours: "polygonMask",
    reason: "",
    compute(given) {
      const { data } = arrayArgument(given, "polygon");
      const [height, width] = numbersArgument(given, "image_shape") as [number, number];
      // The reference has rows first, and the centre of the first pixel at (0, 0).
      const ring = Array.from({ length: data.length / 2 }, (_, i) => ({ x: data[2 * i + 1]! + 0.5, y: data[2 * i]! + 0.5 }));
      return { mask: arrayOf(polygonMask([ring], width, height)) };
    },
  },
};
