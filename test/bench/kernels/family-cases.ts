import {
  adaptiveThreshold,
  applyThreshold,
  clahe,
  cornerStrength,
  dilate,
  distanceTransform,
  edgeStrength,
  equalizeHistogram,
  erode,
  fillHoles,
  gaussianBlur,
  histogram,
  labelComponents,
  medianFilter,
  openMorphology,
  otsuThreshold,
  phaseCorrelation,
  reconstruct,
  resizeLinear,
  rgbToHsv,
  rgbToLab,
  rotate,
  skeletonize,
  slic,
  toGrey,
  watershed,
} from "@argosy/kernels";
import type { KernelCase } from "./kernel-case.ts";
import { kernelCase, meanOf } from "./kernel-case.ts";
import { LEARN_CASES } from "./learn-cases.ts";
import { labelsWithPlaces, MEASURE_CASES } from "./measure-cases.ts";

const EXPOSURE: readonly KernelCase[] = [
  kernelCase({
    name: "histogram",
    limits: { "scikit-image": 0.5, opencv: 8 },
    run: ({ grey }) => histogram(grey).counts,
    digest: (counts) => counts.reduce((sum, count, bin) => sum + count * bin, 0) / 2 ** 24,
  }),
  kernelCase({
    name: "Otsu and threshold",
    limits: { "scikit-image": 0.5, opencv: 8 },
    run: ({ grey }) => applyThreshold(grey, otsuThreshold(histogram(grey).counts), "bright"),
    digest: meanOf,
  }),
  kernelCase({
    name: "CLAHE",
    limits: { "scikit-image": 0.2, opencv: 8 },
    run: ({ grey }) => clahe(grey, { tileWidth: 512, tileHeight: 512, clipLimit: 0.01, bins: 256 }),
    digest: meanOf,
    tolerance: 0.01,
  }),
  kernelCase({ name: "equalize", limits: { opencv: 8 }, run: ({ grey }) => equalizeHistogram(grey), digest: meanOf }),
];

const FILTERS: readonly KernelCase[] = [
  kernelCase({
    name: "gaussian sigma 2, f32",
    limits: { "scikit-image": 0.7, opencv: 8 },
    run: ({ float }) => gaussianBlur(float, 2),
    digest: meanOf,
  }),
  kernelCase({
    name: "gaussian sigma 50, f32",
    limits: { "scikit-image": 0.05, opencv: 0.15 },
    run: ({ float }) => gaussianBlur(float, 50),
    digest: meanOf,
  }),
  kernelCase({
    name: "median 5 x 5, u8",
    limits: { "scikit-image": 0.1, opencv: 8 },
    run: ({ grey }) => medianFilter(grey, { shape: "square", radius: 2 }),
    digest: meanOf,
  }),
  kernelCase({ name: "sobel, f32", limits: { opencv: 8 }, run: ({ float }) => edgeStrength(float, "sobel"), digest: meanOf }),
  kernelCase({
    name: "adaptive threshold, mean of 31 x 31",
    limits: { opencv: 8 },
    run: ({ grey }) => adaptiveThreshold(grey, { method: "mean", window: 31, offset: 0 }),
    digest: meanOf,
  }),
  kernelCase({ name: "corners, sigma 1", limits: {}, run: ({ float }) => cornerStrength(float, 1) }),
];

const MORPHOLOGY: readonly KernelCase[] = [
  kernelCase({
    name: "opening disk 8, u8",
    limits: { "scikit-image": 0.1, opencv: 8 },
    run: ({ grey }) => openMorphology(grey, { shape: "disk", radius: 8 }),
    digest: meanOf,
  }),
  kernelCase({
    name: "erosion 7 x 7, u8",
    limits: { opencv: 8 },
    run: ({ grey }) => erode(grey, { shape: "square", radius: 3 }),
    digest: meanOf,
  }),
  kernelCase({
    name: "dilation disk 3, f32",
    limits: { opencv: 8 },
    run: ({ float }) => dilate(float, { shape: "disk", radius: 3 }),
    digest: meanOf,
  }),
  kernelCase({
    name: "exact distance",
    limits: { "scikit-image": 0.2, opencv: 1 },
    run: ({ mask }) => distanceTransform(mask),
    digest: meanOf,
  }),
  kernelCase({ name: "fill holes", limits: { "scikit-image": 0.4 }, run: ({ mask }) => fillHoles(mask), digest: meanOf }),
  kernelCase({ name: "skeleton", limits: { "scikit-image": 1 }, run: ({ mask }) => skeletonize(mask), digest: meanOf }),
  kernelCase({
    name: "reconstruction, u8",
    limits: {},
    prepare: ({ lowered }) => lowered,
    run: ({ grey, lowered }) => reconstruct(lowered, grey),
    digest: meanOf,
  }),
];

const SEGMENTATION: readonly KernelCase[] = [
  kernelCase({ name: "label", limits: { "scikit-image": 0.5 }, run: ({ mask }) => labelComponents(mask, 8), digest: ({ count }) => count }),
  kernelCase({
    name: "label with box, area and centroid",
    limits: { opencv: 0.7 },
    run: ({ mask }) => labelsWithPlaces(mask),
    digest: ({ count, centroidX }) => centroidX.reduce((sum, x) => sum + x, 0) / count,
  }),
  kernelCase({
    name: "masked watershed",
    limits: { "scikit-image": 0.45 },
    prepare: ({ surface, markers }) => [surface, markers],
    run: ({ surface, markers, mask }) => watershed(surface, markers, { mask }),
    digest: meanOf,
    tolerance: 0.01,
  }),
  kernelCase({
    name: "watershed of the whole image, u8",
    limits: { opencv: 0.5 },
    prepare: ({ inverse, markers }) => [inverse, markers],
    run: ({ inverse, markers }) => watershed(inverse, markers),
  }),
  kernelCase({
    name: "SLIC, 4,096 superpixels, f32",
    limits: { "scikit-image": 0.5 },
    run: ({ float }) => slic([float], { segments: 4_096, compactness: 0.1 }),
    digest: ({ count }) => count,
    tolerance: 0.05,
  }),
];

const TRANSFORM: readonly KernelCase[] = [
  kernelCase({ name: "grey of colour, u8", limits: { opencv: 8 }, run: ({ colour }) => toGrey(colour, "rec601") }),
  kernelCase({ name: "HSV, u8", limits: { opencv: 8 }, run: ({ colour }) => rgbToHsv(colour) }),
  kernelCase({
    name: "Lab, u8",
    limits: { opencv: 8 },
    run: ({ colour }) => rgbToLab(colour),
    digest: ({ l }) => meanOf(l),
    tolerance: 0.02,
  }),
  kernelCase({ name: "resize to 3,000, linear, f32", limits: { opencv: 8 }, run: ({ float }) => resizeLinear(float, 3_000, 3_000) }),
  kernelCase({
    name: "rotation by 10 degrees, linear, u8",
    limits: { opencv: 8 },
    run: ({ grey }) => rotate(grey, 10, { interpolation: "linear", outside: 0, grow: false }),
  }),
  kernelCase({
    name: "phase correlation, 2,048 x 2,048",
    limits: { opencv: 8 },
    run: ({ float }) => {
      const data = float.data.subarray(0, 2_048 * 2_048);
      const half = { data, width: 2_048, height: 2_048 };
      return phaseCorrelation(half, half, 1);
    },
  }),
];

/** The cases by family: what can be asked for by `npm run bench -- kernels FAMILY`. */
export const FAMILIES: Readonly<Record<string, readonly KernelCase[]>> = {
  exposure: EXPOSURE,
  filters: FILTERS,
  morphology: MORPHOLOGY,
  segmentation: SEGMENTATION,
  measure: MEASURE_CASES,
  transform: TRANSFORM,
  learn: LEARN_CASES,
};
