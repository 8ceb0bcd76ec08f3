import { LIMITS } from "@argosy/core";
import { checkKey, checkPrefix } from "../object-key.ts";
import type { ByteRange, ObjectStore, PutOptions, ReadOptions } from "../object-store.ts";
import { wrongLength } from "../object-store.ts";
import { keysOfPage } from "./list-page.ts";
import type { S3Options } from "./s3-connection.ts";
import { S3Connection } from "./s3-connection.ts";
import { sendParts } from "./send-parts.ts";

const NOT_FOUND = 404;
const CONFLICT = 409;
const PRECONDITION_FAILED = 412;
const RANGE_NOT_SATISFIABLE = 416;

/**
 * Objects in a bucket of any S3 server that keeps its promises of 2024: reads see what was written before, and `If-None-Match: *` is
 * honoured on PUT. Writes are single PUTs up to 64 MiB and multipart uploads above; those are for streams from outside alone, under keys
 * of their own.
 */
export class S3Store implements ObjectStore {
  readonly #connection: S3Connection;

  constructor(options: S3Options) {
    this.#connection = new S3Connection(options);
  }

  async get(key: string, { range, signal }: ReadOptions = {}): Promise<Uint8Array | undefined> {
    checkKey(key);
    if (range !== undefined && isNothing(range))
      return (await this.size(key, signal === undefined ? {} : { signal })) === undefined ? undefined : new Uint8Array(0);
    const { status, body } = await this.#connection.askAgain({
      method: "GET",
      key,
      headers: range === undefined ? {} : { range: rangeHeader(range) },
      expected: [200, 206, NOT_FOUND, RANGE_NOT_SATISFIABLE],
      signal,
    });
    if (status === NOT_FOUND) return undefined;
    // Nothing lies there: behind the end, or the object is empty.
    if (status === RANGE_NOT_SATISFIABLE) return new Uint8Array(0);
    return body;
  }

  async size(key: string, { signal }: { readonly signal?: AbortSignal } = {}): Promise<number | undefined> {
    const { status, headers } = await this.#connection.askAgain({ method: "HEAD", key: checkKey(key), expected: [200, NOT_FOUND], signal });
    return status === NOT_FOUND ? undefined : Number(headers["content-length"]);
  }

  async put(key: string, bytes: Uint8Array, { ifAbsent = false, signal }: PutOptions = {}): Promise<boolean> {
    checkKey(key);
    // The caller may change his bytes as soon as he likes: what is sent, perhaps twice, is what they were.
    const body = bytes.slice();
    if (!ifAbsent) {
      await this.#connection.write({ key, body, signal });
      return true;
    }
    for (;;) {
      const headers = { "if-none-match": "*" };
      // Where the answer of a write is lost, the next one finds its own object there: then nobody is told that he wrote it.
      const { status } = await this.#connection.write({ key, body, headers, expected: [200, CONFLICT, PRECONDITION_FAILED], signal });
      // A conflict is two writers at once: another look tells whether the other one has won.
      if (status !== CONFLICT) return status === 200;
    }
  }

  async putStream(
    key: string,
    size: number,
    bytes: AsyncIterable<Uint8Array>,
    { signal }: { readonly signal?: AbortSignal } = {},
  ): Promise<void> {
    checkKey(key);
    const parts = cut(bytes, key, size, signal);
    if (size > LIMITS.objectBytes) return sendParts(this.#connection, key, parts, signal);
    const pieces: Uint8Array[] = [];
    for await (const piece of parts) pieces.push(piece);
    await this.#connection.write({ key, body: Buffer.concat(pieces), signal });
  }

  async delete(key: string): Promise<void> {
    await this.#connection.askAgain({ method: "DELETE", key: checkKey(key), expected: [200, 204, NOT_FOUND] });
  }

  async *list(prefix: string): AsyncGenerator<string> {
    checkPrefix(prefix);
    for (let after = ""; ; ) {
      const asked = { "encoding-type": "url", "list-type": "2", prefix, ...(after === "" ? {} : { "start-after": after }) };
      const query = new URLSearchParams(asked);
      const { body } = await this.#connection.askAgain({ method: "GET", query: query.toString().replaceAll("+", "%20") });
      const { keys, more } = keysOfPage(new TextDecoder().decode(body));
      yield* keys;
      const last = keys.at(-1);
      if (!more || last === undefined) return;
      after = last;
    }
  }
}

function isNothing(range: ByteRange): boolean {
  return "last" in range ? range.last === 0 : range.length === 0;
}

function rangeHeader(range: ByteRange): string {
  if ("last" in range) return `bytes=-${range.last}`;
  return `bytes=${range.offset}-${range.length === undefined ? "" : range.offset + range.length - 1}`;
}

/** The pieces of a stream in portions of at most 64 MiB, the last one only when the length is as announced. */
async function* cut(
  bytes: AsyncIterable<Uint8Array>,
  key: string,
  size: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  let held: Uint8Array[] = [];
  let heldBytes = 0;
  let given = 0;
  let length = 0;
  for await (const piece of bytes) {
    signal?.throwIfAborted();
    length += piece.length;
    if (length > size) throw wrongLength(key, size);
    for (let at = 0; at < piece.length; ) {
      const part = piece.subarray(at, at + LIMITS.objectBytes - heldBytes);
      held.push(part);
      heldBytes += part.length;
      at += part.length;
      if (heldBytes < LIMITS.objectBytes || given + heldBytes === size) continue;
      yield Buffer.concat(held);
      given += heldBytes;
      held = [];
      heldBytes = 0;
    }
  }
  if (length !== size) throw wrongLength(key, size);
  yield Buffer.concat(held);
}
