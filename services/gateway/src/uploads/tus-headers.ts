import { LIMITS, refusal } from "@argosy/core";
import type { FastifyReply, FastifyRequest } from "fastify";
import { checkText } from "../http/json-body.ts";

/** The version of the protocol (https://tus.io/protocols/resumable-upload). */
export const TUS_VERSION = "1.0.0";
/** What we do besides the core of the protocol. */
export const TUS_EXTENSIONS = "creation,creation-with-upload,termination,checksum,expiration";
/** Names of the hashes that a checksum may have, as the protocol and as Node call them. */
export const TUS_CHECKSUMS = ["sha1", "sha256", "md5"] as const;

/** A checksum that a client sent along. */
export interface Checksum {
  readonly algorithm: (typeof TUS_CHECKSUMS)[number];
  readonly digest: Buffer;
}

const WHOLE = /^(0|[1-9][0-9]{0,15})$/;
const BASE64 = /^[0-9A-Za-z+/]*={0,2}$/;

/** Sets what every answer of the protocol carries. */
export function tusReply(reply: FastifyReply): FastifyReply {
  return reply.headers({ "tus-resumable": TUS_VERSION, "cache-control": "no-store" });
}

/**
 * A header that is a whole number of bytes.
 *
 * @throws {ArgosyError} `FIELD_INVALID`, `BODY_TOO_LARGE` above the limit of a file.
 */
export function byteCount(request: FastifyRequest, name: "upload-length" | "upload-offset"): number {
  const text = request.headers[name];
  if (typeof text !== "string" || !WHOLE.test(text))
    throw refusal("FIELD_INVALID", `the header ${name} is not a number of bytes`, { field: name });
  const bytes = Number(text);
  if (bytes > LIMITS.fileBytes) throw refusal("BODY_TOO_LARGE", "the upload is larger than the limit", { limit: LIMITS.fileBytes });
  return bytes;
}

/**
 * The metadata of an upload: names with values in base64.
 *
 * @throws {ArgosyError} `FIELD_INVALID` where it is malformed, `TEXT_INVALID`.
 */
export function uploadMetadata(request: FastifyRequest): ReadonlyMap<string, string> {
  const header = request.headers["upload-metadata"];
  const entries = typeof header === "string" && header !== "" ? header.split(",") : [];
  const decoder = new TextDecoder("utf-8", { fatal: true });
  const metadata = new Map<string, string>();
  for (const entry of entries) {
    const [name = "", value = "", more] = entry.trim().split(" ");
    if (name === "" || more !== undefined || metadata.has(name) || !BASE64.test(value) || value.length % 4 !== 0) throw malformed();
    try {
      metadata.set(name, decoder.decode(Buffer.from(value, "base64")));
    } catch {
      throw malformed();
    }
  }
  for (const [name, value] of metadata) checkText(value, `/${name}`);
  return metadata;
}

/**
 * The checksum of the bytes of this request, where one is sent.
 *
 * @throws {ArgosyError} `FIELD_INVALID` where it is malformed or of an unknown algorithm.
 */
export function uploadChecksum(request: FastifyRequest): Checksum | undefined {
  const header = request.headers["upload-checksum"];
  if (header === undefined) return undefined;
  const [name, value = ""] = String(header).split(" ");
  const algorithm = TUS_CHECKSUMS.find((known) => known === name);
  if (algorithm === undefined || !BASE64.test(value))
    throw refusal("FIELD_INVALID", "the checksum is malformed", { field: "upload-checksum", expected: TUS_CHECKSUMS.join(", ") });
  return { algorithm, digest: Buffer.from(value, "base64") };
}

function malformed(): Error {
  return refusal("FIELD_INVALID", "the metadata of the upload is malformed", { field: "upload-metadata" });
}
