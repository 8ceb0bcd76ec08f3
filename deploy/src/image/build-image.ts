import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { billOfMaterials } from "./bill-of-materials.ts";
import { runProgram } from "./run-program.ts";
import type { ContextOptions } from "./write-context.ts";
import { writeContext } from "./write-context.ts";

/** An image that was built. */
export interface BuiltImage {
  /** OCI archive, for `podman load`, `skopeo copy` or `ctr images import`. */
  readonly archive: string;
  /** Of the image's manifest: equal images have equal ones. */
  readonly digest: string;
  readonly bytes: number;
  /** What lies in it, CycloneDX. */
  readonly bill: string;
}

/** How an image is built. */
export interface ImageOptions extends Pick<ContextOptions, "root" | "webFolder"> {
  /** Takes the archive and the bill. */
  readonly target: string;
  readonly version: string;
  /** Keeps the context; where the files of the image can be looked at. */
  readonly context: string;
}

/** Builds the image without a daemon and without a base: context, `deploy/Containerfile`, buildah. All files have the time 0. */
export async function buildImage({ root, webFolder, target, version, context }: ImageOptions): Promise<BuiltImage> {
  await writeContext({ root, folder: context, webFolder });
  await mkdir(target, { recursive: true });
  const [archive, bill] = [join(target, "argosy-image.tar"), join(target, "argosy-image.cdx.json")];
  await writeFile(bill, `${JSON.stringify(await billOfMaterials(context, version), undefined, 2)}\n`);
  // A store of its own: nothing of the machine's own images is touched.
  const store = await mkdtemp(join(tmpdir(), "argosy-buildah-"));
  const buildah = (...words: readonly string[]) =>
    runProgram(root, "buildah", "--root", join(store, "root"), "--runroot", join(store, "run"), "--storage-driver", "vfs", ...words);
  try {
    const name = `localhost/argosy:${version}`;
    await buildah(
      "bud",
      "--quiet",
      "--isolation",
      "chroot",
      "--timestamp",
      "0",
      "--tag",
      name,
      "--file",
      join(root, "deploy/Containerfile"),
      context,
    );
    await rm(archive, { force: true });
    const digestFile = join(store, "digest");
    await buildah("push", "--quiet", "--digestfile", digestFile, name, `oci-archive:${archive}:${name}`);
    const digest = (await readFile(digestFile, "utf8")).trim();
    return { archive, digest, bytes: (await stat(archive)).size, bill };
  } finally {
    await rm(store, { recursive: true, force: true });
  }
}
