import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, stat } from "node:fs/promises";
import { basename } from "node:path";
import { idFromHash } from "@argosy/core";
import type { ObjectStore } from "@argosy/storage";
import { readPart, sha256Of } from "@argosy/storage";
import type { BundleRow } from "./bundles.ts";

/** Whose file it is, and of which kind. */
export interface FileOwner extends Pick<BundleRow, "kind"> {
  readonly project: string;
  readonly task: string;
}

/** What a file is, apart from what is said of its content. */
export type StoredFile = Omit<BundleRow, "objects" | "findings" | "checks" | "notes">;

/** A part is in memory as a whole, one at a time. */
const PART = 8 * 2 ** 20;

/**
 * Brings a file to the store, in parts of at most 8 MiB. Their keys follow from the bytes: a task that is done again after persons have
 * labelled more writes beside what it wrote before.
 */
export async function storeFile(store: ObjectStore, path: string, owner: FileOwner, signal: AbortSignal): Promise<StoredFile> {
  const hash = createHash("sha256");
  for await (const piece of createReadStream(path, { signal })) hash.update(piece as Uint8Array);
  const sha256 = hash.digest("hex");
  const name = basename(path);
  const parts = await storeParts(store, path, `${owner.project}/export/${owner.task}/${owner.kind}-${sha256.slice(0, 32)}`, signal);
  return {
    id: idFromHash(createHash("sha256").update(`${owner.task} ${name}`).digest()),
    project_id: owner.project,
    task_id: owner.task,
    kind: owner.kind,
    name,
    parts,
    size: parts.reduce((sum, part) => sum + part.length, 0),
    sha256,
  };
}

async function storeParts(store: ObjectStore, path: string, prefix: string, signal: AbortSignal): Promise<BundleRow["parts"]> {
  const parts: BundleRow["parts"][number][] = [];
  const { size } = await stat(path);
  const room = Buffer.allocUnsafeSlow(Math.min(PART, size));
  for (let start = 0; start < size || parts.length === 0; start += PART) {
    const end = Math.min(start + PART, size);
    const bytes = room.subarray(0, end - start);
    await readBytes(path, start, bytes);
    const key = `${prefix}-${start}`;
    const part = { key, offset: 0, length: bytes.length, sha256: sha256Of(bytes) };
    // What lies there already has the same name and therefore the same bytes; reading it makes sure that it is whole.
    if (!(await store.put(key, bytes, { ifAbsent: true, signal }))) await readPart(store, part, signal);
    parts.push(part);
  }
  return parts;
}

/** Fills `bytes` with what the file has from `start` on. */
async function readBytes(path: string, start: number, bytes: Buffer): Promise<void> {
  const file = await open(path);
  try {
    for (let done = 0; done < bytes.length; ) {
      const { bytesRead } = await file.read(bytes, done, bytes.length - done, start + done);
      if (bytesRead === 0) throw new Error("a file became shorter while it was stored");
      done += bytesRead;
    }
  } finally {
    await file.close();
  }
}
