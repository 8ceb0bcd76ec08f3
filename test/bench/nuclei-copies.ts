import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";

const FOLDER = "nuclei/dsb2018_train120";
const CHANNELS = 4;

/**
 * Writes the nuclei images several times into a folder, each copy with one pixel of its own changed by one grey value, so that no two
 * files have the same content. They stay PNG files with red, green, blue and opaque alpha.
 *
 * @returns The number of files.
 */
export async function writeNucleiCopies(samples: string, copies: number, folder: string): Promise<number> {
  await mkdir(folder, { recursive: true });
  const names = (await readdir(join(samples, FOLDER))).sort();
  for (const name of names) {
    const { data, info } = await sharp(join(samples, FOLDER, name, "image.png"))
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== CHANNELS) throw new Error(`${name} has ${info.channels} channels`);
    for (let copy = 0; copy < copies; copy++) {
      const own = Buffer.from(data);
      for (let channel = 0; channel < 3; channel++) own[copy * CHANNELS + channel]! ^= 1;
      const png = await sharp(own, { raw: { width: info.width, height: info.height, channels: CHANNELS } })
        .png()
        .toBuffer();
      await writeFile(join(folder, `${name}_${copy + 1}.png`), png);
    }
  }
  return names.length * copies;
}
