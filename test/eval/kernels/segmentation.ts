import type { ColourChannels, Plane } from "@argosy/kernels";
import {
  applyThreshold,
  binCentre,
  clearBorder,
  compactWatershed,
  expandLabels,
  fillHoles,
  gaussianBlur,
  growRegion,
  histogram,
  labelComponents,
  localMaxima,
  otsuThreshold,
  rescaleIntensity,
  rgbToLab,
  slic,
  watershed,
} from "@argosy/kernels";
import {
  arrayArgument,
  arrayOf,
  channelsArgument,
  labelsArgument,
  maskArgument,
  numberArgument,
  numbersArgument,
  planeArgument,
} from "./arguments.ts";
import type { Values } from "./case.ts";
import { GROWING } from "./growing.ts";
import type { Verdict } from "./judge.ts";
import { judge } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import { LINES } from "./lines.ts";
import type { NdArray } from "./nd-array.ts";
import { REGIONS } from "./regions.ts";
import { SPLITS } from "./splits.ts";

/** Reference functions that part an image into objects. */
export const SEGMENTATION: KernelTable = {
  ...LINES,
  ...REGIONS,
  ...GROWING,
  ...SPLITS,
  "skimage.segmentation.expand_labels": {
    ours: "expandLabels",
    reason: "pixels between two labels may go to either",
    compute: (given) => ({ labels: arrayOf(expandLabels(labelsArgument(given, "labels"), numberArgument(given, "distance", 1))) }),
  },
  "skimage.segmentation.clear_border": {
    ours: "clearBorder",
    reason: "",
    compute: (given) => ({ labels: arrayOf(clearBorder(labelsArgument(given, "labels"), numberArgument(given, "buffer_size", 0) + 1)) }),
  },
  "skimage.segmentation.flood": {
    ours: "growRegion",
    reason: "",
    compute(given) {
      const [y, x] = numbersArgument(given, "seed_point");
      const connectivity = given.params["connectivity"] === 1 ? 4 : 8;
      const tolerance = numberArgument(given, "tolerance", 0);
      return { mask: arrayOf(growRegion(planeArgument(given, "image"), { x: x!, y: y! }, tolerance, connectivity)) };
    },
  },
  "skimage.segmentation.slic": {
    ours: "rescaleIntensity, slic",
    reason: "sums are rounded in another order",
    compute: superpixels,
    judge: sameParts,
  },
  "skimage.measure.label": {
    ours: "labelComponents",
    reason: "",
    compute(given) {
      const { labels, count } = labelComponents(maskArgument(given, "mask"), connectivityOf(given));
      return { labels: arrayOf(labels), count };
    },
  },
  "label(fill_holes(image > otsu))": {
    ours: "histogram, otsuThreshold, applyThreshold, fillHoles, labelComponents",
    reason: "",
    compute(given) {
      const image = planeArgument(given, "image");
      const counted = histogram(image);
      const threshold = binCentre(counted, otsuThreshold(counted.counts));
      const { labels, count } = labelComponents(fillHoles(applyThreshold(image, threshold, "bright")), connectivityOf(given));
      return { threshold, labels: arrayOf(labels), count };
    },
  },
  "skimage.feature.peak_local_max": {
    ours: "localMaxima",
    reason: "of equally high pixels any is a peak; the blur is stored in 32 bits",
    compute(given) {
      if (given.params["of"] !== "gaussian(distance, 1), mode nearest") throw new Unsupported(`peaks of ${given.params["of"]}`);
      const blurred = gaussianBlur(planeArgument(given, "distance"), 1, "nearest");
      const regions = labelComponents(maskArgument(given, "mask"), 8).labels;
      const found = localMaxima(blurred, { minDistance: numberArgument(given, "min_distance"), regions });
      const points = Int32Array.from({ length: 2 * found.length }, (_, i) =>
        i % 2 === 0 ? Math.floor(found[i / 2]! / blurred.width) : found[(i - 1) / 2]! % blurred.width,
      );
      return { points: { data: points, shape: [found.length, 2] } };
    },
    judge: samePoints,
  },
  "skimage.segmentation.watershed": {
    ours: "watershed, compactWatershed",
    reason: "ties between floods",
    compute(given) {
      const [surface, markers] = [planeArgument(given, "image"), labelsArgument(given, "markers")];
      const compactness = numberArgument(given, "compactness", 0);
      const mask = given.inputs["mask"] === undefined ? {} : { mask: maskArgument(given, "mask") };
      const options = { ...mask, connectivity: given.params["connectivity"] === 2 ? 8 : 4 } as const;
      return {
        labels: arrayOf(
          compactness === 0 ? watershed(surface, markers, options) : compactWatershed(surface, markers, compactness, options),
        ),
      };
    },
  },
};

/** All channels scaled to 0..1 together; three of them are seen as colours. */
function superpixels(given: GivenCase): Values {
  const known = ["n_segments", "compactness", "channel_axis", "start_label"];
  const other = Object.keys(given.params).find((name) => !known.includes(name));
  if (other !== undefined) throw new Unsupported(`${other} is ${given.params[other]}`);
  const planes = arrayArgument(given, "image").shape.length === 2 ? [planeArgument(given, "image")] : channelsArgument(given, "image");
  const range = rangeOf(planes);
  const scaled = planes.map((channel) => rescaleIntensity(channel, range, { low: 0, high: 1 }));
  const [red, green, blue, fourth] = scaled;
  const coloured = green !== undefined && blue !== undefined && fourth === undefined;
  const channels = coloured ? labChannels([red!, green, blue]) : scaled;
  const { labels } = slic(channels, {
    segments: numberArgument(given, "n_segments", 100),
    compactness: numberArgument(given, "compactness", 10),
  });
  return { labels: arrayOf(labels) };
}

function labChannels(colours: ColourChannels): readonly Plane[] {
  const { l, a, b } = rgbToLab(colours);
  return [l, a, b];
}

function rangeOf(planes: readonly Plane[]): { readonly low: number; readonly high: number } {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const { data } of planes) for (const value of data) [low, high] = [Math.min(low, value), Math.max(high, value)];
  return { low, high };
}

/** The reference's own rule is free: nineteen of twenty pixels must lie in the part that covers most of theirs. */
function sameParts(found: Values, expected: Values): Verdict {
  return judge("iou:0.9", found, expected);
}

function connectivityOf(given: GivenCase): 4 | 8 {
  const connectivity = numberArgument(given, "connectivity");
  if (connectivity !== 4 && connectivity !== 8) throw new Unsupported(`connectivity is ${connectivity}`);
  return connectivity;
}

/** Peaks are the same points in any order; where several pixels of a plateau are equally high, at most one in twenty may be another. */
function samePoints(found: Values, expected: Values, given: GivenCase): Verdict {
  const { width } = planeArgument(given, "distance");
  const setOf = (value: NdArray): Set<number> =>
    new Set(Array.from({ length: value.data.length / 2 }, (_, i) => value.data[2 * i]! * width + value.data[2 * i + 1]!));
  const [ours, theirs] = [found, expected].map((inputs) => setOf(arrayArgument({ inputs, params: {} }, "points"))) as [
    Set<number>,
    Set<number>,
  ];
  const shared = [...ours].filter((point) => theirs.has(point)).length;
  return { right: shared >= 0.95 * Math.max(ours.size, theirs.size), how: `${shared} of ${theirs.size} and ${ours.size} points` };
}
