import { copyFile, mkdir, readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, type DecoderPool, readHeader } from "@argosy/formats";
import type { Labels } from "@argosy/kernels";
import sharp from "sharp";
import { readLabelTiff } from "../../cli/src/flow/label-tiff.ts";
import { imagesOf } from "../../cli/src/flow/outputs.ts";
import { connect } from "../../cli/src/server/connect.ts";
import { loadSettings } from "../../cli/src/server/settings.ts";
import { runPipeline, withFolder } from "../support/run-argosy.ts";
import type { NucleiGroup, NucleiScore, ScoredImage } from "./nuclei-score.ts";
import { groupOf, NUCLEI_GROUPS, scoreNuclei } from "./nuclei-score.ts";

const FOLDER = "nuclei/dsb2018_train120";
const IMAGES = 120;

/** A template, the groups of images that it is for, and the least F1 of some; the others are only printed. */
interface Trial {
  readonly template: string;
  readonly groups: readonly NucleiGroup[];
  readonly targets: Readonly<Partial<Record<NucleiGroup, number>>>;
}

const TRIALS: readonly Trial[] = [
  { template: "nuclei", groups: NUCLEI_GROUPS, targets: { fluorescence: 0.84, stained: 0.7 } },
  { template: "he-nuclei", groups: ["stained"], targets: { stained: 0.7 } },
];

/**
 * How well the templates for nuclei find them, each with one setting for all its images: F1 at IoU >= 0.5, matched one to one, pooled in
 * each group.
 *
 * @param samples - The folder of real images.
 * @throws {Error} when a target is missed, an image is refused, or one is imported with other than 1 or 3 channels.
 */
export async function run(samples: string): Promise<void> {
  const all = await readdir(join(samples, FOLDER));
  if (all.length !== IMAGES) throw new Error(`${all.length} images, not ${IMAGES}`);
  const pictures = await Promise.all(all.sort().map((name) => readPicture(samples, name)));
  for (const trial of TRIALS) await withFolder((folder) => attempt(trial, folder, samples, pictures));
}

interface Picture {
  readonly name: string;
  readonly group: NucleiGroup;
}

async function readPicture(samples: string, name: string): Promise<Picture> {
  const image = sharp(join(samples, FOLDER, name, "image.png"));
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true });
  return { name, group: groupOf(new Uint8Array(data), info.channels as 1 | 3 | 4) };
}

async function attempt({ template, groups, targets }: Trial, folder: string, samples: string, pictures: readonly Picture[]): Promise<void> {
  const wanted = pictures.filter(({ group }) => groups.includes(group));
  const images = join(folder, "images");
  await mkdir(images);
  for (const { name } of wanted) await copyFile(join(samples, FOLDER, name, "image.png"), join(images, `${name}.png`));
  const { data, masks, summary } = await runPipeline(folder, images, template);
  if (summary.images.imported !== wanted.length || summary.images.refused !== 0)
    throw new Error(`${summary.images.imported} of ${wanted.length} images were imported, ${summary.images.refused} refused`);
  console.log(`\n${template}: ${wanted.length} images imported: ${await channelsOf(data)}; ${summary.objects} objects`);
  report(await score(samples, wanted, masks), targets);
}

/** How many images have how many channels. @throws {Error} for other than 1 or 3. */
async function channelsOf(data: string): Promise<string> {
  const { api, close } = await connect({ data, page: false }, loadSettings({}));
  try {
    const { projects } = await api.get<{ projects: { id: string }[] }>("/api/projects");
    const project = projects[0]!.id;
    const { collections } = await api.get<{ collections: { id: string }[] }>(`/api/projects/${project}/collections`);
    const images = await imagesOf(api, { project, collection: collections[0]!.id }, new AbortController().signal);
    const odd = images.find(({ channels }) => channels !== 1 && channels !== 3);
    if (odd !== undefined) throw new Error(`${odd.name} has ${odd.channels} channels`);
    const count = (wanted: number) => images.filter(({ channels }) => channels === wanted).length;
    return `${count(1)} with 1 channel, ${count(3)} with 3`;
  } finally {
    await close();
  }
}

async function score(samples: string, pictures: readonly Picture[], masks: string): Promise<ReadonlyMap<NucleiGroup, NucleiScore>> {
  const pool = createDecoderPool({ processes: 1 });
  try {
    const scored: ScoredImage[] = [];
    for (const picture of pictures) {
      const truth = await readTruth(pool, join(samples, FOLDER, picture.name, "labels.png"));
      scored.push({ ...picture, truth, found: readLabelTiff(await readFile(join(masks, `${picture.name}.labels.tif`))) });
    }
    return scoreNuclei(scored);
  } finally {
    await pool.close();
  }
}

async function readTruth(pool: DecoderPool, file: string): Promise<Labels> {
  const bytes = new Uint8Array(await readFile(file));
  const { data, width, height, channels } = await pool.decode(bytes, await readHeader(bytesOf(bytes)), 0);
  if (channels !== 1) throw new Error(`${file} has ${channels} channels`);
  return { data: Uint32Array.from(data), width, height };
}

function report(scores: ReadonlyMap<NucleiGroup, NucleiScore>, targets: Trial["targets"]): void {
  console.log(["group", "images", "truth", "found", "matched", "F1", "IoU of matched"].map((head) => head.padStart(16)).join(""));
  for (const group of NUCLEI_GROUPS) {
    const one = scores.get(group);
    if (one === undefined) continue;
    const { images, truth, found, matched, f1, matchedIou } = one;
    console.log(
      [group, images, truth, found, matched, f1.toFixed(3), matchedIou.toFixed(3)].map((cell) => `${cell}`.padStart(16)).join(""),
    );
  }
  for (const [group, target] of Object.entries(targets)) {
    const f1 = scores.get(group as NucleiGroup)?.f1 ?? 0;
    if (f1 < target) throw new Error(`F1 of ${group} is ${f1.toFixed(3)}, below ${target}`);
  }
}
