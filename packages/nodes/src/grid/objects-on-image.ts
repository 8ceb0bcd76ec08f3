import type { Box } from "@argosy/core";
import type { Labels } from "@argosy/kernels";
import { findBoxes } from "@argosy/kernels";
import { MOST_EXAMPLES } from "../segmentation/dropped.ts";
import { listObjects } from "../segmentation/list-objects.ts";
import type { DroppedSpecks, FoundObject, ObjectsValue } from "../values.ts";
import { bringBack } from "./bring-back.ts";
import type { Grid } from "./grid.ts";
import { boxBetween } from "./grid.ts";

/**
 * What a step that makes objects gave on a moved grid, as it lies on the image.
 *
 * Label images (`labels`, and `inner` for objects that are only children) are brought back and numbered by their first pixel on the image;
 * boxes, areas and centroids are those of the pixels there. A crop is the smallest box that holds the moved one. An object without a pixel
 * on the image is dropped: as outside of the area when it lies beyond, else as too small. Specks keep the area that they were judged by.
 */
export function objectsOnImage(outputs: Readonly<Record<string, unknown>>, from: Grid, image: Grid): Record<string, unknown> {
  const onImage = Object.fromEntries(Object.entries(outputs).map(([slot, value]) => [slot, bringBack(value, from, image)]));
  const { objects: given, labels, inner } = onImage as { objects: ObjectsValue; labels: Labels; inner?: Labels };
  const outer = settle(labels);
  const children = inner === undefined ? undefined : settle(inner);
  const found: FoundObject[] = [];
  const lost: FoundObject[] = [];
  for (const object of given.objects) {
    const settled = (object.inner ? children : outer)?.objects.get(object.label);
    if (settled === undefined) {
      lost.push(object);
      continue;
    }
    const crop = around(settled.box, boxBetween(object.crop, from, image));
    const parent = object.parent === undefined ? undefined : outer.objects.get(object.parent)?.label;
    found.push({ ...settled, crop, inner: object.inner, ...(parent === undefined ? {} : { parent }) });
  }
  found.sort((a, b) => Number(a.inner) - Number(b.inner) || a.label - b.label);
  return {
    ...onImage,
    objects: { objects: found, dropped: withLost(given.dropped, lost, from, image) },
    labels: outer.labels,
    ...(children === undefined ? {} : { inner: children.labels }),
  };
}

/** Labels numbered anew in the order of their first pixels, and what each of the old ones has become. */
function settle(labels: Labels): { readonly labels: Labels; readonly objects: ReadonlyMap<number, FoundObject> } {
  const { largest, area, first } = findBoxes(labels);
  const order = Array.from({ length: largest }, (_, index) => index + 1).filter((label) => area[label]! > 0);
  order.sort((a, b) => first[a]! - first[b]!);
  const numbers = new Uint32Array(largest + 1);
  for (const [index, label] of order.entries()) numbers[label] = index + 1;
  const numbered = { ...labels, data: labels.data.map((label) => numbers[label]!) };
  const { objects } = listObjects(numbered, 0);
  return { labels: numbered, objects: new Map(order.map((label, index) => [label, objects[index]!])) };
}

function around(a: Box, b: Box): Box {
  if (b.width === 0 || b.height === 0) return a;
  const [x, y] = [Math.min(a.x, b.x), Math.min(a.y, b.y)];
  const [right, bottom] = [Math.max(a.x + a.width, b.x + b.width), Math.max(a.y + a.height, b.y + b.height)];
  return { x, y, width: right - x, height: bottom - y };
}

function withLost(dropped: readonly DroppedSpecks[], lost: readonly FoundObject[], from: Grid, image: Grid): readonly DroppedSpecks[] {
  const moved: DroppedSpecks[] = dropped.map(({ examples, ...specks }) => ({
    ...specks,
    examples: examples.map(({ box, value }) => ({ box: boxBetween(box, from, image), value })),
  }));
  for (const { box, area: value } of lost) {
    const there = boxBetween(box, from, image);
    const reason = there.width === 0 || there.height === 0 ? "outside_area" : "too_small";
    const known = moved.findIndex((specks) => specks.reason === reason);
    const { count, examples } = moved[known] ?? { count: 0, examples: [] };
    const next = { reason, count: count + 1, examples: [...examples, { box: there, value }].slice(0, MOST_EXAMPLES) } as const;
    if (known < 0) moved.push(next);
    else moved[known] = next;
  }
  return moved.sort((a, b) => (a.reason < b.reason ? -1 : 1));
}
