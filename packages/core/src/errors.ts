import type { ErrorCode } from "./error-codes.ts";
import { ERROR_CODES } from "./error-codes.ts";
import type { Reason } from "./reasons.ts";
import { REASONS } from "./reasons.ts";

/** Values that belong to an error: names, limits, positions. Never a secret, a local path or SQL. */
export type ErrorDetails = Readonly<Record<string, unknown>>;

/** What an {@link ArgosyError} is made of besides its message. */
export interface ErrorOptions {
  readonly reason?: Reason;
  readonly details?: ErrorDetails;
  readonly cause?: unknown;
}

/**
 * The one error type. `code` is for programs, `reason` says what exactly happened, the message is for people:
 * lower case, no full stop, with the values in `details`.
 */
export class ArgosyError extends Error {
  readonly code: ErrorCode;
  readonly reason: Reason | undefined;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, message: string, options: ErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "ArgosyError";
    this.code = code;
    this.reason = options.reason;
    this.details = options.details ?? {};
  }
}

/** An error whose code is the one that its reason stands for in {@link REASONS}. */
export function refusal(reason: Reason, message: string, details: ErrorDetails = {}, cause?: unknown): ArgosyError {
  return new ArgosyError(REASONS[reason].code, message, { reason, details, ...(cause === undefined ? {} : { cause }) });
}

/** Any thrown value as an {@link ArgosyError}; what is not one becomes `internal` with the original as cause. */
export function toArgosyError(error: unknown): ArgosyError {
  if (error instanceof ArgosyError) return error;
  if (error instanceof Error && error.name === "AbortError")
    return new ArgosyError("cancelled", "the call was cancelled", { cause: error });
  return new ArgosyError("internal", "something went wrong inside the server", { cause: error });
}

/** An RFC 9457 problem document. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly reason?: Reason;
  readonly detail: string;
  readonly hint?: string;
  readonly details?: ErrorDetails;
  readonly traceId?: string;
}

/** The problem document of an error: no stack, no cause. */
export function toProblem(error: ArgosyError, traceId?: string): Problem {
  const meaning = error.reason === undefined ? undefined : REASONS[error.reason];
  return {
    type: "about:blank",
    title: meaning?.sentence ?? error.code.replaceAll("_", " "),
    status: ERROR_CODES[error.code].http,
    code: error.code,
    ...(error.reason === undefined ? {} : { reason: error.reason }),
    detail: error.message,
    ...(meaning === undefined ? {} : { hint: meaning.hint }),
    ...(Object.keys(error.details).length === 0 ? {} : { details: error.details }),
    ...(traceId === undefined ? {} : { traceId }),
  };
}
