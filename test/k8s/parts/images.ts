import { execFile } from "node:child_process";
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const MADE = ["bud", "--isolation", "chroot", "--timestamp", "0"];

/** Makes the image that holds a pod's network, and writes it as an OCI archive. @returns Its path. */
export async function pauseImage(folder: string, pause: string): Promise<string> {
  const context = join(folder, "pause");
  await mkdir(context, { recursive: true });
  await copyFile(pause, join(context, "pause"));
  await writeFile(join(context, "Containerfile"), 'FROM scratch\nCOPY pause /pause\nUSER 65535:65535\nENTRYPOINT ["/pause"]\n');
  return buildImage(context, "localhost/pause:1", join(folder, "pause.tar"));
}

/** Builds an image by the Containerfile of a folder, without a daemon, and writes it as an OCI archive. @returns Its path. */
async function buildImage(context: string, tag: string, archive: string): Promise<string> {
  await run("buildah", [...MADE, "-t", tag, context], { maxBuffer: 2 ** 26 });
  await rm(archive, { force: true });
  await run("buildah", ["push", tag, `oci-archive:${archive}:${tag}`], { maxBuffer: 2 ** 26 });
  return archive;
}
