import { ArgosyError } from "@argosy/core";
import type { UnitImage } from "@argosy/nodes";
import { readPart } from "@argosy/storage";
import type { Ports } from "../service.ts";
import type { EncodedImage } from "./encoded.ts";
import type { FrameJob } from "./frame-job.ts";
import type { ArrayReader } from "./frame-source.ts";

/** The files that belong to an image, and what its collection gave, as a frame job takes them. */
export async function readCompanions(
  { db, store }: Pick<Ports, "db" | "store">,
  reader: ArrayReader,
  projectId: string,
  image: UnitImage,
  signal: AbortSignal,
): Promise<Pick<FrameJob, "companionImage" | "companionTable" | "shared">> {
  const { image: companion, table, shared } = image.companions ?? {};
  return {
    ...(companion === undefined ? {} : { companionImage: await reader.readImage(companion, signal) }),
    ...(shared === undefined ? {} : { shared: await readShared(reader, shared.array, signal) }),
    ...(table === undefined
      ? {}
      : { companionTable: { name: table.name, bytes: await readFile(db, store, projectId, table.file, signal) } }),
  };
}

/** What a step takes from a collection, by the array that {@link sharedArrayId} names. */
export async function readShared(reader: ArrayReader, array: string, signal: AbortSignal): Promise<EncodedImage> {
  const { width, height } = (await reader.open(array, signal)).levels[0]!;
  return reader.readImage({ array, t: 0, width, height }, signal);
}

async function readFile(
  db: Ports["db"],
  store: Ports["store"],
  projectId: string,
  fileId: string,
  signal: AbortSignal,
): Promise<Uint8Array> {
  const file = await db.one<{ parts: { key: string; offset: number; length: number }[] }>(
    "select parts from read.file where id = $1 and project_id = $2",
    [fileId, projectId],
  );
  if (file === undefined) throw new ArgosyError("not_found", "there is no such file", { details: { file: fileId } });
  return Buffer.concat(await Promise.all(file.parts.map((part) => readPart(store, part, signal))));
}
