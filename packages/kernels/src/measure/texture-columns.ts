import type { MeasureColumn } from "./feature-table.ts";
import { HARALICK_NAMES } from "./haralick.ts";

/** Patterns that {@link TEXTURE_COLUMNS} counts: 0 to 8 bits set, and all that are not uniform. */
export const PATTERN_COUNT = 10;

/** The columns of `measureTextureOf`, in their order. */
export const TEXTURE_COLUMNS: readonly MeasureColumn[] = [
  ...HARALICK_NAMES.map(
    (name): MeasureColumn => ({
      name: `haralick_${name}`,
      unit: "1",
      definition: `Haralick's ${name.replaceAll("_", " ")} of the grey levels inside the object, mean of the four directions.`,
    }),
  ),
  ...Array.from(
    { length: PATTERN_COUNT },
    (_, bits): MeasureColumn => ({
      name: `lbp_${bits}`,
      unit: "1",
      definition:
        bits < PATTERN_COUNT - 1
          ? `Share of the object's pixels whose uniform local binary pattern (8 samples, radius 1) has ${bits} bits set.`
          : "Share of the object's pixels whose local binary pattern (8 samples, radius 1) is not uniform.",
    }),
  ),
];
