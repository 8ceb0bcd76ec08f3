import { once } from "node:events";
import type { Writable } from "node:stream";
import { finished } from "node:stream/promises";
import { crc32, deflateRawSync } from "node:zlib";
import { ArgosyError } from "@argosy/core";
import { centralHeader, endOfDirectory, FIELD_LIMIT, localHeader } from "./zip-records.ts";

/** Bytes that are collected before the sink gets them: thousands of small entries become few writes. */
const COLLECTED = 2 ** 20;

/**
 * Writes a ZIP archive entry by entry into `sink`, with the records of ZIP64 where they are needed. The same entries in the same order
 * give the same bytes: neither clock nor time zone reaches them. Images are stored as they are (they are compressed already), texts
 * are deflated. Memory: one entry, 1 MiB, and the directory, which comes last. Time a stored entry: its checksum and one copy.
 */
export class ArchiveWriter {
  readonly #sink: Writable;
  readonly #written: Promise<void>;
  readonly #directory: Buffer[] = [];
  #collected: Uint8Array[] = [];
  #collectedBytes = 0;
  #offset = 0;
  #failed: unknown;

  constructor(sink: Writable) {
    this.#sink = sink;
    this.#written = finished(sink);
    this.#written.catch((error: unknown) => {
      this.#failed = error ?? new Error("the sink failed");
    });
  }

  /** Adds a file; waits where the sink is slower. Rejects with the sink's error. */
  async add(path: string, bytes: Uint8Array, compress: boolean): Promise<void> {
    if (this.#failed !== undefined) throw this.#failed;
    const name = Buffer.from(path, "utf8");
    const data = compress ? deflateRawSync(bytes) : bytes;
    if (name.length > 0xffff || bytes.length >= FIELD_LIMIT || data.length >= FIELD_LIMIT)
      throw new ArgosyError("payload_too_large", "a file is too large for an archive", { details: { bytes: bytes.length } });
    const entry = { name, method: compress ? 8 : 0, sum: crc32(bytes), packed: data.length, size: bytes.length, offset: this.#offset };
    this.#directory.push(centralHeader(entry));
    this.#put(localHeader(entry));
    this.#put(data);
    if (this.#collectedBytes >= COLLECTED) await this.#flush();
  }

  /** Writes the directory and waits until the sink has everything. */
  async end(): Promise<void> {
    const start = this.#offset;
    for (const record of this.#directory) this.#put(record);
    this.#put(endOfDirectory(this.#directory.length, start, this.#offset - start));
    await this.#flush();
    this.#sink.end();
    await this.#written;
  }

  #put(bytes: Uint8Array): void {
    this.#collected.push(bytes);
    this.#collectedBytes += bytes.length;
    this.#offset += bytes.length;
  }

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#collected, this.#collectedBytes);
    this.#collected = [];
    this.#collectedBytes = 0;
    if (!this.#sink.write(bytes)) await Promise.race([once(this.#sink, "drain"), this.#written]);
    if (this.#failed !== undefined) throw this.#failed;
  }
}
