import { createHash } from "node:crypto";
import type { DType } from "@argosy/core";
import { idFromHash, SAMPLE_BYTES } from "@argosy/core";
import type { DecodedImage } from "@argosy/formats";
import type { Ports } from "@argosy/runtime";
import { mapLanes } from "@argosy/runtime";
import type { Channel, Manifest, PlannedStack, StackDescription } from "@argosy/storage";
import { describeStack, layoutOf, shardFiles, writeArray } from "@argosy/storage";
import type { Db } from "@argosy/work";
import type { StackFrameWork } from "./work.ts";

/** A decoded frame. */
export interface EncodedFrame {
  readonly frame: StackFrameWork;
  readonly image: DecodedImage;
  /** What its place in a stack depends on. */
  readonly shape: {
    readonly key: string;
    readonly width: number;
    readonly height: number;
    readonly channels: number;
    readonly dtype: DType;
  };
}

/** Frames that are to lie in one array. */
export interface StackToWrite {
  readonly taskId: string;
  readonly project: string;
  /** Which of the task's arrays. */
  readonly index: number;
  readonly plan: PlannedStack<EncodedFrame["shape"]>;
  readonly frames: readonly EncodedFrame[];
}

/** An array that was written. */
export interface WrittenStack {
  readonly id: string;
  readonly project: string;
  readonly taskId: string;
  readonly name: string;
  readonly prefix: string;
  readonly shape: readonly [number, number, number, number];
  readonly dtype: DType;
  readonly levels: number;
  readonly manifest: Manifest;
  readonly frames: readonly EncodedFrame[];
}

/** Encodes the frames of a stack in worker threads and writes it. */
export async function writeStack(ports: Ports, stack: StackToWrite, signal: AbortSignal): Promise<WrittenStack> {
  const description = describe(stack);
  const layout = layoutOf(description);
  const { t, c, y, x, dtype } = description;
  const encoded = await mapLanes(stack.frames, ports.workers.size + 1, ({ image }) => {
    const { width, height, channels, data } = image;
    const input = { shape: { t, c, y, x, dtype }, width, height, channels, samples: data };
    // The samples are not needed here any more, so they move where they own their memory.
    const transfer = data.buffer instanceof ArrayBuffer && data.byteLength === data.buffer.byteLength ? [data.buffer] : [];
    return ports.workers.run<Uint8Array[][][]>({ task: "encode-levels", input }, { signal, transfer });
  });
  const name = `images-${stack.index}`;
  const prefix = `${stack.project}/ingest/${stack.taskId}/${name}`;
  const files = function* () {
    for (const [path, bytes] of describeStack(description)) yield { path, bytes };
    yield* shardFiles(layout, (level, at) => {
      const { width, chunkWidth } = layout.levels[level]!;
      return encoded[at.t]![at.c]![level]![at.row * Math.ceil(width / chunkWidth) + at.column]!;
    });
  };
  return {
    id: idFromHash(createHash("sha256").update(`${stack.taskId} ${name}`).digest()),
    project: stack.project,
    taskId: stack.taskId,
    name,
    prefix,
    shape: [t, c, y, x],
    dtype,
    levels: layout.levels.length,
    manifest: await writeArray(ports.store, prefix, files(), signal),
    frames: stack.frames,
  };
}

function describe({ frames, plan }: StackToWrite): StackDescription {
  const [first] = frames;
  const { dtype, channels, colour } = first!.image;
  return {
    t: frames.length,
    c: channels,
    y: plan.height,
    x: plan.width,
    dtype,
    name: first!.frame.name,
    channels: Array.from({ length: channels }, (_, c) => channelOf(colour, dtype, c)),
    frames: frames.map(({ frame, image }) => ({ name: frame.name, width: image.width, height: image.height })),
  };
}

const RGB = [
  ["red", "FF0000"],
  ["green", "00FF00"],
  ["blue", "0000FF"],
  ["alpha", "FFFFFF"],
] as const;

function channelOf(colour: string, dtype: DType, c: number): Channel {
  const max = 2 ** (8 * SAMPLE_BYTES[dtype]) - 1;
  const window = { min: 0, max, start: 0, end: max };
  const named = colour === "rgb" || colour === "rgba" ? RGB[c] : undefined;
  return { label: named?.[0] ?? (colour === "grey" ? "grey" : `channel ${c}`), color: named?.[1] ?? "FFFFFF", window };
}

export async function insertStack(tx: Db, stack: WrittenStack): Promise<void> {
  await tx.query(
    `insert into stored_array (id, project_id, task_id, name, kind, prefix, shape, dtype, levels, manifest, manifest_sha256)
     values ($1, $2, $3, $4, 'image', $5, $6, $7, $8, $9, $10)`,
    [
      stack.id,
      stack.project,
      stack.taskId,
      stack.name,
      stack.prefix,
      stack.shape,
      stack.dtype,
      stack.levels,
      JSON.stringify(stack.manifest.entries),
      stack.manifest.sha256,
    ],
  );
}
