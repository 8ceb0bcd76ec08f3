import { ArgosyError, refusal } from "@argosy/core";

const CONNECTION_LOST = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOENT",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "EPIPE",
  "ETIMEDOUT",
]);
// The messages are those of pg 8, which gives these failures no code.
const CONNECTION_LOST_TEXT =
  /connection terminated|timeout exceeded when trying to connect|client has encountered a connection error|not queryable|client was closed|cannot use a pool after/i;
const QUERY_TIMEOUT_TEXT = /^query read timeout$/i;

/** What pg attaches to its errors (SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html). */
interface PgFailure extends Error {
  readonly code?: string;
  readonly constraint?: string;
}

/** Whether the connection that gave this error must not be used again. */
export function breaksConnection(error: unknown): boolean {
  const { code = "", message = "" } = error as PgFailure;
  const lost = CONNECTION_LOST.has(code) || CONNECTION_LOST_TEXT.test(message) || QUERY_TIMEOUT_TEXT.test(message);
  return lost || code.startsWith("08") || code.startsWith("57P");
}

/** Whether the same transaction may succeed when it is run again: a deadlock or a serialisation failure. */
export function isContention(error: unknown): boolean {
  const cause = error instanceof ArgosyError ? (error.cause as PgFailure | undefined) : undefined;
  return cause?.code === "40P01" || cause?.code === "40001";
}

/** A failure of pg in our words; the SQL text and its values stay in the cause. */
export function fromPgError(error: unknown, signal?: AbortSignal): ArgosyError {
  if (error instanceof ArgosyError) return error;
  const failure = error as PgFailure;
  const code = failure.code ?? "";
  if (signal?.aborted) return new ArgosyError("cancelled", "the query was cancelled", { cause: error });
  if (code === "57014" || QUERY_TIMEOUT_TEXT.test(failure.message))
    return new ArgosyError("deadline_exceeded", "the query took longer than its limit", { cause: error });
  if (code === "53300" || breaksConnection(error)) return refusal("DB_UNAVAILABLE", "the database does not answer", {}, error);
  if (code === "53100") return refusal("STORAGE_FULL", "the database has no space left", {}, error);
  if (code === "22021" || code === "22P05") return refusal("TEXT_INVALID", "a text cannot be stored", {}, error);
  if (code === "23505") return violation("already_exists", "there is such a row already", failure);
  if (code.startsWith("23")) return violation("conflict", "the rows do not fit together", failure);
  if (code === "40P01" || code === "40001") return new ArgosyError("conflict", "others changed the same rows", { cause: error });
  return new ArgosyError("internal", "the database refused a statement", { cause: error });
}

function violation(code: "already_exists" | "conflict", message: string, failure: PgFailure): ArgosyError {
  return new ArgosyError(code, message, { details: { constraint: failure.constraint ?? "" }, cause: failure });
}
