import type { Plane } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { ImageValue } from "../values.ts";
import { greyImage } from "../values.ts";
import { bodyAt, SCENE, scatter } from "./sample-scene.ts";

const { width, height } = SCENE;

/** The pictures on which steps are shown; all of the same bodies. */
export const PICTURES = {
  /** Dark bodies in transmitted light. */
  dark: () => grey((at) => transmitted(at)),
  /** Bright bodies on a dark ground. */
  bright: () => grey((at) => fluorescent(at)),
  /** Dark bodies in light that falls off to the corners. */
  uneven: () => grey((at) => transmitted(at) * fallOff(at)),
  /** Bright bodies on a ground that is not dark everywhere. */
  haze: () => grey((at) => fluorescent(at) * 0.7 + 80 * fallOff(at)),
  /** Dark bodies with the grey values of a short exposure. */
  faint: () => grey((at) => 96 + (transmitted(at) - 128) * 0.25),
  /** Dark bodies below rows of different gain. */
  striped: () => grey((at) => transmitted(at) + ROWS[at.row]!),
  /** Dark bodies with pixels that are black or white by chance. */
  specked: () => grey((at) => (at.chance < 0.03 ? 10 : at.chance > 0.97 ? 250 : transmitted(at))),
  /** A section stained with haematoxylin and eosin. */
  stained: () => stained(),
} as const satisfies Readonly<Record<string, () => ImageValue>>;

/** One of {@link PICTURES}. */
export type PictureName = keyof typeof PICTURES;

/** The light of `uneven` alone: an image of the empty field. */
export function emptyField(): ImageValue {
  return grey((at) => FIELD * fallOff(at));
}

const FIELD = 212;
const ROWS = rowOffsets();

/** A pixel: how much of it bodies cover, how deep it lies in one, and numbers of its own by chance. */
interface Spot {
  readonly x: number;
  readonly row: number;
  readonly label: number;
  readonly cover: number;
  readonly depth: number;
  readonly noise: number;
  readonly chance: number;
}

function transmitted({ cover, depth, noise, label }: Spot): number {
  return FIELD - cover * (88 + 30 * depth + 5 * (label % 4)) + 7 * noise;
}

function fluorescent({ cover, depth, noise, label }: Spot): number {
  return 22 + cover * (70 + 92 * Math.min(1, 1.4 * depth) + 9 * (label % 4)) + 7 * noise;
}

/** 1 in the middle, about half in the corners. */
function fallOff({ x, row }: Spot): number {
  return 1 - 0.26 * ((x / width - 0.5) ** 2 + (row / height - 0.5) ** 2) * 4;
}

function rowOffsets(): readonly number[] {
  const next = scatter(5);
  return Array.from({ length: height }, () => Math.round((next() - 0.5) * 46));
}

function spots(): readonly Spot[] {
  const next = scatter(7);
  return Array.from({ length: width * height }, (_, i) => {
    const [x, row] = [i % width, Math.floor(i / width)];
    const { label, depth } = bodyAt(x + 0.5, row + 0.5);
    const cover = Math.abs(depth) > EDGE ? Math.sign(label) : coverOf(x, row);
    return { x, row, label, depth: Math.max(0, depth), cover, noise: next() - 0.5, chance: next() };
  });
}

/** Depths within which the edge of a body may cross a pixel. */
const EDGE = 0.25;

/** How much of a pixel bodies cover, by its quarters. */
function coverOf(x: number, row: number): number {
  const quarters = [0.25, 0.75].flatMap((dy) => [0.25, 0.75].map((dx) => bodyAt(x + dx, row + dy)));
  return quarters.filter(({ label }) => label > 0).length / quarters.length;
}

function grey(sampleAt: (spot: Spot) => number): ImageValue {
  return greyImage(drawn(sampleAt));
}

function drawn(sampleAt: (spot: Spot) => number, all = spots()): Plane {
  return plane(
    Uint8Array.from(all, (spot) => Math.max(0, Math.min(255, Math.round(sampleAt(spot))))),
    width,
    height,
  );
}

/** Violet bodies in a rosy ground with fibres. */
function stained(): ImageValue {
  const fibres = ({ x, row, noise }: Spot) => 16 * Math.sin((x + 1.6 * row) / 7) * Math.sin(row / 11) + 2 * noise;
  const all = spots();
  const channel = (ground: number, body: number, share: number) =>
    drawn((at) => (ground - share * fibres(at)) * (1 - at.cover) + (body - 18 * at.depth + 2 * at.noise) * at.cover, all);
  return { width, height, channels: [channel(232, 104, 0.3), channel(176, 72, 1), channel(208, 148, 0.5)] };
}
