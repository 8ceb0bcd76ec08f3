import type { Labels } from "@argosy/kernels";
import { matchLabels } from "../support/match-labels.ts";

/** The kinds of images of the nuclei set: any colour = stained; grey and dark = fluorescence; grey with a mean above 128 = bright. */
export type NucleiGroup = "fluorescence" | "stained" | "bright";

/** Every {@link NucleiGroup}, in the order to print them. */
export const NUCLEI_GROUPS: readonly NucleiGroup[] = ["fluorescence", "stained", "bright"];

/** One image with its true and its found labels, of equal size. */
export interface ScoredImage {
  readonly name: string;
  readonly group: NucleiGroup;
  readonly truth: Labels;
  readonly found: Labels;
}

/** Counts and F1 of one image or of all images of a group. */
export interface NucleiScore {
  readonly images: number;
  readonly truth: number;
  readonly found: number;
  readonly matched: number;
  /** 2 matched / (truth + found); 1 where there is nothing to find and nothing was found. */
  readonly f1: number;
  /** Mean IoU of the matched pairs; NaN without a pair. */
  readonly matchedIou: number;
}

/** Least IoU of a true and a found nucleus that are the same. */
export const NUCLEI_MIN_IOU = 0.5;

/**
 * Which group an image belongs to.
 *
 * @param samples - Interleaved, 8 bits, `pixels * channels` long.
 * @param channels - 1 (grey), 3 (RGB) or 4 (RGB and alpha, which is passed over).
 */
export function groupOf(samples: Uint8Array, channels: 1 | 3 | 4): NucleiGroup {
  let sum = 0;
  for (let i = 0; i < samples.length; i += channels) {
    const first = samples[i]!;
    if (channels !== 1 && (samples[i + 1] !== first || samples[i + 2] !== first)) return "stained";
    sum += first;
  }
  return sum > (128 * samples.length) / channels ? "bright" : "fluorescence";
}

/** F1 at IoU >= {@link NUCLEI_MIN_IOU}, matched one to one, the counts of a group's images added up before the ratio. A group without an image is left out. */
export function scoreNuclei(images: Iterable<ScoredImage>): ReadonlyMap<NucleiGroup, NucleiScore> {
  const scores = new Map<NucleiGroup, NucleiScore[]>(NUCLEI_GROUPS.map((group) => [group, []]));
  for (const image of images) scores.get(image.group)!.push(scoreImage(image));
  return new Map([...scores].filter(([, each]) => each.length > 0).map(([group, each]) => [group, pooled(each)]));
}

/** The score of one image alone. */
export function scoreImage({ truth, found }: Pick<ScoredImage, "truth" | "found">): NucleiScore {
  const { pairs, truthCount, foundCount } = matchLabels(truth, found, NUCLEI_MIN_IOU);
  const iou = pairs.reduce((sum, pair) => sum + pair.iou, 0);
  return scoreOf(1, truthCount, foundCount, pairs.length, iou);
}

function pooled(scores: readonly NucleiScore[]): NucleiScore {
  const total = (of: (score: NucleiScore) => number) => scores.reduce((sum, score) => sum + of(score), 0);
  return scoreOf(
    total((score) => score.images),
    total((score) => score.truth),
    total((score) => score.found),
    total((score) => score.matched),
    total((score) => (score.matched === 0 ? 0 : score.matchedIou * score.matched)),
  );
}

function scoreOf(images: number, truth: number, found: number, matched: number, iouSum: number): NucleiScore {
  const f1 = truth + found === 0 ? 1 : (2 * matched) / (truth + found);
  return { images, truth, found, matched, f1, matchedIou: iouSum / matched };
}
