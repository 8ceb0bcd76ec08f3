import { COLOR } from "./color.ts";
import { EXPOSURE } from "./exposure.ts";
import { FILTERS } from "./filters.ts";
import type { KernelTable } from "./kernel-table.ts";
import { LEARN } from "./learn.ts";
import { MEASURE } from "./measure.ts";
import { MORPHOLOGY } from "./morphology.ts";
import { REGISTRATION } from "./registration.ts";
import { SEGMENTATION } from "./segmentation.ts";
import { THRESHOLDS } from "./thresholds.ts";
import { TRANSFORM } from "./transform.ts";

/** The families of kernels, and in each the reference functions that we compute too. */
export const FAMILIES = {
  exposure: EXPOSURE,
  thresholds: THRESHOLDS,
  filters: FILTERS,
  color: COLOR,
  transform: TRANSFORM,
  registration: REGISTRATION,
  morphology: MORPHOLOGY,
  segmentation: SEGMENTATION,
  measure: MEASURE,
  learn: LEARN,
} as const satisfies Record<string, KernelTable>;

/** Every reference function for which there is a kernel. */
export const KERNELS: KernelTable = Object.assign({}, ...Object.values(FAMILIES));
