import { join } from "node:path";
import type { PngImage } from "@argosy/formats";
import type { NodeDefinition } from "@argosy/nodes";
import { showNode } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import type { Drawn } from "../../web/src/pages/pipeline/preview/draw-result.ts";
import { drawShown } from "../../web/src/pages/steps/gallery/draw-shown.ts";
import { ROOT } from "./command.ts";

/** Folder of the pictures of steps at work. */
export const NODE_PICTURES = join(ROOT, "docs/pictures/steps");

const SIDE = 144;
const GAP = 6;
const GAP_GREY = 128;
/** Bits of a sample that are kept: noise that nobody sees would be most of the file. */
const KEPT_BITS = 0xf8;

/** Every step that can be looked at, before beside after, as the gallery of the page shows it; by its name. */
export async function nodePictures(): Promise<ReadonlyMap<string, PngImage>> {
  const { all } = await loadNodes();
  const pictures = all.map((node) => [node.name, pictureOfNode(node)] as const);
  return new Map(pictures.flatMap(([name, picture]) => (picture === undefined ? [] : [[name, picture] as const])));
}

/** `undefined` where there is nothing to be seen: a step that reads, writes, learns or measures. */
export function pictureOfNode(node: NodeDefinition): PngImage | undefined {
  const shown = showNode(node);
  const [before, after] = shown === undefined ? [] : [drawShown(shown.before), drawShown(shown.after)];
  return before === undefined || after === undefined ? undefined : besideEachOther(enlarged(before), enlarged(after));
}

/** Small pictures of single objects as large as the others, pixel by pixel. */
function enlarged({ data, width, height }: Drawn): Drawn {
  const factor = Math.max(1, Math.floor(SIDE / width));
  const [wide, high] = [width * factor, height * factor];
  const pixels = new Uint32Array(data.buffer);
  const all = Uint32Array.from({ length: wide * high }, (_, i) => {
    const [x, y] = [Math.floor((i % wide) / factor), Math.floor(i / wide / factor)];
    return pixels[y * width + x]!;
  });
  return { data: new Uint8ClampedArray(all.buffer), width: wide, height: high };
}

function besideEachOther(left: Drawn, right: Drawn): PngImage {
  const width = left.width + GAP + right.width;
  const height = Math.max(left.height, right.height);
  const planes = [0, 1, 2].map((c) => {
    const plane = new Uint8Array(width * height).fill(GAP_GREY);
    for (const [{ data, width: wide, height: high }, from] of [[left, 0] as const, [right, left.width + GAP] as const])
      for (let y = 0; y < high; y++) for (let x = 0; x < wide; x++) plane[y * width + from + x] = coarse(data[(y * wide + x) * 4 + c]!);
    return plane;
  });
  const [red, green, blue] = planes as [Uint8Array, Uint8Array, Uint8Array];
  const isGrey = red.every((value, i) => value === green[i] && value === blue[i]);
  return { width, height, bits: 8, planes: isGrey ? [red] : planes };
}

function coarse(value: number): number {
  const kept = value & KEPT_BITS;
  return kept | (kept >> 5);
}
