/**
 * How Node runs a service. Every core works on images already, so garbage is collected by the thread that made it. Samples lie outside of the
 * heap: without the accounting each 64 MiB of them would have the whole heap searched, a third of all CPU seconds of a run over small
 * frames. The spaces are kept small, for with them so is what waits to be collected.
 */
export const NODE_FLAGS: readonly string[] = [
  "--single-threaded-gc",
  "--max-semi-space-size=4",
  "--external-memory-accounted-in-global-limit",
  "--initial-old-space-size=64",
];

/** Samples come and go in large pieces: what is free goes back to the system at once. */
export const MALLOC: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072" };
