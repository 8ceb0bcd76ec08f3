import type { FeatureTable } from "@argosy/kernels";
import { measureChannels, measureIntensity, measureMoments, measureRadial, measureShape, tableColumn } from "@argosy/kernels";
import { arrayArgument, channelsArgument, labelsArgument, listOf, numberArgument, planeArgument } from "./arguments.ts";
import type { Value, Values } from "./case.ts";
import type { Verdict } from "./judge.ts";
import { judge } from "./judge.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";
import { columnsOf } from "./outlines.ts";

/** The reference's names of single values of an object, and where ours differ from them. */
const SHAPE_NAMES: Readonly<Record<string, string>> = {
  "bbox-0": "bbox_top",
  "bbox-1": "bbox_left",
  "bbox-2": "bbox_bottom",
  "bbox-3": "bbox_right",
  "centroid-0": "centroid_y",
  "centroid-1": "centroid_x",
  ...Object.fromEntries(Array.from({ length: 7 }, (_, i) => [`moments_hu-${i}`, `moments_hu_${i + 1}`])),
};
const SAME_NAMES = (
  "area area_bbox area_convex area_filled axis_major_length axis_minor_length eccentricity equivalent_diameter_area euler_number extent " +
  "feret_diameter_max orientation perimeter perimeter_crofton solidity"
).split(" ");
const INTENSITY_NAMES: Readonly<Record<string, string>> = {
  intensity_mean: "mean",
  intensity_std: "std",
  intensity_min: "min",
  intensity_max: "max",
  intensity_median: "median",
  "centroid_weighted-0": "centroid_weighted_y",
  "centroid_weighted-1": "centroid_weighted_x",
};

/** The reference counts channels from 0, behind what it counts otherwise. */
function inChannel(names: Readonly<Record<string, string>>, channel: number): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(names).map(([theirs, ours]) => [`${theirs}-${channel}`, `${ours}.${channel + 1}`]));
}

/** Our name of a column by the reference's, where the two differ. */
export const RENAMED_COLUMNS: Readonly<Record<string, string>> = {
  ...SHAPE_NAMES,
  ...INTENSITY_NAMES,
  ...inChannel(INTENSITY_NAMES, 0),
  ...inChannel(INTENSITY_NAMES, 1),
};

/** Reference functions that measure every object of a label image; each output is a column, objects by label. */
export const REGION_PROPERTIES: KernelTable = {
  "skimage.measure.regionprops_table": {
    ours: "measureShape, measureIntensity, measureChannels",
    reason: "sums are rounded in another order",
    compute: properties,
  },
  "skimage.measure.regionprops_table, moments": {
    ours: "measureMoments",
    reason: "results are stored in 32 bits, and sums are rounded in another order",
    compute: (given) => columnsOf(measureMoments(labelsArgument(given, "labels"), planeArgument(given, "image"))),
    judge: sameToScale,
  },
  "scipy.stats.mode of each object": {
    ours: "measureChannels",
    reason: "sums are rounded in another order, and stored in 32 bits",
    compute: (given) => columnsOf(measureChannels(labelsArgument(given, "labels"), channelsArgument(given, "image"))),
  },
  "MeasureObjectIntensityDistribution of CellProfiler, in numpy": {
    ours: "measureRadial",
    reason: "results are stored in 32 bits; the border of the image is an edge here",
    compute(given) {
      const rings = numberArgument(given, "rings");
      return columnsOf(measureRadial(labelsArgument(given, "labels"), channelsArgument(given, "image"), { rings }));
    },
  },
};

function properties(given: GivenCase): Values {
  const labels = labelsArgument(given, "labels");
  const shape = measureShape(labels);
  const columns: Record<string, Value> = { label: listOf(Array.from(shape.labels)) };
  const take = (table: FeatureTable, theirs: string, ours: string) => {
    columns[theirs] = listOf(Array.from(tableColumn(table, ours)));
  };
  for (const name of SAME_NAMES) take(shape, name, name);
  for (const [theirs, ours] of Object.entries(SHAPE_NAMES)) take(shape, theirs, ours);
  if (given.inputs["image"] === undefined) return columns;
  if (arrayArgument(given, "image").shape.length === 3) {
    const channels = channelsArgument(given, "image");
    const table = measureChannels(labels, channels);
    for (const c of channels.keys()) for (const [theirs, ours] of Object.entries(inChannel(INTENSITY_NAMES, c))) take(table, theirs, ours);
    return columns;
  }
  const intensity = measureIntensity(labels, planeArgument(given, "image"));
  for (const [theirs, ours] of Object.entries(INTENSITY_NAMES)) take(intensity, theirs, ours);
  return columns;
}

/** High powers are large numbers: each column is judged by its greatest value, or by 1 where that is less. */
function sameToScale(found: Values, expected: Values): Verdict {
  const verdicts = Object.entries(expected).map(([name, wanted]) => {
    const greatest = Math.max(1, ...Array.from((wanted as NdArray).data, (value) => Math.abs(value) || 0));
    const { right, how } = judge(`close:${1e-6 * greatest}`, { [name]: found[name]! }, { [name]: wanted });
    return { right, how: right ? "within a millionth of the greatest value" : `${name} ${how}` };
  });
  return verdicts.find(({ right }) => !right) ?? verdicts[0]!;
}
