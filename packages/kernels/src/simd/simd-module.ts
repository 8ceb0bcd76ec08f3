import type { PixelArray } from "@argosy/core";
import { BYTES } from "./module-bytes.ts";

/** What is used here of what Node and browsers have alike. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: object };
};

/** What the module computes; pointers and lengths are in bytes. Its sources, in `packages/kernels/assembly`, say more. */
interface SimdKernels {
  readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): number };
  readonly layRow8: LayRow;
  readonly layRow16: LayRow;
  readonly layRow32: LayRow;
  readonly weighLine: (line: number, to: number, width: number, weights: number, radius: number) => void;
  readonly weighRows: (rows: number, to: number, width: number, weights: number, radius: number) => void;
  readonly weighSteps: (line: number, to: number, count: number, step: number, weights: number, radius: number) => void;
  readonly blendRows: (rows: number, row: number, to: number, width: number, a: number, b: number, c: number, d: number) => void;
  readonly compareBytes: (from: number, to: number, bytes: number, level: number, flip: number) => void;
  readonly nearCentre: NearCentre;
  readonly descendRows: (tree: number, block: number, groups: number, bytes: number, shift: number, ends: number) => void;
  readonly median3_8: MedianRow;
  readonly median3_16: MedianRow;
  readonly median5_8: MedianRow;
  readonly median5_16: MedianRow;
}

/** Lays one row of a plane over the rows of the result that it reaches. */
export type LayRow = (
  line: number,
  spare: number,
  margin: number,
  bytes: number,
  rows: number,
  chords: number,
  radius: number,
  y: number,
  height: number,
  largest: number,
) => void;

/** Compares the pixels of one window with one centre of superpixels. */
type NearCentre = (
  values: number,
  channel: number,
  best: number,
  nearest: number,
  row: number,
  top: number,
  left: number,
  right: number,
  from: number,
  to: number,
  cx: number,
  cy: number,
  weight: number,
  means: number,
  depth: number,
  name: number,
) => void;

/** The medians of one row. */
export type MedianRow = (rows: number, sorted: number, to: number, bytes: number) => void;

/** Below this the module keeps what is its own. */
const FREE_FROM = 1_024;
const PAGE = 65_536;
/** Who needs more room than this is too large for the module. */
const MOST_BYTES = 2 ** 24;

/**
 * The kernels in WebAssembly, 16 bytes at a time, and their memory, which holds nothing from one call to the next.
 *
 * A page of the browser has no module: its policy forbids code that is made while it runs. There the same is computed without, with the
 * same bits.
 */
export const SIMD: SimdKernels | undefined =
  "document" in globalThis || "importScripts" in globalThis
    ? undefined
    : (new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(atob(BYTES), (char) => char.charCodeAt(0)))).exports as SimdKernels);

/** Samples of the type of `data` that lie in the module's memory, `from` a byte on; the type is one of those that the module knows. */
export function samplesIn<A extends PixelArray>(memory: ArrayBuffer, data: A, from: number, length: number): A {
  // Not by the constructor of `data`: that may be one of Node's buffers.
  if (data instanceof Uint8Array) return new Uint8Array(memory, from, length) as PixelArray as A;
  if (data instanceof Uint16Array) return new Uint16Array(memory, from, length) as PixelArray as A;
  return new Float32Array(memory, from, length) as PixelArray as A;
}

/** Places in the module's memory. */
export interface Layout {
  /** The first byte of `bytes` bytes, at a multiple of 16. */
  place(bytes: number): number;
  /** The memory, with all that has a place; undefined when that is too much. No place can be had afterwards. */
  open(): ArrayBuffer | undefined;
}

/** An empty layout. */
export function createLayout({ memory }: SimdKernels): Layout {
  let end = FREE_FROM;
  return {
    place(bytes) {
      const at = end;
      end += roundUp(bytes);
      return at;
    },
    open() {
      if (end > MOST_BYTES) return undefined;
      const missing = end - memory.buffer.byteLength;
      if (missing > 0) memory.grow(Math.ceil(missing / PAGE));
      return memory.buffer;
    },
  };
}

/** The next multiple of 16. */
export function roundUp(bytes: number): number {
  return Math.ceil(bytes / 16) * 16;
}
