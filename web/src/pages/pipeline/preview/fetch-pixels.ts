import type { DType } from "@argosy/core";
import { samplesOf } from "@argosy/core";
import type { ImageValue } from "@argosy/nodes";
import { unpackValues } from "@argosy/nodes";
import { problemOf, RequestFailure } from "../../../api/request.ts";
import type { PreviewRequest } from "./messages.ts";

type Place = Pick<PreviewRequest, "project" | "image" | "level" | "box">;

const KEPT = 4;

/** Regions of stored samples, the last ones kept. */
export type PixelSource = (place: Place, signal: AbortSignal) => Promise<ImageValue>;

/** Reads the samples of regions from the server: as they are stored, not as they are drawn. */
export function createPixelSource(): PixelSource {
  const kept = new Map<string, Promise<ImageValue>>();
  return (place, signal) => {
    const address = addressOf(place);
    const known = kept.get(address);
    if (known !== undefined) return known;
    const reading = read(address, signal);
    kept.set(address, reading);
    reading.catch(() => kept.delete(address));
    if (kept.size > KEPT) kept.delete(kept.keys().next().value!);
    return reading;
  };
}

function addressOf({ project, image, level, box }: Place): string {
  const query = new URLSearchParams(Object.entries({ ...box, level }).map(([name, value]) => [name, String(value)]));
  return `/api/projects/${project}/images/${image.id}/samples?${query}`;
}

async function read(address: string, signal: AbortSignal): Promise<ImageValue> {
  const response = await fetch(address, { signal });
  if (!response.ok) throw new RequestFailure(await problemOf(response));
  const dtype = response.headers.get("x-argosy-dtype") as DType;
  const [channels = 0, height = 0, width = 0] = (response.headers.get("x-argosy-shape") ?? "").split(",").map(Number);
  const samples = samplesOf(dtype, new Uint8Array(await response.arrayBuffer()));
  const size = width * height;
  return {
    width,
    height,
    channels: Array.from({ length: channels }, (_, c) => ({ data: samples.subarray(c * size, (c + 1) * size), width, height })),
  };
}

/** What the nodes of the graph take from the whole image, by step; worked out by the server. */
export async function fetchSummaries(
  { project, image, level, box, definition: unscaled }: Place & Pick<PreviewRequest, "definition">,
  definition: object,
  signal: AbortSignal,
): Promise<Map<string, unknown>> {
  const response = await fetch(`/api/projects/${project}/images/${image.id}/summaries`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ definition, ...(level === 0 ? {} : { unscaled }), level, part: box }),
    signal,
  });
  if (!response.ok) throw new RequestFailure(await problemOf(response));
  return unpackValues(new Uint8Array(await response.arrayBuffer())) as Map<string, unknown>;
}
