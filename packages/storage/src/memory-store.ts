import { checkKey, checkPrefix } from "./object-key.ts";
import type { ObjectStore, PutOptions, ReadOptions } from "./object-store.ts";
import { rangeIn, wrongLength } from "./object-store.ts";

/** Objects in memory, for tests and for what need not outlive the process. Bytes are copied in and out. */
export class MemoryStore implements ObjectStore {
  readonly #objects = new Map<string, Uint8Array>();

  async get(key: string, options: ReadOptions = {}): Promise<Uint8Array | undefined> {
    options.signal?.throwIfAborted();
    const bytes = this.#objects.get(checkKey(key));
    if (bytes === undefined) return undefined;
    const { start, end } = rangeIn(bytes.length, options.range);
    return bytes.slice(start, end);
  }

  async size(key: string, options: { readonly signal?: AbortSignal } = {}): Promise<number | undefined> {
    options.signal?.throwIfAborted();
    return this.#objects.get(checkKey(key))?.length;
  }

  async put(key: string, bytes: Uint8Array, options: PutOptions = {}): Promise<boolean> {
    options.signal?.throwIfAborted();
    if (options.ifAbsent === true && this.#objects.has(checkKey(key))) return false;
    this.#objects.set(checkKey(key), Uint8Array.from(bytes));
    return true;
  }

  async putStream(
    key: string,
    size: number,
    bytes: AsyncIterable<Uint8Array>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    checkKey(key);
    const whole = new Uint8Array(size);
    let length = 0;
    for await (const piece of bytes) {
      options.signal?.throwIfAborted();
      if (length + piece.length > size) throw wrongLength(key, size);
      whole.set(piece, length);
      length += piece.length;
    }
    options.signal?.throwIfAborted();
    if (length !== size) throw wrongLength(key, size);
    this.#objects.set(key, whole);
  }

  async delete(key: string): Promise<void> {
    this.#objects.delete(checkKey(key));
  }

  async *list(prefix: string): AsyncGenerator<string> {
    checkPrefix(prefix);
    yield* [...this.#objects.keys()].filter((key) => key.startsWith(prefix)).sort();
  }
}
