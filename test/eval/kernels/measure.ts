import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that measure objects. */
export const MEASURE: KernelTable = {};
