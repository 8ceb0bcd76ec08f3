import { createHash } from "node:crypto";
import { cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import sharp from "sharp";
import { ROOT } from "../run/command.ts";

/** A copy of the working tree, with all that is installed, that a test may change. */
export interface ScratchCheckout {
  readonly folder: string;
  /** SHA-256 of every file that is no result of a build or of a run, by path. */
  fingerprint(): Promise<ReadonlyMap<string, string>>;
  remove(): Promise<void>;
}

const NOT_COPIED = new Set([".git", "node_modules", "argosy-data"]);
const RESULTS = /(^|\/)(node_modules|dist|argosy-data|\.git)(\/|$)/;

/**
 * Copies the working tree. What is installed is not copied but pointed at; the links between packages point into the copy, so that it
 * runs its own files.
 */
export async function makeScratchCheckout(): Promise<ScratchCheckout> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-checkout-"));
  for (const name of await readdir(ROOT)) {
    // Links of pnpm inside the packages are relative: copied as they are they lead to the copy.
    if (!NOT_COPIED.has(name))
      await cp(join(ROOT, name), join(folder, name), { recursive: true, verbatimSymlinks: true, filter: isSource });
  }
  await pointAtInstalled(folder);
  return {
    folder,
    fingerprint: () => fingerprint(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Caches of builds stay behind. */
function isSource(path: string): boolean {
  return basename(path) !== ".vite";
}

async function pointAtInstalled(folder: string): Promise<void> {
  const [installed, own] = [join(ROOT, "node_modules"), join(folder, "node_modules")];
  await mkdir(join(own, "@argosy"), { recursive: true });
  for (const name of await readdir(installed)) {
    if (name !== "@argosy" && name !== ".argosy-installed" && name !== ".cache") await symlink(join(installed, name), join(own, name));
  }
  for (const name of await readdir(join(installed, "@argosy"))) {
    await symlink(await readlink(join(installed, "@argosy", name)), join(own, "@argosy", name));
  }
  const lock = await readFile(join(folder, "pnpm-lock.yaml"));
  await writeFile(join(own, ".argosy-installed"), createHash("sha256").update(lock).digest("hex"));
}

async function fingerprint(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
  const hashes = new Map<string, string>();
  for (const file of files.filter((name) => !RESULTS.test(name)).sort()) {
    hashes.set(
      file,
      createHash("sha256")
        .update(await readFile(join(folder, file)))
        .digest("hex"),
    );
  }
  return hashes;
}

/** Writes grey 64 x 64 PNG images with two bright squares each into `folder/images`. */
export async function writeTinyImages(folder: string, names: readonly string[]): Promise<void> {
  await mkdir(join(folder, "images"), { recursive: true });
  for (const [i, name] of names.entries()) {
    const data = new Uint8Array(64 * 64).fill(20 + i);
    for (const [left, top, side] of [
      [6, 6, 14 + i],
      [36, 34, 16],
    ] as const) {
      for (let y = top; y < top + side; y++) data.fill(200, y * 64 + left, y * 64 + left + side);
    }
    await sharp(data, { raw: { width: 64, height: 64, channels: 1 } })
      .png()
      .toFile(join(folder, "images", name));
  }
}
