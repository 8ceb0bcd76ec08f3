import { createHash } from "node:crypto";
import { ArgosyError, refusal } from "@argosy/core";
import type { Upload } from "@argosy/rpc";
import type { ObjectStore } from "@argosy/storage";
import type { Checksum } from "./tus-headers.ts";

/** Where received bytes go. */
export interface Receiver {
  readonly store: ObjectStore;
  readonly newId: () => string;
  /** Records that the next bytes lie under `key`. */
  append(offset: number, length: number, key: string): Promise<Upload>;
}

/** Bytes that are kept in memory until they are stored in one piece. */
const PIECE_BYTES = 8 * 2 ** 20;

/**
 * Stores the bytes of one request piece by piece. What has come before a connection breaks stays; with a checksum nothing counts until
 * all of it has come and is right.
 *
 * @returns The upload as it stands then.
 * @throws {ArgosyError} `CHECKSUM_MISMATCH`, `BODY_TOO_LARGE` for more bytes than announced, `UPLOAD_CONFLICT`.
 */
export async function receiveBytes(
  receiver: Receiver,
  upload: Upload,
  body: AsyncIterable<Uint8Array>,
  checksum: Checksum | undefined,
): Promise<Upload> {
  const hash = checksum === undefined ? undefined : createHash(checksum.algorithm);
  const held: { readonly key: string; readonly length: number }[] = [];
  let current = upload;
  let offset = upload.offset;
  const keep = async (bytes: Uint8Array) => {
    const key = `${upload.prefix.replace(/\/$/, "")}/${receiver.newId()}`;
    await receiver.store.put(key, bytes);
    if (hash === undefined) current = await appendOrDrop(receiver, offset, bytes.length, key);
    else held.push({ key, length: bytes.length });
    offset += bytes.length;
  };
  try {
    for await (const piece of pieces(body, upload.size - upload.offset)) {
      hash?.update(piece);
      await keep(piece);
    }
    if (checksum !== undefined && !hash!.digest().equals(checksum.digest))
      throw refusal("CHECKSUM_MISMATCH", "the bytes do not have the checksum announced", { algorithm: checksum.algorithm });
    for (const part of held) current = await receiver.append(current.offset, part.length, part.key);
    held.length = 0;
    return current;
  } finally {
    for (const { key } of held) await receiver.store.delete(key);
  }
}

async function appendOrDrop(receiver: Receiver, offset: number, length: number, key: string): Promise<Upload> {
  try {
    return await receiver.append(offset, length, key);
  } catch (error) {
    await receiver.store.delete(key);
    throw error;
  }
}

/** The body in pieces; when it breaks off, what has come is still given. */
async function* pieces(body: AsyncIterable<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  let total = 0;
  let broken: unknown;
  const take = () => {
    const piece = Buffer.concat(waiting);
    waiting = [];
    bytes = 0;
    return piece;
  };
  const source = body[Symbol.asyncIterator]();
  for (;;) {
    const next = await source.next().catch((error: unknown) => {
      broken = error;
      return { done: true, value: undefined } as const;
    });
    if (next.done === true) break;
    total += next.value.length;
    if (total > most) throw refusal("BODY_TOO_LARGE", "more bytes came than the upload has", { limit: most });
    waiting.push(next.value);
    bytes += next.value.length;
    if (bytes >= PIECE_BYTES) yield take();
  }
  if (bytes > 0) yield take();
  if (broken !== undefined) throw new ArgosyError("cancelled", "the connection broke off", { cause: broken });
}
