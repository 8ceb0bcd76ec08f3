import { join } from "node:path";
import { VERSION } from "@argosy/core";
import type { BuiltImage } from "@argosy/deploy";
import { buildImage } from "@argosy/deploy";
import { builtPage } from "../../cli/src/server/web-build.ts";
import { ROOT } from "./command.ts";

const TARGET = join(ROOT, "deploy/dist");

/** Builds the image of all services into `deploy/dist`, and says where it lies. */
export async function builtImage(): Promise<BuiltImage> {
  const context = join(TARGET, "image");
  const image = await buildImage({ root: ROOT, webFolder: await builtPage(), target: TARGET, version: VERSION, context });
  console.log(`${image.archive}  ${(image.bytes / 2 ** 20).toFixed(0)} MiB\n${image.digest}\n${image.bill}`);
  return image;
}
