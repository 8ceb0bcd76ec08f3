import { releaseSamples } from "@argosy/core";
import type { Plane } from "@argosy/kernels";
import type { ImageValue } from "@argosy/nodes";

/** Gives the samples of the images, masks and label images among some values back; nobody may read them afterwards. */
export function releaseValues(values: Iterable<unknown>): void {
  for (const value of values) for (const { data } of planesOf(value)) releaseSamples(data);
}

function planesOf(value: unknown): readonly Plane[] {
  if (value === null || typeof value !== "object") return [];
  if ("channels" in value && Array.isArray(value.channels)) return (value as ImageValue).channels;
  return "data" in value && "width" in value && ArrayBuffer.isView(value.data) ? [value as Plane] : [];
}
