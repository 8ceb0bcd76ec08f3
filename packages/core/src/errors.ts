import type { Reason } from "./reasons.ts";
import { REASONS } from "./reasons.ts";

/** What a failure means to a program: it decides the gRPC code, the HTTP status and whether trying again can help. */
export type ErrorCode =
  | "cancelled"
  | "invalid_argument"
  | "unprocessable"
  | "deadline_exceeded"
  | "not_found"
  | "gone"
  | "already_exists"
  | "permission_denied"
  | "unauthenticated"
  | "resource_exhausted"
  | "payload_too_large"
  | "failed_precondition"
  | "conflict"
  | "out_of_range"
  | "unimplemented"
  | "internal"
  | "unavailable"
  | "data_loss";

/** The columns of one row of {@link ERROR_CODES}. */
export interface CodeMeaning {
  /** gRPC status code (https://grpc.github.io/grpc/core/md_doc_statuscodes.html). */
  readonly grpc: number;
  /** HTTP status (RFC 9110). */
  readonly http: number;
  /** Whether the same call may succeed later. */
  readonly retry: boolean;
}

/** Every error code with what it means on the wire. */
export const ERROR_CODES: Readonly<Record<ErrorCode, CodeMeaning>> = {
  cancelled: { grpc: 1, http: 499, retry: false },
  invalid_argument: { grpc: 3, http: 400, retry: false },
  unprocessable: { grpc: 3, http: 422, retry: false },
  deadline_exceeded: { grpc: 4, http: 504, retry: true },
  not_found: { grpc: 5, http: 404, retry: false },
  gone: { grpc: 5, http: 410, retry: false },
  already_exists: { grpc: 6, http: 409, retry: false },
  permission_denied: { grpc: 7, http: 403, retry: false },
  unauthenticated: { grpc: 16, http: 401, retry: false },
  resource_exhausted: { grpc: 8, http: 429, retry: true },
  payload_too_large: { grpc: 8, http: 413, retry: false },
  failed_precondition: { grpc: 9, http: 409, retry: false },
  conflict: { grpc: 10, http: 409, retry: false },
  out_of_range: { grpc: 11, http: 416, retry: false },
  unimplemented: { grpc: 12, http: 501, retry: false },
  internal: { grpc: 13, http: 500, retry: false },
  unavailable: { grpc: 14, http: 503, retry: true },
  data_loss: { grpc: 15, http: 500, retry: false },
};

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
