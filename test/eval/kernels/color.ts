import type { KernelTable } from "./kernel-table.ts";

/** Reference functions on colours. */
export const COLOR: KernelTable = {};
