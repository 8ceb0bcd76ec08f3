import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { bytesOf, dtypeOf, newSamples } from "@argosy/core";
import { createDecoderPool, readHeader } from "@argosy/formats";
import type { NdArray } from "./nd-array.ts";
import { decodeNpy } from "./nd-array.ts";

/** What goes into a kernel or comes out of it. */
export type Value = number | NdArray;
export type Values = Readonly<Record<string, Value>>;

/** A file of the folder of real images. */
interface SampleFile {
  readonly data: string;
  readonly sha256: string;
  readonly take: string;
}

/** One row of a folder's `index.json`. */
export interface KernelCase {
  readonly id: string;
  /** The reference function that made the outputs. */
  readonly kernel: string;
  readonly inputs: Readonly<Record<string, number | string | SampleFile>>;
  readonly params: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, number | string>>;
  /** How to judge: `exact`, `close:tolerance`, `labels`, `iou:share`, or words. */
  readonly compare: string;
  readonly note: string;
}

/** The `index.json` of a folder of cases. */
export interface CaseIndex {
  readonly versions: Readonly<Record<string, string>>;
  readonly cases: readonly KernelCase[];
}

export async function readIndex(folder: string): Promise<CaseIndex> {
  return JSON.parse(await readFile(join(folder, "index.json"), "utf8")) as CaseIndex;
}

/** What a case holds under names, read from its folder; real images from `<folder>/../data`, else from `samples`. */
export async function readValues(folder: string, names: KernelCase["inputs"], samples: string): Promise<Values> {
  const entries = Object.entries(names).map(async ([name, value]) => {
    if (typeof value === "number") return [name, value] as const;
    if (typeof value === "string") return [name, decodeNpy(await readFile(join(folder, value)))] as const;
    return [name, await readImage(existsSync(join(folder, "../data")) ? join(folder, "../data") : samples, value)] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function readImage(samples: string, { data: file, sha256, take }: SampleFile): Promise<NdArray> {
  if (take !== "as stored") throw new Error(`"${take}" of ${file} is not known here`);
  const bytes = new Uint8Array(await readFile(join(samples, file)));
  if (createHash("sha256").update(bytes).digest("hex") !== sha256) throw new Error(`${file} is not the file that the case was made from`);
  const pool = createDecoderPool({ processes: 1 });
  try {
    const { data, width, height, channels } = await pool.decode(bytes, await readHeader(bytesOf(bytes)), 0);
    if (channels === 1) return { data, shape: [height, width] };
    const pixels = newSamples(dtypeOf(data), data.length);
    for (let i = 0; i < width * height; i++) for (let c = 0; c < channels; c++) pixels[i * channels + c] = data[c * width * height + i]!;
    return { data: pixels, shape: [height, width, channels] };
  } finally {
    await pool.close();
  }
}
