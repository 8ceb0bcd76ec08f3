import { execFile } from "node:child_process";
import { copyFile, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const MADE = ["--isolation", "chroot", "--timestamp", "0"];

/** Makes the image that holds a pod's network, and writes it as an OCI archive. @returns Its path. */
export async function pauseImage(folder: string, pause: string): Promise<string> {
  const context = join(folder, "pause");
  await mkdir(context, { recursive: true });
  await copyFile(pause, join(context, "pause"));
  await writeFile(join(context, "Containerfile"), 'FROM scratch\nCOPY pause /pause\nUSER 65535:65535\nENTRYPOINT ["/pause"]\n');
  return buildImage(context, "localhost/pause:1", join(folder, "pause.tar"));
}

/**
 * Makes an image out of another one with some files more, as its next version is, and writes it as an OCI archive.
 *
 * @param files - texts by their paths in the image.
 * @returns Its path.
 */
export async function nextImage(
  folder: string,
  { archive, tag, files }: { readonly archive: string; readonly tag: string; readonly files: Readonly<Record<string, string>> },
): Promise<string> {
  const context = join(folder, "next");
  await mkdir(context, { recursive: true });
  const lines = [`FROM oci-archive:${archive}`];
  for (const [i, [path, text]] of Object.entries(files).entries()) {
    await writeFile(join(context, String(i)), text, { mode: 0o644 });
    lines.push(`COPY ${i} ${path}`);
  }
  await writeFile(join(context, "Containerfile"), `${lines.join("\n")}\n`);
  return buildImage(context, tag, join(folder, "next.tar"));
}

/** Builds an image by the Containerfile of a folder, without a daemon, in a store of its own, and writes it as an OCI archive. @returns Its path. */
async function buildImage(context: string, tag: string, archive: string): Promise<string> {
  const store = await mkdtemp(join(tmpdir(), "argosy-buildah-"));
  const buildah = (...words: readonly string[]) =>
    run("buildah", ["--root", join(store, "root"), "--runroot", join(store, "run"), "--storage-driver", "vfs", ...words], {
      maxBuffer: 2 ** 26,
    });
  try {
    await buildah("bud", ...MADE, "-t", tag, context);
    await rm(archive, { force: true });
    await buildah("push", tag, `oci-archive:${archive}:${tag}`);
    return archive;
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}
