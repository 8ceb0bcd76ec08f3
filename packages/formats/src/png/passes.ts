import type { PageHeader } from "../header.ts";

/** One pass of a PNG: which pixels its rows hold. */
export interface Pass {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

const WHOLE: readonly Pass[] = [{ x: 0, y: 0, stepX: 1, stepY: 1 }];

/** The seven passes of Adam7 (PNG specification, third edition, 8.1). */
const ADAM7: readonly Pass[] = [
  { x: 0, y: 0, stepX: 8, stepY: 8 },
  { x: 4, y: 0, stepX: 8, stepY: 8 },
  { x: 0, y: 4, stepX: 4, stepY: 8 },
  { x: 2, y: 0, stepX: 4, stepY: 4 },
  { x: 0, y: 2, stepX: 2, stepY: 4 },
  { x: 1, y: 0, stepX: 2, stepY: 2 },
  { x: 0, y: 1, stepX: 1, stepY: 2 },
];

type Shape = Pick<PageHeader, "width" | "height" | "channels" | "bits" | "progressive">;

/** The passes of an image, each with the size of its reduced image; empty ones are left out. */
export function passesOf(shape: Shape): (Pass & { readonly width: number; readonly height: number })[] {
  return (shape.progressive ? ADAM7 : WHOLE)
    .map((pass) => ({
      ...pass,
      width: Math.ceil((shape.width - pass.x) / pass.stepX),
      height: Math.ceil((shape.height - pass.y) / pass.stepY),
    }))
    .filter((pass) => pass.width > 0 && pass.height > 0);
}

/** Bytes of one row of `width` pixels without its filter byte. */
export function rowBytes(shape: Shape, width: number): number {
  return Math.ceil((width * shape.channels * shape.bits) / 8);
}

/** Bytes that the pixel data unpack to, filter bytes included. */
export function rawBytes(shape: Shape): number {
  return passesOf(shape).reduce((sum, pass) => sum + pass.height * (1 + rowBytes(shape, pass.width)), 0);
}
