import { randomUUID } from "node:crypto";
import type { Dirent } from "node:fs";
import type { FileHandle } from "node:fs/promises";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { refusal } from "@argosy/core";
import { absentAsUndefined, isFull, linkIfAbsent, readFrom, syncFolder, writeAll } from "./durable-file.ts";
import { checkKey, checkPrefix, isKeySegment } from "./object-key.ts";
import type { ObjectStore, PutOptions, ReadOptions } from "./object-store.ts";
import { rangeIn, wrongLength } from "./object-store.ts";

/** No key can begin with a tilde, so nothing in this folder is ever an object. */
const TEMPORARY = "~unfinished";

/**
 * Objects as files under a folder; a key is the path. Written to a temporary file on the same file system, synced, then moved
 * (or, for `ifAbsent`, linked) to its place, and the folder synced. Deleting leaves empty folders behind.
 */
export class FolderStore implements ObjectStore {
  readonly #root: string;
  /** Folders that are on the disk for good, or on their way there. */
  readonly #folders = new Map<string, Promise<void>>();

  private constructor(root: string) {
    this.#root = root;
  }

  /** The store in a folder, which is made when it is not there. */
  static async open(root: string): Promise<FolderStore> {
    const store = new FolderStore(resolve(root));
    await mkdir(join(store.#root, TEMPORARY), { recursive: true });
    return store;
  }

  async get(key: string, options: ReadOptions = {}): Promise<Uint8Array | undefined> {
    options.signal?.throwIfAborted();
    const file = await absentAsUndefined(open(this.#path(key), "r"));
    if (file === undefined) return undefined;
    try {
      const status = await file.stat();
      if (!status.isFile()) return undefined;
      const { start, end } = rangeIn(status.size, options.range);
      return await readFrom(file, start, new Uint8Array(end - start), options.signal);
    } finally {
      await file.close();
    }
  }

  async size(key: string, options: { readonly signal?: AbortSignal } = {}): Promise<number | undefined> {
    options.signal?.throwIfAborted();
    const status = await absentAsUndefined(stat(this.#path(key)));
    return status?.isFile() === true ? status.size : undefined;
  }

  async put(key: string, bytes: Uint8Array, options: PutOptions = {}): Promise<boolean> {
    const path = this.#path(key);
    // Spares the writing where it is certain to be refused; the link below decides.
    if (options.ifAbsent === true && (await this.size(key)) !== undefined) return false;
    return this.#write(path, options.ifAbsent === true, (file) => writeAll(file, bytes, options.signal));
  }

  async putStream(
    key: string,
    size: number,
    bytes: AsyncIterable<Uint8Array>,
    options: { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    await this.#write(this.#path(key), false, async (file) => {
      let length = 0;
      for await (const piece of bytes) {
        length += piece.length;
        if (length > size) throw wrongLength(key, size);
        await writeAll(file, piece, options.signal);
      }
      options.signal?.throwIfAborted();
      if (length !== size) throw wrongLength(key, size);
    });
  }

  async delete(key: string): Promise<void> {
    const path = this.#path(key);
    if ((await this.size(key)) === undefined) return;
    await rm(path, { force: true });
    await syncFolder(dirname(path));
  }

  async *list(prefix: string): AsyncGenerator<string> {
    checkPrefix(prefix);
    yield* this.#walk(prefix.slice(0, prefix.lastIndexOf("/") + 1), prefix);
  }

  /** Removes what writers that are no more left unfinished, older than `ageMs`; 0 only where nobody else writes. Answers how many. */
  async sweep(ageMs: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(join(this.#root, TEMPORARY))) {
      const path = join(this.#root, TEMPORARY, name);
      const status = await absentAsUndefined(stat(path));
      if (status === undefined || Date.now() - status.mtimeMs < ageMs) continue;
      await rm(path, { force: true });
      removed++;
    }
    return removed;
  }

  #path(key: string): string {
    return join(this.#root, checkKey(key));
  }

  async *#walk(folder: string, prefix: string): AsyncGenerator<string> {
    const entries = (await absentAsUndefined(readdir(join(this.#root, folder), { withFileTypes: true }))) ?? [];
    // A folder sorts as its keys do: with the slash that follows its name.
    const names = entries.filter((entry) => isKeySegment(entry.name)).map(nameInKey);
    for (const name of names.sort()) {
      const key = folder + name;
      if (name.endsWith("/")) {
        if (key.startsWith(prefix) || prefix.startsWith(key)) yield* this.#walk(key, prefix);
      } else if (key.startsWith(prefix)) yield key;
    }
  }

  async #write(path: string, ifAbsent: boolean, fill: (file: FileHandle) => Promise<void>): Promise<boolean> {
    const temporary = join(this.#root, TEMPORARY, randomUUID());
    try {
      const file = await open(temporary, "wx");
      try {
        await fill(file);
        await file.sync();
      } finally {
        await file.close();
      }
      await this.#folder(dirname(path));
      if (!ifAbsent) await rename(temporary, path);
      else if (!(await linkIfAbsent(temporary, path))) return false;
      await syncFolder(dirname(path));
      return true;
    } catch (error) {
      throw isFull(error) ? refusal("STORAGE_FULL", "the folder of the store is full", {}, error) : error;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  /** Makes a folder and syncs every folder above it, once; later writers wait for the first. */
  #folder(folder: string): Promise<void> {
    if (folder === this.#root) return Promise.resolve();
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const made = this.#folder(dirname(folder)).then(async () => {
      await mkdir(folder, { recursive: true });
      await syncFolder(dirname(folder));
    });
    this.#folders.set(folder, made);
    made.catch(() => this.#folders.delete(folder));
    return made;
  }
}

function nameInKey(entry: Dirent): string {
  return entry.isDirectory() ? `${entry.name}/` : entry.name;
}
