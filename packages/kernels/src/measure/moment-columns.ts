import type { MeasureColumn } from "./feature-table.ts";

/** The highest power of each coordinate. */
export const HIGHEST_POWER = 3;

const POWERS = Array.from({ length: HIGHEST_POWER + 1 }, (_, power) => power);

function momentsOf(prefix: string, define: (powers: string) => string): readonly MeasureColumn[] {
  return POWERS.flatMap((p) =>
    POWERS.map((q): MeasureColumn => ({ name: `${prefix}_${p}_${q}`, unit: "1", definition: define(`row^${p} column^${q}`) })),
  );
}

const WITHIN = "counted from the first row and column of the box";

/** The columns of `measureMoments`, in their order. */
export const MOMENT_COLUMNS: readonly MeasureColumn[] = [
  { name: "centroid_local_x", unit: "px", definition: `Mean column index of the pixels, ${WITHIN}.` },
  { name: "centroid_local_y", unit: "px", definition: `Mean row index of the pixels, ${WITHIN}.` },
  { name: "centroid_weighted_local_x", unit: "px", definition: `Mean column index weighted by grey value, ${WITHIN}.` },
  { name: "centroid_weighted_local_y", unit: "px", definition: `Mean row index weighted by grey value, ${WITHIN}.` },
  { name: "inertia_tensor_0_0", unit: "px2", definition: "Variance of the pixels' columns." },
  { name: "inertia_tensor_0_1", unit: "px2", definition: "Covariance of the pixels' rows and columns, sign turned." },
  { name: "inertia_tensor_1_1", unit: "px2", definition: "Variance of the pixels' rows." },
  { name: "inertia_tensor_eigvals_0", unit: "px2", definition: "Variance of the pixels along their long axis." },
  { name: "inertia_tensor_eigvals_1", unit: "px2", definition: "Variance of the pixels along their short axis." },
  ...momentsOf("moments", (powers) => `Sum of ${powers} over the pixels, ${WITHIN}.`),
  ...momentsOf("moments_central", (powers) => `Sum of ${powers} over the pixels, counted from the centroid.`),
  ...momentsOf(
    "moments_normalized",
    (powers) => `Central moment of ${powers} over area^(1 + half of the sum of the powers); none below 2.`,
  ),
  ...momentsOf("moments_weighted", (powers) => `Sum of ${powers} times the grey value over the pixels, ${WITHIN}.`),
  ...momentsOf(
    "moments_weighted_central",
    (powers) => `Sum of ${powers} times the grey value over the pixels, counted from the weighted centroid.`,
  ),
  ...momentsOf(
    "moments_weighted_normalized",
    (powers) => `That of ${powers} over (sum of the grey values)^(1 + half of the sum of the powers); none below 2.`,
  ),
  ...Array.from(
    { length: 7 },
    (_, i): MeasureColumn => ({
      name: `moments_weighted_hu_${i + 1}`,
      unit: "1",
      definition: `Moment ${i + 1} of Hu's seven, of the pixels weighted by grey value.`,
    }),
  ),
];
