import { mkdir, readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { demoFolder, writeDemoFolder } from "../../cli/src/demo/write-demo-folder.ts";
import { ROOT } from "../run/command.ts";
import { ownerToken } from "../support/owner-token.ts";
import type { Given } from "./given.ts";
import { install } from "./installation.ts";

const FRAMES = 12;

/** Argosy in a cluster, ready to be disturbed. */
export interface StartedArgosy {
  /** File of what every file of tests is given; they find it by `ARGOSY_K8S_GIVEN`. */
  readonly file: string;
  end(): Promise<void>;
}

/** Starts one cluster for all files of tests, installs Argosy in it, and draws the frames of a cruise. */
export async function startArgosy(say: (text: string) => void): Promise<StartedArgosy> {
  const image = join(ROOT, "deploy/dist/argosy-image.tar");
  const { installation, end } = await install(image, say);
  try {
    const folder = join(installation.folder, "cruise");
    await mkdir(folder);
    await writeDemoFolder(folder, { seed: 1, frames: FRAMES });
    const { frames } = demoFolder(folder);
    const cruise = { frames, names: (await readdir(frames)).sort(), canonical: join(folder, "canonical") };
    const given: Given = { ...installation, image, token: await ownerToken(installation.servers.databaseUrl), cruise };
    const file = join(installation.folder, "given.json");
    await writeFile(file, JSON.stringify(given), { mode: 0o600 });
    return { file, end };
  } catch (error) {
    await end();
    throw error;
  }
}
