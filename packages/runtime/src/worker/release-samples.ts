import type { PixelArray } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";

/**
 * Gives samples back at once; nobody may read them afterwards. They lie outside of the heap, where the engine sees only that memory is used:
 * left to it, the whole heap would be searched each 64 MiB, which is every dozen small frames. Small arrays are left alone: they may lie in
 * a pool that others use.
 */
export function releaseSamples({ buffer, byteLength }: PixelArray): void {
  if (buffer instanceof ArrayBuffer && !buffer.detached && byteLength === buffer.byteLength) buffer.transfer(0);
}

/** Gives the samples of the images, masks and label images among some values back. */
export function releaseValues(values: Iterable<unknown>): void {
  for (const value of values) for (const { data } of planesOf(value)) releaseSamples(data);
}

function planesOf(value: unknown): readonly Plane[] {
  if (value === null || typeof value !== "object") return [];
  if ("channels" in value && Array.isArray(value.channels)) return (value as ImageValue).channels;
  return "data" in value && "width" in value && ArrayBuffer.isView(value.data) ? [value as Plane] : [];
}
