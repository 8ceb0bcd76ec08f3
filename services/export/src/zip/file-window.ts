import type { FileHandle } from "node:fs/promises";
import { Readable } from "node:stream";
import { RandomAccessReader } from "yauzl";

const SMALLEST = 2 ** 14;
const LARGEST = 2 ** 20;

/**
 * A file that is read at any place, mostly from front to back in small pieces: as long as each piece follows the one before, ever more is
 * read ahead, up to 1 MiB; a jump begins small again. What is read ahead lies in one buffer, and pieces are copies of it.
 */
export class FileWindow extends RandomAccessReader {
  readonly #handle: FileHandle;
  #window: Buffer = Buffer.alloc(0);
  #start = 0;
  #length = 0;
  #ahead = SMALLEST;
  /** The piece that is read now: the next one waits for it. */
  #turn: Promise<unknown> = Promise.resolve();

  /** The handle stays the caller's: closing the reader does not close it. */
  constructor(handle: FileHandle) {
    super();
    this.#handle = handle;
  }

  /** Bytes of the file; fewer where it ends. */
  bytes(offset: number, length: number): Promise<Buffer> {
    const piece = this.#turn.then(() => this.#piece(offset, length));
    this.#turn = piece.catch(() => undefined);
    return piece;
  }

  async #piece(offset: number, length: number): Promise<Buffer> {
    const within = offset - this.#start;
    if (within >= 0 && within + length <= this.#length) return Buffer.from(this.#window.subarray(within, within + length));
    const follows = within >= 0 && within <= this.#length + SMALLEST;
    this.#ahead = follows ? Math.min(2 * this.#ahead, LARGEST) : SMALLEST;
    if (length > this.#ahead) return this.#outside(offset, length);
    if (this.#window.length < this.#ahead) this.#window = Buffer.allocUnsafeSlow(this.#ahead);
    this.#length = 0;
    const { bytesRead } = await this.#handle.read(this.#window, 0, this.#ahead, offset);
    this.#start = offset;
    this.#length = bytesRead;
    return Buffer.from(this.#window.subarray(0, Math.min(length, bytesRead)));
  }

  /** A piece that is larger than what is read ahead. */
  async #outside(offset: number, length: number): Promise<Buffer> {
    const { buffer, bytesRead } = await this.#handle.read(Buffer.allocUnsafeSlow(length), 0, length, offset);
    this.#start = offset + bytesRead;
    this.#length = 0;
    return buffer.subarray(0, bytesRead);
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
