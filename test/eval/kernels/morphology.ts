import type { Footprint, Plane } from "@argosy/kernels";
import {
  chordsOf,
  closeMorphology,
  convexHullImage,
  dilate,
  distanceTransform,
  erode,
  extremum,
  fillHoles,
  fillSmallHoles,
  openMorphology,
  reconstruct,
  regionalMaxima,
  removeSmall,
  skeletonize,
  topHat,
} from "@argosy/kernels";
import { arrayOf, footprintArgument, listOf, maskArgument, numberArgument, numbersArgument, planeArgument } from "./arguments.ts";
import type { KernelEntry, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";

/** Reference functions on the shape of bright regions. */
export const MORPHOLOGY: KernelTable = {
  "skimage.morphology.erosion": ofFootprint("erode", erode),
  "skimage.morphology.dilation": ofFootprint("dilate", dilate),
  "skimage.morphology.opening": ofFootprint("openMorphology", openMorphology),
  "skimage.morphology.closing": ofFootprint("closeMorphology", closeMorphology),
  "skimage.morphology.white_tophat": ofFootprint("topHat", (image, footprint) => topHat(image, footprint, "bright")),
  "skimage.morphology.black_tophat": ofFootprint("topHat", (image, footprint) => topHat(image, footprint, "dark")),
  "scipy.ndimage.maximum_filter": ofFootprint("extremum", (image, footprint) => extremum(image, footprint, 1)),
  "scipy.ndimage.minimum_filter": ofFootprint("extremum", (image, footprint) => extremum(image, footprint, -1)),
  "skimage.morphology.disk, footprint_rectangle": {
    ours: "chordsOf",
    reason: "",
    compute: (given) => ({ chords: listOf(Array.from(chordsOf(footprintArgument(given)))) }),
  },
  "skimage.morphology.local_maxima": {
    ours: "regionalMaxima",
    reason: "",
    compute: (given) => ({ mask: arrayOf(regionalMaxima(planeArgument(given, "image"), given.params["connectivity"] === 1 ? 4 : 8)) }),
  },
  "scipy.ndimage.distance_transform_edt": {
    ours: "distanceTransform",
    reason: "results are stored in 32 bits",
    compute(given) {
      const [y, x] = given.params["sampling"] === undefined ? [1, 1] : numbersArgument(given, "sampling");
      return { distance: arrayOf(distanceTransform(maskArgument(given, "mask"), { x: x!, y: y! })) };
    },
  },
  "skimage.morphology.skeletonize": {
    ours: "skeletonize",
    reason: "",
    compute: (given) => ({ mask: arrayOf(skeletonize(maskArgument(given, "mask"))) }),
  },
  "skimage.morphology.convex_hull_image": {
    ours: "convexHullImage",
    reason: "the reference rounds where the hull passes through a centre",
    compute(given) {
      if (given.params["offset_coordinates"] === false) throw new Unsupported("pixels have edges");
      return { mask: arrayOf(convexHullImage(maskArgument(given, "mask"))) };
    },
  },
  "skimage.morphology.reconstruction": {
    ours: "reconstruct",
    reason: "",
    compute(given) {
      const { method, footprint } = given.params;
      if ((method ?? "dilation") !== "dilation" || (footprint ?? "3x3") !== "3x3") throw new Unsupported(`${method} with ${footprint}`);
      return { image: arrayOf(reconstruct(planeArgument(given, "seed"), planeArgument(given, "mask"))) };
    },
  },
  "scipy.ndimage.binary_fill_holes": {
    ours: "fillHoles",
    reason: "",
    compute: (given) => ({ mask: arrayOf(fillHoles(maskArgument(given, "mask"))) }),
  },
  "skimage.morphology.remove_small_holes": {
    ours: "fillSmallHoles",
    reason: "background that reaches the edge of the frame is no hole to us: the reference is given a frame of background",
    compute(given) {
      const connectivity = given.params["connectivity"] === 2 ? 8 : 4;
      return { mask: arrayOf(fillSmallHoles(maskArgument(given, "mask"), numberArgument(given, "max_size"), connectivity)) };
    },
  },
  "skimage.morphology.remove_small_objects": {
    ours: "removeSmall",
    reason: "",
    compute(given) {
      const least = /area >= (\d+)/.exec(String(given.params["keep"]))?.[1];
      const connectivity = numberArgument(given, "connectivity", 4);
      if (least === undefined || (connectivity !== 4 && connectivity !== 8)) throw new Unsupported(`keep is ${given.params["keep"]}`);
      return { mask: arrayOf(removeSmall(maskArgument(given, "mask"), Number(least), connectivity)) };
    },
  },
};

function ofFootprint(ours: string, operation: (image: Plane, footprint: Footprint) => Plane): KernelEntry {
  return {
    ours,
    reason: "",
    compute: (given) => ({ image: arrayOf(operation(planeArgument(given, "image"), footprintArgument(given))) }),
  };
}
