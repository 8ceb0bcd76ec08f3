import { createHash } from "node:crypto";
import { canonicalJson, refusal } from "@argosy/core";
import type { ObjectStore } from "./object-store.ts";

const LANES = 4;

/** One object of an array or task: its key below the prefix, its length in bytes and the sha256 of its bytes, in hexadecimal. */
export interface ManifestEntry {
  readonly key: string;
  readonly size: number;
  readonly sha256: string;
}

/** Every object that belongs together, sorted by key, and the sha256 of that list: equal contents have equal manifests. */
export interface Manifest {
  readonly entries: readonly ManifestEntry[];
  readonly sha256: string;
}

/** A file to be written: its path below the prefix, and its bytes. */
export interface OutputFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** What is wrong with an object that a manifest names. */
export interface ManifestFault {
  readonly key: string;
  readonly fault: "missing" | "size" | "sha256";
}

/** The sha256 of some bytes, in hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** The manifest of some entries, in whatever order they come. */
export function manifestOf(entries: readonly ManifestEntry[]): Manifest {
  const sorted = [...entries].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  return { entries: sorted, sha256: sha256Of(new TextEncoder().encode(canonicalJson(sorted))) };
}

/**
 * Writes the files of an array (or whatever lies below one prefix), four at a time, each only if it is not there yet.
 * Writing the same again is fine. After a failure no further file is begun.
 *
 * @param files - taken one by one as there is room, so that a generator may make them when they are asked for.
 * @throws {ArgosyError} `OUTPUT_DIFFERS` naming the key when an object is there already with other bytes.
 */
export async function writeArray(
  store: ObjectStore,
  prefix: string,
  files: Iterable<OutputFile> | AsyncIterable<OutputFile>,
  signal?: AbortSignal,
): Promise<Manifest> {
  const entries: ManifestEntry[] = [];
  const source = Symbol.asyncIterator in files ? files[Symbol.asyncIterator]() : files[Symbol.iterator]();
  let stopped = false;
  const lane = async (): Promise<void> => {
    try {
      for (let next = await source.next(); next.done !== true && !stopped; next = await source.next()) {
        signal?.throwIfAborted();
        entries.push(await writeFile(store, prefix, next.value, signal));
      }
    } finally {
      stopped = true;
    }
  };
  const ended = await Promise.allSettled(Array.from({ length: LANES }, lane));
  await source.return?.();
  for (const end of ended) if (end.status === "rejected") throw end.reason;
  return manifestOf(entries);
}

/** Compares what is stored below a prefix with its manifest: what is missing, has another length or other bytes. Reads everything. */
export async function* checkManifest(
  store: ObjectStore,
  prefix: string,
  manifest: Manifest,
  signal?: AbortSignal,
): AsyncGenerator<ManifestFault> {
  for (const entry of manifest.entries) {
    const key = `${prefix}/${entry.key}`;
    const bytes = await store.get(key, signal === undefined ? {} : { signal });
    if (bytes === undefined) yield { key, fault: "missing" };
    else if (bytes.length !== entry.size) yield { key, fault: "size" };
    else if (sha256Of(bytes) !== entry.sha256) yield { key, fault: "sha256" };
  }
}

async function writeFile(store: ObjectStore, prefix: string, file: OutputFile, signal?: AbortSignal): Promise<ManifestEntry> {
  const key = `${prefix}/${file.path}`;
  const entry = { key: file.path, size: file.bytes.length, sha256: sha256Of(file.bytes) };
  if (await store.put(key, file.bytes, { ifAbsent: true, ...(signal === undefined ? {} : { signal }) })) return entry;
  const there = await store.get(key, signal === undefined ? {} : { signal });
  const found = there === undefined ? undefined : sha256Of(there);
  if (found !== entry.sha256)
    throw refusal("OUTPUT_DIFFERS", "an object is there already with other bytes", { key, expected: entry.sha256, found });
  return entry;
}
