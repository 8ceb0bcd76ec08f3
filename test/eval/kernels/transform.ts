import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that move pixels. */
export const TRANSFORM: KernelTable = {};
