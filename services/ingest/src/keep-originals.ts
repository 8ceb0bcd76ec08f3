import { createHash } from "node:crypto";
import type { ByteSource } from "@argosy/core";
import { LIMITS } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import { PackWriter } from "@argosy/storage";
import type { FileRow, StoredPartRow } from "./files.ts";

/** Files up to this many bytes share a pack. */
const SMALL = 8 * 2 ** 20;
const PIECE = 4 * 2 ** 20;
/** A pack of this size is worth a write of its own, and small enough that the next files are looked at while it is written. */
const PACK = 32 * 2 ** 20;
/** Rows without bytes that are handed on at once. */
const NOTES = 500;

/** A file whose bytes are not stored yet: everything of its row but where they lie. */
export type PendingFile = Omit<FileRow, "parts">;

interface PackedFile {
  readonly file: PendingFile;
  readonly offset: number;
  readonly length: number;
}

/**
 * Puts originals into the store: small ones together, large ones alone. Rows are handed on as soon as their bytes are safe.
 * Keys follow from the contents, so what was written before a crash is found again. One pack is written while the next is collected.
 */
export class OriginalKeeper {
  readonly #store: ObjectStore;
  readonly #prefix: string;
  readonly #commit: (files: readonly FileRow[]) => Promise<void>;
  #noted: FileRow[] = [];
  #pack = new PackWriter(PACK);
  #pending: PackedFile[] = [];
  #onItsWay: Promise<void> = Promise.resolve();

  constructor(store: ObjectStore, prefix: string, commit: (files: readonly FileRow[]) => Promise<void>) {
    this.#store = store;
    this.#prefix = prefix;
    this.#commit = commit;
  }

  /** Keeps the bytes of a file; `whole` when they were read already. */
  async add(file: PendingFile, bytes: ByteSource, whole: Uint8Array | undefined, signal: AbortSignal): Promise<void> {
    if (bytes.size <= SMALL) {
      const content = whole ?? (await bytes.read(0, bytes.size, signal));
      if (!this.#pack.fits(content.length)) await this.#send(signal);
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

  /** Stores what is collected; afterwards all bytes are safe and all rows handed on. */
  async flush(signal: AbortSignal): Promise<void> {
    await this.#commitNotes();
    await this.#send(signal);
    await this.#onItsWay;
  }

  /** Waits for a write that is on its way, however it ends: for those who give up. */
  async settle(): Promise<void> {
    await Promise.allSettled([this.#onItsWay]);
  }

  async #send(signal: AbortSignal): Promise<void> {
    if (this.#pending.length === 0) return;
    const [pack, files] = [this.#pack, this.#pending];
    this.#pack = new PackWriter(PACK);
    this.#pending = [];
    await this.#onItsWay;
    this.#onItsWay = this.#keep(pack, files, signal);
    // Whoever sends or flushes next hears of a failure.
    this.#onItsWay.catch(() => undefined);
  }

  async #keep(pack: PackWriter, files: readonly PackedFile[], signal: AbortSignal): Promise<void> {
    const contents = files.map(({ file, length }) => `${file.sha256} ${length}\n`).join("");
    const key = `${this.#prefix}/pack-${createHash("sha256").update(contents).digest("hex")}`;
    await this.#store.put(key, pack.finish(), { ifAbsent: true, signal });
    await this.#commit(files.map(({ file, offset, length }) => ({ ...file, parts: [{ key, offset, length }] })));
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
