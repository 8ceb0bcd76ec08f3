import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

const SMALLEST = 2 ** 14;
const LARGEST = 2 ** 20;

/**
 * A file that is read at any place, mostly from front to back in small pieces: as long as each piece follows the one before, ever more is
 * read ahead, up to 1 MiB; a jump begins small again.
 */
export class FileWindow extends RandomAccessReader {
  readonly #handle: FileHandle;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;
  #ahead = SMALLEST;

  /** The handle stays the caller's: closing the reader does not close it. */
  constructor(handle: FileHandle) {
    super();
    this.#handle = handle;
  }

  /** Bytes of the file; fewer where it ends. */
  async bytes(offset: number, length: number): Promise<Buffer> {
    const within = offset - this.#start;
    if (within >= 0 && within + length <= this.#window.length) return this.#window.subarray(within, within + length);
    const follows = within >= 0 && within <= this.#window.length + SMALLEST;
    this.#ahead = follows ? Math.min(2 * this.#ahead, LARGEST) : SMALLEST;
    const wanted = Math.max(length, this.#ahead);
    const { buffer, bytesRead } = await this.#handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, offset);
    const read = buffer.subarray(0, bytesRead);
    this.#window = read;
    this.#start = offset;
    return read.subarray(0, length);
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, bytesRead?: number) => void,
  ): void {
    this.bytes(position, length).then(
      (bytes) => callback(null, bytes.copy(buffer, offset)),
      (error: Error) => callback(error),
    );
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#pieces(start, end));
  }

  async *#pieces(start: number, end: number): AsyncGenerator<Buffer> {
    for (let at = start; at < end; ) {
      const wanted = Math.min(LARGEST, end - at);
      const { buffer, bytesRead } = await this.#handle.read(Buffer.allocUnsafeSlow(wanted), 0, wanted, at);
      if (bytesRead === 0) return;
      yield buffer.subarray(0, bytesRead);
      at += bytesRead;
    }
  }
}
