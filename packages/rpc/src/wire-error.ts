import type { ErrorCode, ErrorDetails, Reason } from "@argosy/core";
import { ArgosyError, ERROR_CODES, REASONS } from "@argosy/core";

/** The metadata key under which an error's code, reason and details travel. */
export const ERROR_KEY = "argosy-error-bin";

/** An error as it crosses the wire: no stack, no cause. */
export interface WireError {
  /** gRPC status. */
  readonly status: number;
  readonly message: string;
  /** JSON of code, reason and details. */
  readonly payload: Uint8Array;
}

const MESSAGE_LENGTH = 1_000;
// Trailers share 8 KiB with all other metadata, and grow by a third in base64.
const PAYLOAD_BYTES = 4_096;

// What gRPC itself answers with, where no handler of ours had a say (https://grpc.github.io/grpc/core/md_doc_statuscodes.html).
const FOREIGN: Readonly<Record<number, ErrorCode>> = {
  1: "cancelled",
  3: "invalid_argument",
  4: "deadline_exceeded",
  5: "not_found",
  6: "already_exists",
  7: "permission_denied",
  8: "payload_too_large",
  9: "failed_precondition",
  10: "conflict",
  11: "out_of_range",
  12: "unimplemented",
  14: "unavailable",
  15: "data_loss",
  16: "unauthenticated",
};

/** Packs an error for the wire. Details beyond 4 KiB are left out, and that is noted. */
export function packError(error: ArgosyError): WireError {
  const base = { code: error.code, ...(error.reason === undefined ? {} : { reason: error.reason }) };
  const whole = encode({ ...base, details: error.details });
  const payload = whole.length <= PAYLOAD_BYTES ? whole : encode({ ...base, details: { detailsTooLarge: true } });
  return { status: ERROR_CODES[error.code].grpc, message: error.message.slice(0, MESSAGE_LENGTH), payload };
}

/** The error that was packed, or, without a payload of ours, what the status says. */
export function unpackError(status: number, message: string, payload: Uint8Array | undefined): ArgosyError {
  const known = payload === undefined ? undefined : decode(payload);
  if (known !== undefined) {
    const { code, reason, details } = known;
    return new ArgosyError(code, message, { details, ...(reason === undefined ? {} : { reason }) });
  }
  const code = FOREIGN[status] ?? "internal";
  // The texts of the library name addresses; ours do not.
  return new ArgosyError(code, code === "unavailable" ? "the service does not answer" : "the call failed", { cause: new Error(message) });
}

function encode(value: unknown): Uint8Array {
  const text = JSON.stringify(value, (_key, member: unknown) => (typeof member === "bigint" ? member.toString() : member));
  return new TextEncoder().encode(text);
}

function decode(payload: Uint8Array): { code: ErrorCode; reason: Reason | undefined; details: ErrorDetails } | undefined {
  try {
    const { code, reason, details } = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    if (typeof code !== "string" || !Object.hasOwn(ERROR_CODES, code)) return undefined;
    const known = typeof reason === "string" && Object.hasOwn(REASONS, reason) ? (reason as Reason) : undefined;
    return { code: code as ErrorCode, reason: known, details: (details ?? {}) as ErrorDetails };
  } catch {
    // Not ours, or damaged: the status alone counts.
    return undefined;
  }
}
