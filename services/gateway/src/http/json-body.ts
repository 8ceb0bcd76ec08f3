import { LIMITS, refusal } from "@argosy/core";
import type { FastifyInstance } from "fastify";

const UTF8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: false });
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const FORBIDDEN = new Set(["__proto__", "constructor", "prototype"]);

/** Reads JSON bodies by our own rules: nothing passes that the database or a schema would stumble over later. */
export function addJsonBody(app: FastifyInstance): void {
  app.removeContentTypeParser("application/json");
  app.addContentTypeParser("application/json", { parseAs: "buffer", bodyLimit: LIMITS.jsonBytes }, (_request, body, done) => {
    try {
      done(null, parseJson(body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

/**
 * A JSON text of at most 64 levels.
 *
 * @throws {ArgosyError} `JSON_INVALID`, `JSON_TOO_DEEP`, or `TEXT_INVALID` for NUL characters and lone surrogates.
 */
export function parseJson(bytes: Uint8Array): unknown {
  checkDepth(bytes);
  let value: unknown;
  try {
    value = JSON.parse(UTF8.decode(bytes));
  } catch {
    throw refusal("JSON_INVALID", "the body is not valid JSON");
  }
  checkValue(value, "");
  return value;
}

/** Counts brackets outside of strings before anything is built from them. */
function checkDepth(bytes: Uint8Array): void {
  let depth = 0;
  let inString = false;
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (inString) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) inString = false;
    } else if (byte === QUOTE) inString = true;
    else if (byte === 0x5b || byte === 0x7b) {
      if (++depth > LIMITS.jsonDepth) throw refusal("JSON_TOO_DEEP", "the JSON is nested too deep", { limit: LIMITS.jsonDepth });
    } else if (byte === 0x5d || byte === 0x7d) depth--;
  }
}

function checkValue(value: unknown, pointer: string): void {
  if (typeof value === "string") checkText(value, pointer);
  else if (typeof value === "number") {
    // 1e999 is read as infinity.
    if (!Number.isFinite(value)) throw refusal("JSON_INVALID", "a number is too large", { pointer });
  } else if (Array.isArray(value)) for (const [index, member] of value.entries()) checkValue(member, `${pointer}/${index}`);
  else if (value !== null && typeof value === "object") {
    for (const [key, member] of Object.entries(value)) {
      if (FORBIDDEN.has(key)) throw refusal("JSON_INVALID", "a member has a name that is not allowed", { pointer: `${pointer}/${key}` });
      checkText(key, pointer);
      checkValue(member, `${pointer}/${key}`);
    }
  }
}

/**
 * Refuses text that PostgreSQL or UTF-8 cannot hold.
 *
 * @throws {ArgosyError} `TEXT_INVALID`.
 */
export function checkText(text: string, pointer: string): void {
  if (text.includes("\0") || !text.isWellFormed()) throw refusal("TEXT_INVALID", "a text cannot be stored", { pointer });
}
