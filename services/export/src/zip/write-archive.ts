import { once } from "node:events";
import type { Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { ZipFile } from "yazl";

/** Bytes that wait for the sink before the writer waits too. */
const WAITING_LIMIT = 4 * 2 ** 20;
/** One moment in local time, which is what a ZIP states: neither clock nor time zone reaches the bytes. (1980 would be clamped by UTC.) */
const fixedTime = (): Date => new Date(2000, 0, 1);

/**
 * Writes a ZIP archive entry by entry into `sink`. The same entries in the same order give the same bytes in every time zone.
 * Images are stored as they are (they are compressed already), texts are deflated. Memory: one entry and what the sink leaves waiting.
 */
export class ArchiveWriter {
  readonly #zip = new ZipFile();
  readonly #written: Promise<void>;
  #failed: unknown;

  constructor(sink: Writable) {
    this.#written = pipeline(this.#zip.outputStream, sink);
    this.#written.catch((error: unknown) => {
      this.#failed = error ?? new Error("the sink failed");
    });
  }

  /** Adds a file; waits where the sink is slower. Rejects with the sink's error. */
  async add(path: string, bytes: Uint8Array, compress: boolean): Promise<void> {
    if (this.#failed !== undefined) throw this.#failed;
    const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#zip.addBuffer(buffer, path, { compress, mtime: fixedTime(), mode: 0o100644, forceDosTimestamp: true });
    // The writer pumps entries from the event loop: give it a turn before looking at what waits.
    await new Promise<void>((resolve) => setImmediate(resolve));
    const output = this.#zip.outputStream as unknown as Writable;
    while (output.writableLength > WAITING_LIMIT && this.#failed === undefined) await Promise.race([once(output, "drain"), this.#written]);
    if (this.#failed !== undefined) throw this.#failed;
  }

  /** Writes the directory and waits until the sink has everything. */
  async end(): Promise<void> {
    this.#zip.end();
    await this.#written;
  }
}
