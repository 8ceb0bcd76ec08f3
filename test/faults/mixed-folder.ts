import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { encodePng } from "@argosy/formats";
import { createRandom } from "../../cli/src/demo/random.ts";
import { demoFolder, writeDemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import { greyFields, rawPng, rawTiff } from "../../packages/formats/test/inputs.ts";

const WIDTH = 400;
const HEIGHT = 300;

/**
 * A folder as a cruise brings it home: frames of 8 bits, frames of 16 bits, colour, pages, and files that are not what they say.
 */
export async function writeMixedFolder(folder: string, frames: number): Promise<void> {
  const demo = await writeDemoFolder(folder, { seed: 7, frames });
  const place = (name: string) => join(demoFolder(folder).frames, name);
  await mkdir(demo.frames, { recursive: true });
  for (let i = 0; i < 3; i++) await writeFile(place(`deep-${i}.tif`), rawTiff([deepPage(i)]));
  for (let i = 0; i < 2; i++) await writeFile(place(`pages-${i}.tif`), rawTiff([deepPage(10 + i), deepPage(20 + i)]));
  for (let i = 0; i < 3; i++)
    await writeFile(place(`colour-${i}.png`), encodePng({ width: WIDTH, height: HEIGHT, bits: 8, planes: colourPlanes(i) }));
  await writeFile(place("empty.tif"), "");
  await writeFile(place("letter.png"), "Dear all, this is no picture.\n");
  await writeFile(place("cut.tif"), rawTiff([deepPage(30)]).subarray(0, 60_000));
  await writeFile(place("loop.tif"), rawTiff([deepPage(31)], { next: { 0: "first" } }));
  await writeFile(place("huge.png"), rawPng({ width: 60_000, height: 60_000, bits: 8, colourType: 0, raw: new Uint8Array(1_000) }));
}

/** The same discs in a colour of their own. */
function colourPlanes(seed: number): Uint8Array[] {
  const { strips } = deepPage(40 + seed);
  const deep = new Uint16Array(strips[0]!.buffer);
  return [2, 1, 3].map((shift) => Uint8Array.from(deep, (sample) => (sample >> 8) >> (shift - 1)));
}

/** A bright page of 16 bits with dark discs on it; the seed says where. */
function deepPage(seed: number) {
  const samples = new Uint16Array(WIDTH * HEIGHT);
  const random = createRandom(seed).next;
  for (let i = 0; i < samples.length; i++) samples[i] = 50_000 + Math.floor(random() * 1_500);
  for (let disc = 0; disc < 9; disc++) {
    const radius = 8 + Math.floor(random() * 12);
    const [left, top] = [30 + (disc % 3) * 125 + Math.floor(random() * 40), 25 + Math.floor(disc / 3) * 90 + Math.floor(random() * 20)];
    for (let y = 0; y <= 2 * radius; y++) {
      for (let x = 0; x <= 2 * radius; x++) {
        if ((x - radius) ** 2 + (y - radius) ** 2 <= radius ** 2) samples[(top + y) * WIDTH + left + x]! -= 30_000;
      }
    }
  }
  return { fields: greyFields(WIDTH, HEIGHT, 16), strips: [new Uint8Array(samples.buffer)] };
}
