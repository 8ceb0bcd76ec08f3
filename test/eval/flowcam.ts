import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { readFlowcamList } from "@argosy/nodes";
import { runPipeline, withFolder } from "../support/run-argosy.ts";
import type { ListedParticle, MeasuredObject } from "./flowcam-match.ts";
import { countMatches, particlesOn, readObjects } from "./flowcam-match.ts";

export const FLOWCAM_FOLDER = "plankton/morphocut_flowcam/flowcam";
const COLLAGE = /(?<!_bin)\.tif$/;

/** What the template `flowcam` makes of the collage. */
export interface FlowcamOutcome {
  readonly particles: readonly ListedParticle[];
  /** With the list of particles beside the collage. */
  readonly objects: readonly MeasuredObject[];
  /** The number of objects where the two images come without the list. */
  readonly withoutList: number;
}

/**
 * Takes the FlowCam collage through the template, with and without its list.
 *
 * @param samples - The folder of real images.
 */
export async function measureFlowcam(samples: string): Promise<FlowcamOutcome> {
  const source = join(samples, FLOWCAM_FOLDER);
  const files = await readdir(source);
  const [list, collage] = [files.find((file) => file.endsWith(".lst"))!, files.find((file) => COLLAGE.test(file))!];
  return withFolder(async (folder) => {
    const alone = join(folder, "images", "alone");
    await mkdir(alone, { recursive: true });
    for (const file of files) if (file.endsWith(".tif")) await copyFile(join(source, file), join(alone, file));
    await mkdir(join(folder, "with"));
    await mkdir(join(folder, "without"));
    const full = await runPipeline(join(folder, "with"), source, "flowcam");
    const bare = await runPipeline(join(folder, "without"), alone, "flowcam");
    return {
      particles: particlesOn(readFlowcamList(new Uint8Array(await readFile(join(source, list)))), collage),
      objects: await readObjects(full.csv),
      withoutList: bare.summary.objects,
    };
  });
}

/** Whether every particle of the instrument's list is an object of ours with exactly its area. @throws {Error} when one is not. */
export async function run(samples: string): Promise<void> {
  const { particles, objects, withoutList } = await measureFlowcam(samples);
  const matches = countMatches(particles, objects);
  console.log(`${objects.length} objects, ${particles.length} listed particles, ${matches} of equal area; ${withoutList} without the list`);
  if (matches !== particles.length || objects.length !== particles.length) throw new Error("not every particle has its object");
}
