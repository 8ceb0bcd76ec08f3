import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import type { Random } from "../../../cli/src/demo/random.ts";
import { createRandom } from "../../../cli/src/demo/random.ts";

/** Size of a frame in pixels. */
export const FRAME = { width: 696, height: 520 } as const;
const LEAST_OBJECTS = 8;
const MOST_OBJECTS = 16;
const BACKGROUND = 205;
const AT_ONCE = 4;

/** Writes frames with bright ground and dark discs as grey PNG files, no two alike; each follows from its number, from `first` on. */
export async function drawFrames(folder: string, count: number, first = 0): Promise<void> {
  await mkdir(folder, { recursive: true });
  let next = first;
  const lane = async (): Promise<void> => {
    for (let number = next++; number < first + count; number = next++) {
      const file = join(folder, `frame-${String(number).padStart(5, "0")}.png`);
      const raw = { ...FRAME, channels: 1 as const };
      await writeFile(
        file,
        await sharp(drawFrame(createRandom(1, number)), { raw })
          .toColourspace("b-w")
          .png({ compressionLevel: 3 })
          .toBuffer(),
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}

/** A ground that is a little uneven, with discs of some greys. What is the same in all rows, or along diagonals, is computed once. */
function drawFrame(random: Random): Buffer {
  const { width, height } = FRAME;
  const pixels = Buffer.alloc(width * height);
  const [slope, phase] = [random.range(-10, 10), random.range(0, 64)];
  const across = Float64Array.from({ length: width }, (_, x) => (slope * x) / width);
  const waves = Float64Array.from({ length: width + height }, (_, sum) => 3 * Math.sin((sum + phase) / 40));
  for (let y = 0, at = 0; y < height; y++) for (let x = 0; x < width; x++, at++) pixels[at] = BACKGROUND + 0.5 + across[x]! + waves[x + y]!;
  for (let left = random.integer(LEAST_OBJECTS, MOST_OBJECTS); left > 0; left--) drawDisc(pixels, random);
  return pixels;
}

function drawDisc(pixels: Buffer, random: Random): void {
  const { width, height } = FRAME;
  const radius = random.range(6, 22);
  const [cx, cy] = [random.range(0, width), random.range(0, height)];
  const grey = random.integer(30, 110);
  for (let y = Math.max(0, Math.floor(cy - radius)); y < Math.min(height, cy + radius); y++)
    for (let x = Math.max(0, Math.floor(cx - radius)); x < Math.min(width, cx + radius); x++)
      if ((x - cx) ** 2 + (y - cy) ** 2 <= radius ** 2) pixels[y * width + x] = grey + ((x ^ y) & 15);
}
