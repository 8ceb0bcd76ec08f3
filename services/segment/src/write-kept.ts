import type { DType } from "@argosy/core";
import type { ChainWork, Unit } from "@argosy/nodes";
import type { FrameResult } from "@argosy/runtime";
import { storedArrayId } from "@argosy/runtime";
import type { Channel, Manifest, ObjectStore, StackDescription } from "@argosy/storage";
import { describeStack, layoutOf, shardFiles, writeArray } from "@argosy/storage";

/** An array that a task wrote, with what its row says. */
export interface WrittenArray {
  readonly id: string;
  readonly project: string;
  readonly taskId: string;
  readonly step: number;
  readonly slot: string;
  readonly kind: "image" | "labels";
  /** What the slot holds: image, mask or labels. */
  readonly slotKind: string;
  readonly prefix: string;
  readonly shape: readonly [number, number, number, number];
  readonly dtype: DType;
  readonly levels: number;
  readonly manifest: Manifest;
}

/** What is written for one task. */
export interface KeptWork {
  readonly taskId: string;
  readonly project: string;
  readonly work: Pick<ChainWork, "steps">;
  readonly unit: Pick<Unit, "images">;
  /** By image of the unit. */
  readonly frames: readonly Pick<FrameResult, "arrays" | "stack">[];
}

/** Writes each kept slot of a unit as one stack: the images of the unit along t. */
export async function writeKept(store: ObjectStore, kept: KeptWork, signal: AbortSignal): Promise<WrittenArray[]> {
  const written: WrittenArray[] = [];
  for (const [index, first] of (kept.frames[0]?.arrays ?? []).entries()) {
    const name = `${first.step}.${first.slot}`;
    const prefix = `${kept.project}/segment/${kept.taskId}/${name}`;
    const description = describe(kept, index);
    const layout = layoutOf(description);
    const files = function* () {
      for (const [path, bytes] of describeStack(description)) yield { path, bytes };
      yield* shardFiles(layout, (level, { t, c, row, column }) => {
        const { levels: channels } = kept.frames[t]!.arrays[index]!;
        const { width, chunkWidth } = layout.levels[level]!;
        return channels[c]![level]![row * Math.ceil(width / chunkWidth) + column]!;
      });
    };
    const manifest = await writeArray(store, prefix, files(), signal);
    written.push({
      id: storedArrayId(kept.taskId, first.step, first.slot),
      project: kept.project,
      taskId: kept.taskId,
      step: first.step,
      slot: first.slot,
      kind: first.kind === "labels" ? "labels" : "image",
      slotKind: first.kind,
      prefix,
      shape: [description.t, description.c, description.y, description.x],
      dtype: first.dtype,
      levels: layout.levels.length,
      manifest,
    });
  }
  return written;
}

function describe(kept: KeptWork, index: number): StackDescription {
  const { unit, frames, work } = kept;
  const first = frames[0]!.arrays[index]!;
  const sizes = unit.images.map(({ name, width, height }) => ({ name, width, height }));
  const step = work.steps[first.step]!;
  const pixelSize = unit.images[0]!.pixelSize;
  const same = unit.images.every((image) => image.pixelSize?.x === pixelSize?.x && image.pixelSize?.y === pixelSize?.y);
  const labels = first.kind === "labels";
  return {
    t: frames.length,
    c: first.levels.length,
    y: frames[0]!.stack.height,
    x: frames[0]!.stack.width,
    dtype: first.dtype,
    name: `${step.node} ${first.slot}`,
    channels: labels ? [] : first.levels.map((_, c): Channel => channelOf(first.dtype, first.kind, c)),
    frames: sizes,
    ...(pixelSize !== undefined && same ? { pixelSize: { x: pixelSize.x as never, y: pixelSize.y as never } } : {}),
    ...(labels ? { labels: {} } : {}),
  };
}

function channelOf(dtype: DType, kind: string, c: number): Channel {
  const max = kind === "mask" ? 1 : dtype === "uint16" ? 65_535 : dtype === "uint8" ? 255 : 1;
  return { label: `channel ${c}`, color: "FFFFFF", window: { min: 0, max, start: 0, end: max } };
}
