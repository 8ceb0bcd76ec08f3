import type { PatternCode } from "@argosy/kernels";
import { COOCCURRENCE_DIRECTIONS, cooccurrence, cooccurrenceProperties, haralickFeatures, localBinaryPattern } from "@argosy/kernels";
import { arrayOf, numberArgument, numbersArgument, planeArgument, wordArgument } from "./arguments.ts";
import type { Values } from "./case.ts";
import type { GivenCase, KernelTable } from "./kernel-table.ts";
import { Unsupported } from "./kernel-table.ts";
import type { NdArray } from "./nd-array.ts";

/** Reference functions that measure texture. */
export const TEXTURE: KernelTable = {
  "skimage.feature.graycomatrix": {
    ours: "cooccurrence, cooccurrenceProperties",
    reason: "sums are rounded in another order",
    compute: matrices,
  },
  "mahotas.features.haralick": {
    ours: "cooccurrence, haralickFeatures",
    reason: "sums are rounded in another order",
    compute(given) {
      const image = planeArgument(given, "image");
      const distance = numberArgument(given, "distance", 1);
      const levels = Math.max(...image.data) + 1;
      const rows = COOCCURRENCE_DIRECTIONS.map(({ dx, dy }) =>
        haralickFeatures(cooccurrence(image, { levels, dx: dx * distance, dy: dy * distance })),
      );
      return { features: { data: Float64Array.from(rows.flatMap((row) => Array.from(row))), shape: [4, 13] } };
    },
  },
  "skimage.feature.local_binary_pattern": {
    ours: "localBinaryPattern",
    reason: "",
    compute(given) {
      const code: PatternCode = wordArgument(given, "method", ["default", "ror", "uniform", "nri_uniform", "var"], "default");
      const [points, radius] = [numberArgument(given, "P"), numberArgument(given, "R")];
      const { data, width, height } = localBinaryPattern(planeArgument(given, "image"), { points, radius, code });
      return { codes: arrayOf({ data: data.map((value) => (Number.isNaN(value) ? 0 : value)), width, height }) };
    },
  },
};

/** The reference measures diagonal steps along the diagonal, rounded to whole pixels: of distance 2 comes a step of 1. */
function stepOf({ dx, dy }: { readonly dx: number; readonly dy: number }, distance: number) {
  const length = dx !== 0 && dy !== 0 ? Math.round(distance * Math.SQRT1_2) : distance;
  return { dx: dx * length, dy: dy * length };
}

/** Rows of the properties are distances, columns the four directions. */
function matrices(given: GivenCase): Values {
  const { params } = given;
  if (params["angles"] !== "0, 45, 90, 135 degrees" || params["symmetric"] !== true || params["normed"] !== true)
    throw new Unsupported("only four directions, symmetric and normed");
  const image = planeArgument(given, "image");
  const levels = numberArgument(given, "levels");
  const distances = numbersArgument(given, "distances");
  const found = distances.map((distance) =>
    COOCCURRENCE_DIRECTIONS.map(({ dx, dy }) => cooccurrence(image, { levels, ...stepOf({ dx, dy }, distance) })),
  );
  const matrix = new Float64Array(levels * levels * distances.length * 4);
  for (const [d, row] of found.entries())
    for (const [a, { counts, total }] of row.entries())
      for (const [i, count] of counts.entries()) matrix[(i * distances.length + d) * 4 + a] = total === 0 ? 0 : count / total;
  const outputs: Record<string, NdArray> = { matrix: { data: matrix, shape: [levels, levels, distances.length, 4] } };
  const properties = found.flatMap((row) => row.map((one) => cooccurrenceProperties(one)));
  for (const name of Object.keys(properties[0]!) as (keyof (typeof properties)[0])[])
    outputs[name] = { data: Float64Array.from(properties, (one) => one[name]), shape: [distances.length, 4] };
  return outputs;
}
