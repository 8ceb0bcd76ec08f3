import { ArgosyError } from "@argosy/core";

const MESSAGE_BYTES = 64 * 2 ** 10;

/** A message as text. @throws {ArgosyError} `invalid_argument` when it is no JSON value or larger than 64 KiB. */
export function encodeMessage(message: unknown, subject: string): string {
  const text = JSON.stringify(message);
  if (text === undefined) throw new ArgosyError("invalid_argument", "a message must be a JSON value", { details: { subject } });
  if (Buffer.byteLength(text) > MESSAGE_BYTES)
    throw new ArgosyError("invalid_argument", "a message is too large", { details: { subject, limit: MESSAGE_BYTES } });
  return text;
}

/** Milliseconds before the attempt after `attempt`: 1 s, 4 s, 16 s, then 60 s. */
export function quadruple(attempt: number): number {
  return Math.min(1_000 * 4 ** (attempt - 1), 60_000);
}
