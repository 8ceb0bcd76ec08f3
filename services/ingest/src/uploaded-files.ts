import { Readable } from "node:stream";
import type { Reason } from "@argosy/core";
import { bytesOf, LIMITS } from "@argosy/core";
import type { ObjectStore, StoredPart } from "@argosy/storage";
import { streamPart } from "@argosy/storage";
import type { Db } from "@argosy/work";
import { extract } from "tar-stream";
import { refusedFiles } from "./intake/intake-files.ts";
import { viewParcels } from "./intake/parcels.ts";
import type { SourceFile } from "./source-files.ts";
import { pathFault, printablePath } from "./source-files.ts";
import { partsSource } from "./stored-parts.ts";
import type { UploadRow } from "./uploads.ts";
import { findUpload } from "./uploads.ts";

/** The files of finished uploads, in the order in which the uploads are named; a tar gives its entries in their order. */
export async function* uploadedFiles(
  db: Db,
  store: ObjectStore,
  projectId: string,
  uploads: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<SourceFile> {
  for (const id of uploads) {
    const upload = await findUpload(db, projectId, id);
    // Its files are known: this is the second run of a task that was cut off after it had received them all.
    if (upload.state === "imported") continue;
    if (upload.kind === "tar") yield* tarFiles(store, upload, signal);
    else yield { path: upload.name.normalize("NFC"), size: upload.size, bytes: partsSource(store, upload.parts), stored: upload.parts };
  }
}

/** The files of an intake: those of its parcels, and those that were refused from the list, so that their fate is told with the others'. */
export async function* intakeFiles(
  db: Db,
  store: ObjectStore,
  projectId: string,
  intake: string,
  signal: AbortSignal,
): AsyncGenerator<SourceFile> {
  const uploads = (await viewParcels(db, intake)).flatMap(({ upload_id }) => upload_id ?? []);
  yield* uploadedFiles(db, store, projectId, uploads, signal);
  for (const { path, size, problem } of await refusedFiles(db, intake)) {
    const bytes = { size: 0, read: async () => new Uint8Array(0) };
    yield { path, size, bytes, refused: { reason: problem.reason as Reason, detail: problem.detail } };
  }
}

async function* tarFiles(store: ObjectStore, upload: UploadRow, signal: AbortSignal): AsyncGenerator<SourceFile> {
  const reader = extract();
  const source = Readable.from(streamParts(store, upload.parts, signal));
  source.on("error", (error) => reader.destroy(error));
  source.pipe(reader);
  const nothing = { size: 0, bytes: bytesOf(new Uint8Array(0)) };
  try {
    for await (const entry of reader) {
      const { name, type, size = 0 } = entry.header;
      const path = name.normalize("NFC").replace(/^(\.\/)+/, "");
      if (type === "directory") {
        entry.resume();
        continue;
      }
      const fault = type === "file" ? pathFault(path, LIMITS.pathBytes) : `the entry is a ${type}, not a file`;
      if (fault !== undefined || size > LIMITS.objectBytes) {
        entry.resume();
        const detail = fault ?? `the entry has ${size} bytes; files above ${LIMITS.objectBytes} bytes are uploaded alone`;
        yield { ...nothing, path: printablePath(path), refused: { reason: "ARCHIVE_BAD_PATH", detail } };
        continue;
      }
      const chunks: Buffer[] = [];
      for await (const chunk of entry) chunks.push(chunk as Buffer);
      const bytes = new Uint8Array(Buffer.concat(chunks));
      yield { path, size: bytes.length, bytes: bytesOf(bytes) };
    }
  } catch (error) {
    signal.throwIfAborted();
    yield {
      ...nothing,
      path: upload.name,
      refused: { reason: "ARCHIVE_CORRUPT", detail: `the archive is damaged: ${(error as Error).message}` },
    };
  }
}

async function* streamParts(store: ObjectStore, parts: readonly StoredPart[], signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield* streamPart(store, part, signal);
}
