import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodeGreyTiff } from "../../../cli/src/demo/encode-grey-tiff.ts";
import type { Random } from "../../../cli/src/demo/random.ts";
import { createRandom } from "../../../cli/src/demo/random.ts";

const SIDE = 2_048;
/** Each particle has a square of its own, so that none touches another. */
const PITCH = 28;
const ACROSS = 71;
const GROUND = 200;
const PIXEL_MICROMETRES = 10;

/** Particles of one frame. */
export const PARTICLES_A_FRAME = 5_000;

/** Writes frames full of small dark particles of all sizes, forms and depths of grey; the same ones at every call. */
export async function writeParticleFrames(frames: number, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (let frame = 0; frame < frames; frame++) {
    const samples = drawFrame(createRandom(20_261, frame));
    const name = `frame-${String(frame + 1).padStart(3, "0")}.tif`;
    await writeFile(join(folder, name), encodeGreyTiff({ samples, width: SIDE, height: SIDE }, PIXEL_MICROMETRES));
  }
}

function drawFrame(random: Random): Uint8Array {
  const samples = new Uint8Array(SIDE * SIDE);
  for (let at = 0; at < samples.length; at++) samples[at] = GROUND + random.integer(-4, 4);
  for (let particle = 0; particle < PARTICLES_A_FRAME; particle++) {
    const [column, row] = [particle % ACROSS, Math.floor(particle / ACROSS)];
    drawParticle(samples, (column + 0.5) * PITCH + 20, (row + 0.5) * PITCH + 20, random);
  }
  return samples;
}

function drawParticle(samples: Uint8Array, x: number, y: number, random: Random): void {
  const long = random.range(3.2, 11);
  const short = Math.max(2.8, long * random.range(0.3, 1));
  const angle = random.range(0, Math.PI);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const depth = random.range(90, 180);
  const [centreX, centreY] = [x + random.range(-1, 1), y + random.range(-1, 1)];
  for (let py = Math.floor(centreY - 12); py <= centreY + 12; py++) {
    for (let px = Math.floor(centreX - 12); px <= centreX + 12; px++) {
      const [dx, dy] = [px - centreX, py - centreY];
      const inside = 1 - ((dx * cos + dy * sin) / long) ** 2 - ((dy * cos - dx * sin) / short) ** 2;
      if (inside <= 0) continue;
      samples[py * SIDE + px] = Math.max(0, Math.round(GROUND - depth * Math.min(1, 0.45 + inside) + random.range(-12, 12)));
    }
  }
}
