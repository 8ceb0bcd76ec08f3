import type { KernelTable } from "./kernel-table.ts";

/** Reference functions that lay images over each other. */
export const REGISTRATION: KernelTable = {};
