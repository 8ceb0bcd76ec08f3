import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";

const WIDTH = 240;
const HEIGHT = 160;
const GROUND = 220;
const DARK = 60;
/** Between the two thresholds of the tests. */
const FAINT = 150;

/** The objects of a frame: three discs in the upper half, three bars in the lower. */
export const OBJECTS_A_FRAME = 6;

/**
 * Writes two frames, `a.png` and `deep/b.png`. `a.png` also has a faint square at its upper left corner, which only a high threshold
 * sees, and a faint halo around its last disc, which a high threshold makes part of it.
 */
export async function writeFrames(folder: string): Promise<void> {
  await mkdir(join(folder, "deep"), { recursive: true });
  await writeFile(join(folder, "a.png"), frame(0, true));
  await writeFile(join(folder, "deep", "b.png"), frame(1, false));
}

function frame(grow: number, faint: boolean): Uint8Array {
  const data = new Uint8Array(WIDTH * HEIGHT).fill(GROUND);
  const draw = (grey: number, inside: (x: number, y: number) => boolean) => {
    for (let y = 0; y < HEIGHT; y++) for (let x = 0; x < WIDTH; x++) if (inside(x, y)) data[y * WIDTH + x] = grey;
  };
  const disc = (cx: number, cy: number, r: number) => (x: number, y: number) => (x - cx) ** 2 + (y - cy) ** 2 <= r * r;
  const box = (left: number, top: number, width: number, height: number) => (x: number, y: number) =>
    x >= left && x < left + width && y >= top && y < top + height;
  if (faint) {
    draw(FAINT, box(2, 2, 9, 9));
    draw(FAINT, disc(190, 50, 28));
  }
  for (let i = 0; i < 3; i++) {
    draw(DARK + 5 * i, disc(50 + 70 * i, 50, 8 + i + grow));
    draw(DARK + 5 * i, box(40 + 70 * i, 110, 26 + 2 * i + grow, 5 + i));
  }
  return encodePng({ width: WIDTH, height: HEIGHT, bits: 8, planes: [data] });
}
