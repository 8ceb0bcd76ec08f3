/**
 * How Node runs a service. Every core works on images already, so garbage is collected by the thread that made it; and the sooner the space
 * of new objects is searched, the less waits in it: buffers of samples are small objects that hold much memory.
 */
export const NODE_FLAGS: readonly string[] = ["--single-threaded-gc", "--max-semi-space-size=4"];

/** Samples come and go in large pieces: what is free goes back to the system at once. */
export const MALLOC: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072" };
