import type { Box } from "@argosy/core";
import type { Labels, Mask, Plane } from "@argosy/kernels";
import type { FoundObject, ImageValue } from "./values.ts";

/** The part of an image in a box, which must lie inside. Copies. */
export function cutImage(image: ImageValue, box: Box): ImageValue {
  return { width: box.width, height: box.height, channels: image.channels.map((channel) => cutPlane(channel, box)) };
}

/** The part of a plane in a box, which must lie inside. Copies. */
export function cutPlane<P extends Plane>(source: P, box: Box): P {
  const data = source.data.slice(0, 0).constructor as new (length: number) => P["data"];
  const part = new data(box.width * box.height);
  for (let y = 0; y < box.height; y++) {
    const from = (box.y + y) * source.width + box.x;
    part.set(source.data.subarray(from, from + box.width) as never, y * box.width);
  }
  return { ...source, data: part, width: box.width, height: box.height };
}

/** The mask of one object, as large as its crop. */
export function maskOfObject(labels: Labels, object: Pick<FoundObject, "label" | "crop">): Mask {
  const part = cutPlane(labels, object.crop);
  const data = new Uint8Array(part.data.length);
  for (let i = 0; i < data.length; i++) if (part.data[i] === object.label) data[i] = 1;
  return { data, width: part.width, height: part.height };
}
