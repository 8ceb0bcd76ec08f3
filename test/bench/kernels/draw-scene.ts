import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { randomSource } from "@argosy/kernels";

/** Side of the square scene in pixels. */
export const SIDE = 4_096;
/** Objects stand on a grid of this many rows and columns, some beside their place, so that neighbours may touch. */
const GRID = 88;
const BACKGROUND = 60;
const BRIGHT = 150;

/**
 * Draws the scene on which kernels are timed, once, and writes its arrays for those who read them: `grey.u8`, the grey image, and
 * `colour.u8`, three planes. About 7,700 bright ellipses with holes in every fifth, on an uneven background, with bounded noise.
 */
export async function writeScene(folder: string): Promise<void> {
  const grey = drawScene();
  await writeFile(join(folder, "grey.u8"), grey);
  const colour = new Uint8Array(3 * grey.length);
  for (let i = 0; i < grey.length; i++) {
    colour[i] = grey[i]!;
    colour[i + grey.length] = 255 - grey[i]!;
    colour[i + 2 * grey.length] = (grey[i]! * 3) & 255;
  }
  await writeFile(join(folder, "colour.u8"), colour);
}

function drawScene(): Uint8Array {
  const random = randomSource(7_700);
  const image = new Uint8Array(SIDE * SIDE);
  for (let y = 0, i = 0; y < SIDE; y++)
    for (let x = 0; x < SIDE; x++, i++) image[i] = BACKGROUND + (12 * x) / SIDE + (8 * y) / SIDE + (random.next() >>> 28);
  const step = SIDE / GRID;
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const [dx, dy] = [8 * random.unit() - 4, 8 * random.unit() - 4];
      const ellipse = { x: (column + 0.5) * step + dx, y: (row + 0.5) * step + dy, angle: Math.PI * random.unit() };
      const [long, short] = [8 + 12 * random.unit(), 5 + 8 * random.unit()];
      paint(image, { ...ellipse, long, short, hole: random.below(5) === 0 }, () => random.next() >>> 27);
    }
  return image;
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly long: number;
  readonly short: number;
  readonly hole: boolean;
}

function paint(image: Uint8Array, { x: cx, y: cy, angle, long, short, hole }: Ellipse, noise: () => number): void {
  const reach = Math.ceil(Math.max(long, short));
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  for (let y = Math.max(0, Math.floor(cy) - reach); y <= Math.min(SIDE - 1, cy + reach); y++)
    for (let x = Math.max(0, Math.floor(cx) - reach); x <= Math.min(SIDE - 1, cx + reach); x++) {
      const u = ((x - cx) * cos + (y - cy) * sin) / long;
      const v = ((y - cy) * cos - (x - cx) * sin) / short;
      const away = u * u + v * v;
      if (away <= 1 && !(hole && away < 0.1)) image[y * SIDE + x] = BRIGHT + 30 * (1 - away) + noise();
    }
}
