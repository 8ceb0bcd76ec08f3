import { createHash } from "node:crypto";
import type { ByteSource } from "@argosy/core";
import { LIMITS } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import { PackWriter } from "@argosy/storage";
import type { FileRow, StoredPartRow } from "./files.ts";

/** Files up to this many bytes share a pack. */
const SMALL = 8 * 2 ** 20;
const PIECE = 4 * 2 ** 20;
/** Rows without bytes that are handed on at once. */
const NOTES = 500;

/** A file whose bytes are not stored yet: everything of its row but where they lie. */
export type PendingFile = Omit<FileRow, "parts">;

/**
 * Puts originals into the store: small ones together, large ones alone. Rows are handed on as soon as their bytes are safe.
 * Keys follow from the contents, so what was written before a crash is found again.
 */
export class OriginalKeeper {
  readonly #store: ObjectStore;
  readonly #prefix: string;
  readonly #commit: (files: readonly FileRow[]) => Promise<void>;
  #noted: FileRow[] = [];
  #pack = new PackWriter();
  #pending: { readonly file: PendingFile; readonly offset: number; readonly length: number }[] = [];

  constructor(store: ObjectStore, prefix: string, commit: (files: readonly FileRow[]) => Promise<void>) {
    this.#store = store;
    this.#prefix = prefix;
    this.#commit = commit;
  }

  /** Keeps the bytes of a file; `whole` when they were read already. */
  async add(file: PendingFile, bytes: ByteSource, whole: Uint8Array | undefined, signal: AbortSignal): Promise<void> {
    if (bytes.size <= SMALL) {
      const content = whole ?? (await bytes.read(0, bytes.size, signal));
      if (!this.#pack.fits(content.length)) await this.flush(signal);
      this.#pending.push({ file, ...this.#pack.add(content) });
      return;
    }
    const parts: StoredPartRow[] = [];
    for (let offset = 0; offset < bytes.size; offset += LIMITS.objectBytes) {
      const length = Math.min(LIMITS.objectBytes, bytes.size - offset);
      const key = `${this.#prefix}/original-${file.sha256}-${parts.length}`;
      await this.#store.putStream(key, length, pieces(bytes, offset, length, signal), { signal });
      parts.push({ key, offset: 0, length });
    }
    await this.#commit([{ ...file, parts }]);
  }

  /** Hands on a file that has no bytes to keep, together with others. */
  async note(file: FileRow): Promise<void> {
    this.#noted.push(file);
    if (this.#noted.length >= NOTES) await this.#commitNotes();
  }

  /** Stores what is collected. */
  async flush(signal: AbortSignal): Promise<void> {
    await this.#commitNotes();
    if (this.#pending.length === 0) return;
    const pack = this.#pack.finish();
    const key = `${this.#prefix}/pack-${createHash("sha256").update(pack).digest("hex")}`;
    await this.#store.put(key, pack, { ifAbsent: true, signal });
    await this.#commit(this.#pending.map(({ file, offset, length }) => ({ ...file, parts: [{ key, offset, length }] })));
    this.#pack = new PackWriter();
    this.#pending = [];
  }

  async #commitNotes(): Promise<void> {
    if (this.#noted.length === 0) return;
    await this.#commit(this.#noted);
    this.#noted = [];
  }
}

async function* pieces(bytes: ByteSource, offset: number, length: number, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (let done = 0; done < length; done += PIECE) yield await bytes.read(offset + done, Math.min(PIECE, length - done), signal);
}
