/**
 * How Node runs a service. Every core works on images already, so garbage is collected by the thread that made it; and the sooner the space
 * of new objects is searched, the less waits in it: buffers of samples are small objects that hold much memory. A heap that may become larger
 * than 1 GB is let grow to four times what is alive in it before it is searched, a smaller one to at most twice.
 */
export const NODE_FLAGS: readonly string[] = ["--single-threaded-gc", "--max-semi-space-size=4", "--max-old-space-size=1000"];

/** Samples come and go in large pieces: what is free goes back to the system at once. */
export const MALLOC: Readonly<Record<string, string>> = { MALLOC_ARENA_MAX: "2", MALLOC_MMAP_THRESHOLD_: "131072" };
