import { Readable } from "node:stream";
import { ArgosyError } from "@argosy/core";
import type { ObjectStore, StoredPart } from "@argosy/storage";
import { streamPart } from "@argosy/storage";
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Span } from "./ranges.ts";
import { spanOf } from "./ranges.ts";

/** Bytes to be sent, wherever they lie. */
export interface Sendable {
  readonly parts: readonly StoredPart[];
  readonly mediaType: string;
  /** Without quotes; changes when the bytes do. */
  readonly etag: string | undefined;
  /** Name to save under; without it the bytes are shown in place. */
  readonly fileName?: string;
}

/** Sends stored bytes: whole, a range of them, only the head, or nothing new. */
export function sendStored(request: FastifyRequest, reply: FastifyReply, store: ObjectStore, sendable: Sendable): FastifyReply {
  const size = sendable.parts.reduce((sum, part) => sum + part.length, 0);
  void reply.header("accept-ranges", "bytes").type(sendable.mediaType);
  if (sendable.fileName !== undefined) void reply.header("content-disposition", attachment(sendable.fileName));
  if (sendable.etag !== undefined) void reply.header("etag", `"${sendable.etag}"`);
  if (isUnchanged(request, sendable.etag)) return reply.code(304).send();
  const span = mayRange(request, sendable.etag) ? rangeOf(request, reply, size) : undefined;
  const { start, end } = span ?? { start: 0, end: size };
  if (span !== undefined) void reply.code(206).header("content-range", `bytes ${start}-${end - 1}/${size}`);
  void reply.header("content-length", end - start);
  // A stream that is answered to HEAD would be read to its end for nothing; one that is empty leaves the length as it is.
  if (request.method === "HEAD") return reply.send(Readable.from([]));
  if (end === start) return reply.send();
  return reply.send(Readable.from(streamSpan(store, sendable.parts, { start, end }, request.signal), { objectMode: false }));
}

/** Whether the browser has the bytes already. */
export function isUnchanged(request: FastifyRequest, etag: string | undefined): boolean {
  const known = request.headers["if-none-match"];
  if (known === undefined || etag === undefined) return false;
  return known.split(",").some((entry) => entry.trim() === "*" || entry.trim().replace(/^W\//, "") === `"${etag}"`);
}

/** A header that makes browsers save under a name of any characters (RFC 6266). */
export function attachment(name: string): string {
  const last = name.slice(name.lastIndexOf("/") + 1);
  const plain = last.replaceAll(/[^0-9A-Za-z ._-]/g, "_");
  const encoded = encodeURIComponent(last.toWellFormed()).replaceAll(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

function mayRange(request: FastifyRequest, etag: string | undefined): boolean {
  const condition = request.headers["if-range"];
  return condition === undefined || condition === `"${etag}"`;
}

function rangeOf(request: FastifyRequest, reply: FastifyReply, size: number): Span | undefined {
  try {
    return spanOf(request.headers.range, size);
  } catch (error) {
    if (error instanceof ArgosyError) void reply.header("content-range", `bytes */${size}`).removeHeader("content-disposition");
    throw error;
  }
}

async function* streamSpan(store: ObjectStore, parts: readonly StoredPart[], span: Span, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  let position = 0;
  for (const part of parts) {
    const start = Math.max(span.start - position, 0);
    const end = Math.min(span.end - position, part.length);
    if (start < end) yield* streamPart(store, { key: part.key, offset: part.offset + start, length: end - start }, signal);
    position += part.length;
  }
}
