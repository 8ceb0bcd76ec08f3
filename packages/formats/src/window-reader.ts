import type { ByteSource } from "@argosy/core";
import { refusal } from "@argosy/core";

const WINDOW_BYTES = 64 * 1024;

/** Small reads at arbitrary places over a {@link ByteSource}: one window of 64 KiB is kept, so that headers cost few real reads. */
export class WindowReader {
  readonly source: ByteSource;
  readonly signal: AbortSignal | undefined;
  #start = 0;
  #window: Uint8Array = new Uint8Array(0);

  constructor(source: ByteSource, signal?: AbortSignal) {
    this.source = source;
    this.signal = signal;
  }

  get size(): number {
    return this.source.size;
  }

  /**
   * Exactly `length` bytes. The array is a view: do not change it, and copy what must outlive the next call.
   *
   * @throws {ArgosyError} `IMAGE_TRUNCATED` naming `what` when the file ends before.
   */
  async bytes(offset: number, length: number, what: string): Promise<Uint8Array> {
    if (offset + length > this.size) throw truncated(what, offset + length, this.size);
    const inside = offset - this.#start;
    if (inside >= 0 && inside + length <= this.#window.length) return this.#window.subarray(inside, inside + length);
    this.signal?.throwIfAborted();
    const wanted = Math.min(Math.max(length, WINDOW_BYTES), this.size - offset);
    const bytes = await this.source.read(offset, wanted, this.signal);
    if (bytes.length < length) throw truncated(what, offset + length, offset + bytes.length);
    this.#start = offset;
    this.#window = bytes;
    return this.#window.subarray(0, length);
  }
}

/** The refusal of a file that ends before what it announces. */
export function truncated(what: string, expectedBytes: number, actualBytes: number) {
  return refusal("IMAGE_TRUNCATED", `the file ends inside ${what}: ${actualBytes} of at least ${expectedBytes} bytes are there`, {
    what,
    expectedBytes,
    actualBytes,
  });
}

/** A view for numbers over bytes that need not start at their buffer's start. */
export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Bytes as Latin-1 text, up to the first NUL. */
export function latin1(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return Buffer.from(bytes.buffer, bytes.byteOffset, end < 0 ? bytes.length : end).toString("latin1");
}
