import type { Point } from "@argosy/core";
import type { Mask, Plane } from "@argosy/kernels";
import { distanceTransform, plane, randomSource } from "@argosy/kernels";

/** Pixels of a stroke's way, at most. */
const LENGTH = 80;
const TRIES = 40;

/**
 * One stroke as a hand draws it: a way of at most 80 pixels, three wide, that turns by little and stays inside a region.
 *
 * @param region - Where the stroke may be.
 * @param reason - Part of the region: the stroke begins at its deepest place.
 * @param seed - Of the way that the hand takes.
 * @returns The pixels of the stroke (1), and the way along its middle; no pixel without a reason.
 */
export function drawStroke(region: Mask, reason: Mask, seed: number): { readonly drawn: Mask; readonly way: readonly Point[] } {
  const { data, width, height } = region;
  const random = randomSource(seed);
  const drawn = new Uint8Array(data.length);
  const way: Point[] = [];
  let { x, y } = deepest(reason);
  const inside = (px: number, py: number): boolean =>
    px >= 0 && py >= 0 && px < width && py < height && data[Math.floor(py) * width + Math.floor(px)] === 1;
  let angle = 2 * Math.PI * random.unit();
  for (let step = 0; step < LENGTH && inside(x, y); step++) {
    way.push({ x, y });
    for (let dy = -1; dy <= 1; dy++)
      for (let dx = -1; dx <= 1; dx++) if (inside(x + dx, y + dy)) drawn[Math.floor(y + dy) * width + Math.floor(x + dx)] = 1;
    let turn = 0.3 * (random.unit() - 0.5);
    // At an edge the hand turns round.
    for (let tries = 0; tries < TRIES && !inside(x + Math.cos(angle + turn), y + Math.sin(angle + turn)); tries++)
      turn = 2 * Math.PI * random.unit();
    angle += turn;
    x += Math.cos(angle);
    y += Math.sin(angle);
  }
  return { drawn: plane(drawn, width, height), way };
}

/** The centre of the pixel that lies farthest from what is not the part; the frame's border is no end of it. */
function deepest(part: Mask): { readonly x: number; readonly y: number } {
  const { data, width } = part;
  const depth: Plane = data.includes(0) ? distanceTransform(part) : part;
  let best = 0;
  for (let i = 0; i < data.length; i++) if (depth.data[i]! > depth.data[best]!) best = i;
  return { x: (best % width) + 0.5, y: Math.floor(best / width) + 0.5 };
}
