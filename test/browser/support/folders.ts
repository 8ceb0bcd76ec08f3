import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DemoFolder } from "../../../cli/src/demo/write-demo-folder.ts";
import { writeDemoFolder } from "../../../cli/src/demo/write-demo-folder.ts";

/** A demo cruise on disk, with three files among its frames that cannot be read. */
export async function cruiseWithBadFiles(folder: string, frames: number): Promise<DemoFolder> {
  const demo = await writeDemoFolder(folder, { frames });
  const [first] = (await readdir(demo.frames)).sort();
  await writeFile(join(demo.frames, "empty.tif"), "");
  await writeFile(join(demo.frames, "letter.tif"), "Dear all, this is no picture.\n");
  await writeFile(join(demo.frames, "cut.tif"), (await readFile(join(demo.frames, first!))).subarray(0, 50_000));
  return demo;
}

/** Files with the given names and contents, in a folder of their own. */
export async function folderOf(folder: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  return folder;
}
