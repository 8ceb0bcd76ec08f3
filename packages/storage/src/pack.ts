import { ArgosyError, LIMITS } from "@argosy/core";

/** Collects small originals that lie one after another in one object of at most `limit` bytes. */
export class PackWriter {
  readonly #limit: number;
  readonly #pieces: Uint8Array[] = [];
  #size = 0;

  constructor(limit: number = LIMITS.objectBytes) {
    this.#limit = limit;
  }

  /** Bytes collected so far. */
  get size(): number {
    return this.#size;
  }

  /** Whether `length` more bytes go in. */
  fits(length: number): boolean {
    return this.#size + length <= this.#limit;
  }

  /**
   * Adds a file and says where in the pack it lies. The bytes are not copied until the end: do not change them.
   *
   * @throws {ArgosyError} `payload_too_large` when they do not fit.
   */
  add(bytes: Uint8Array): { readonly offset: number; readonly length: number } {
    if (!this.fits(bytes.length))
      throw new ArgosyError("payload_too_large", "the pack is full", {
        details: { limit: this.#limit, size: this.#size, length: bytes.length },
      });
    const offset = this.#size;
    this.#pieces.push(bytes);
    this.#size += bytes.length;
    return { offset, length: bytes.length };
  }

  /** The whole pack. */
  finish(): Uint8Array {
    const pack = new Uint8Array(this.#size);
    let offset = 0;
    for (const piece of this.#pieces) {
      pack.set(piece, offset);
      offset += piece.length;
    }
    return pack;
  }
}
