import type { DType } from "@argosy/core";
import { SAMPLE_BYTES } from "@argosy/core";
import { SHARD_SAMPLE_BYTES } from "./layout.ts";

const STACK_FRAMES = 64;
const SMALL_PIXELS = 2 ** 20;
const PADDING = 4;

/** From this many frames of one small size on, they get stacks of their own, so that nothing is padded or decoded in vain. */
const EQUAL_FRAMES = 32;

/** What must be known of a frame to place it. */
export interface FrameShape {
  readonly key: string;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly dtype: DType;
}

/** Frames that go into one stack, in its order of t; the stack is as wide and as high as its widest and highest frame. */
export interface PlannedStack<F extends FrameShape = FrameShape> {
  readonly width: number;
  readonly height: number;
  readonly channels: number;
  readonly dtype: DType;
  readonly frames: readonly F[];
}

/**
 * Deals the frames of an import into stacks: those of equal size, channels and sample type together, in the order given.
 *
 * Frames below 1 Mpx (2^20 pixels) of one type share stacks although their sizes differ, unless a size occurs 32 times or more.
 * A stack ends before it has more than 64 frames, more than 63 MiB of samples (one frame may have more), or more than 4 times as
 * much padding as samples.
 *
 * @param frames - in sorted order; every frame comes out exactly once.
 * @returns Stacks in the order of their first frames. The same frames give the same stacks.
 *
 * Time O(n).
 */
export function planStacks<F extends FrameShape>(frames: readonly F[]): PlannedStack<F>[] {
  const counts = new Map<string, number>();
  for (const frame of frames) counts.set(sizeOf(frame), (counts.get(sizeOf(frame)) ?? 0) + 1);
  const open = new Map<string, Draft<F>>();
  const drafts: Draft<F>[] = [];
  for (const frame of frames) {
    const shared = frame.width * frame.height < SMALL_PIXELS && counts.get(sizeOf(frame))! < EQUAL_FRAMES;
    const group = shared ? typeOf(frame) : sizeOf(frame);
    const held = open.get(group);
    if (held !== undefined && takes(held, frame)) add(held, frame);
    else {
      const draft: Draft<F> = { width: frame.width, height: frame.height, pixels: frame.width * frame.height, frames: [frame] };
      drafts.push(draft);
      open.set(group, draft);
    }
  }
  return drafts.map(({ width, height, frames: taken }) => ({
    width,
    height,
    channels: taken[0].channels,
    dtype: taken[0].dtype,
    frames: taken,
  }));
}

interface Draft<F> {
  width: number;
  height: number;
  /** Pixels of the frames, without padding. */
  pixels: number;
  readonly frames: [F, ...F[]];
}

function takes<F extends FrameShape>(draft: Draft<F>, frame: F): boolean {
  const pixels = draft.pixels + frame.width * frame.height;
  const covered = Math.max(draft.width, frame.width) * Math.max(draft.height, frame.height) * (draft.frames.length + 1);
  return (
    draft.frames.length < STACK_FRAMES &&
    pixels * frame.channels * SAMPLE_BYTES[frame.dtype] <= SHARD_SAMPLE_BYTES &&
    covered - pixels <= PADDING * pixels
  );
}

function add<F extends FrameShape>(draft: Draft<F>, frame: F): void {
  draft.width = Math.max(draft.width, frame.width);
  draft.height = Math.max(draft.height, frame.height);
  draft.pixels += frame.width * frame.height;
  draft.frames.push(frame);
}

function typeOf(frame: FrameShape): string {
  return `${frame.dtype} ${frame.channels}`;
}

function sizeOf(frame: FrameShape): string {
  return `${typeOf(frame)} ${frame.width} ${frame.height}`;
}
