import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, type DecoderPool, readHeader } from "@argosy/formats";
import type { Mask, Plane } from "@argosy/kernels";
import { plane } from "@argosy/kernels";
import type { ImageValue, NodeContext, NodeRegistry, Stroke } from "@argosy/nodes";
import { loadNodes } from "@argosy/runtime";
import sharp from "sharp";
import { drawStroke } from "./strokes.ts";

const FOLDER = "nuclei/dsb2018_train120";
/** One of each kind: fluorescence, stained tissue, and a large one on a bright ground; and tissue so dense that it is only printed. */
const IMAGES = [
  { name: "3f9fc8e63f87", kind: "fluorescence", printed: false },
  { name: "6d327ab4f0e3", kind: "stained", printed: false },
  { name: "54793624413c", kind: "bright ground", printed: false },
  { name: "a31deaf0ac27", kind: "stained, dense", printed: true },
];
const STROKES = 10;
const ACCURACY = 0.9;
const MILLISECONDS = 500;

/** What ten strokes give on one image. */
interface ScribbleOutcome {
  readonly kind: string;
  readonly size: string;
  readonly marked: number;
  /** Share of the pixels without a stroke that have the right class. */
  readonly accuracy: number;
  /** The mean of the shares of nuclei and of ground that are right. */
  readonly balanced: number;
  /** Milliseconds of the processor for the features, once for the image. */
  readonly preparing: number;
  /** For learning, forest and mask after a stroke, the longest of all. */
  readonly drawing: number;
  /** What the strokes with all that was learnt take in the graph. */
  readonly kilobytes: number;
}

/**
 * How well the step `segment.scribbles` learns from ten strokes that are drawn where the mask is wrong, how fast, and how much of a graph
 * the strokes are: `npm run eval -- scribbles`.
 *
 * @param samples - The folder of real images.
 * @throws {Error} when an image of the first three has fewer right pixels than wanted, or any takes longer while drawing.
 */
export async function run(samples: string): Promise<void> {
  const pool = createDecoderPool({ processes: 1 });
  try {
    const registry = await loadNodes();
    const missed: string[] = [];
    console.log("image, size, channels, pixels marked, accuracy, balanced, features ms, forest and mask ms, kB of the graph");
    for (const { name, kind, printed } of IMAGES) {
      const folder = join(samples, FOLDER, name);
      const channels = await readChannels(join(folder, "image.png"));
      const truth = await readTruth(pool, join(folder, "labels.png"));
      const found = measureScribbles(registry, kind, { channels, width: truth.width, height: truth.height }, truth);
      const { size, marked, accuracy, balanced, preparing, drawing, kilobytes } = found;
      const figures = [accuracy.toFixed(4), balanced.toFixed(4), preparing.toFixed(0), drawing.toFixed(0), kilobytes.toFixed(0)];
      console.log([kind, size, channels.length, marked, ...figures].join(", "));
      if (!printed && accuracy < ACCURACY) missed.push(`${kind}: ${accuracy.toFixed(4)} of the pixels are right, wanted are ${ACCURACY}`);
      if (drawing > MILLISECONDS) missed.push(`${kind}: a mask takes ${drawing.toFixed(0)} ms, wanted are ${MILLISECONDS}`);
    }
    if (missed.length > 0) throw new Error(missed.join("; "));
  } finally {
    await pool.close();
  }
}

/** Somebody draws ten strokes, one after another, and looks at the mask after each, as in the preview. */
function measureScribbles(registry: NodeRegistry, kind: string, image: ImageValue, truth: Mask): ScribbleOutcome {
  const { learn, run: mask } = registry.find("segment.scribbles")!;
  const kept = new Map<string, unknown>();
  let preparing = 0;
  const remember: NonNullable<NodeContext["remember"]> = (what, make) => {
    if (!kept.has(what)) {
      const started = cpuMilliseconds();
      kept.set(what, make());
      preparing = cpuMilliseconds() - started;
    }
    return kept.get(what) as ReturnType<typeof make>;
  };
  const context = { name: kind, remember };
  const marked = plane(new Uint8Array(truth.data.length), truth.width, truth.height);
  let strokes: readonly Stroke[] = [];
  let found: Mask = plane(new Uint8Array(truth.data.length), truth.width, truth.height);
  let drawing = 0;
  for (let n = 0; n < STROKES; n++) {
    strokes = [...strokes, addStroke(marked, n < 2 ? undefined : found, truth, n)];
    const before = cpuMilliseconds();
    const asked = { strokes, scale: 1 };
    strokes = (learn!({ image } as never, asked, context)?.["strokes"] as readonly Stroke[] | undefined) ?? strokes;
    if (n === 0) continue;
    found = mask!({ image } as never, { ...asked, strokes }, context)["mask"] as Mask;
    drawing = Math.max(drawing, cpuMilliseconds() - before);
  }
  const kilobytes = JSON.stringify(strokes).length / 1000;
  return { kind, size: `${truth.width} x ${truth.height}`, preparing, drawing, kilobytes, ...judge(found, truth, marked) };
}

/** Of the processor: what else the machine does shall not count. */
function cpuMilliseconds(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** The first stroke goes into an object, the second beside them, each other where most is wrong: 2 on objects, 1 beside them. */
function addStroke(marked: Plane<Uint8Array>, found: Mask | undefined, truth: Mask, n: number): Stroke {
  const wrong = (side: 0 | 1): Mask => ({
    ...truth,
    data: truth.data.map((value, i) => (value === side && marked.data[i] === 0 && found?.data[i] !== side ? 1 : 0)),
  });
  const [beside, on] = [wrong(0), wrong(1)];
  const count = ({ data }: Mask): number => data.reduce((sum, value) => sum + value, 0);
  const side = n < 2 ? 1 - n : count(on) > count(beside) ? 1 : 0;
  const region: Mask = { ...truth, data: truth.data.map((value) => (value === side ? 1 : 0)) };
  const { drawn, way } = drawStroke(region, side === 1 ? on : beside, n + 1);
  for (let i = 0; i < drawn.data.length; i++) if (drawn.data[i] === 1) marked.data[i] = side + 1;
  return { class: side === 1 ? "object" : "background", width: 1, points: [...way], image: "" };
}

function judge(found: Mask, truth: Mask, strokes: Plane): Pick<ScribbleOutcome, "marked" | "accuracy" | "balanced"> {
  const [right, all] = [
    [0, 0],
    [0, 0],
  ];
  let marked = 0;
  for (let i = 0; i < truth.data.length; i++) {
    const side = truth.data[i]!;
    if (strokes.data[i] !== 0) marked++;
    else {
      all[side]!++;
      if (found.data[i] === side) right[side]!++;
    }
  }
  const balanced = (right[0]! / all[0]! + right[1]! / all[1]!) / 2;
  return { marked, accuracy: (right[0]! + right[1]!) / (all[0]! + all[1]!), balanced };
}

/** Red, green and blue, or one plane where they are equal. */
async function readChannels(file: string): Promise<readonly Plane[]> {
  const { data, info } = await sharp(file).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const planes = Array.from({ length: channels }, (_, c) =>
    plane(
      Uint8Array.from({ length: width * height }, (__, i) => data[i * channels + c]!),
      width,
      height,
    ),
  );
  const [first, ...others] = planes;
  return others.every((other) => other.data.every((value, i) => value === first!.data[i])) ? [first!] : planes;
}

async function readTruth(pool: DecoderPool, file: string): Promise<Mask> {
  const bytes = new Uint8Array(await readFile(file));
  const { data, width, height } = await pool.decode(bytes, await readHeader(bytesOf(bytes)), 0);
  return { data: Uint8Array.from(data, (value) => (value === 0 ? 0 : 1)), width, height };
}
