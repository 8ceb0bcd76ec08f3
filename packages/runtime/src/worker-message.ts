import type { ErrorCode, ErrorDetails, Reason } from "@argosy/core";
import { ArgosyError, toArgosyError } from "@argosy/core";

/** An error on its way out of a worker: structured clones keep neither the class nor its members. */
export interface Failure {
  readonly code: ErrorCode;
  readonly message: string;
  readonly reason: Reason | undefined;
  readonly details: ErrorDetails;
  /** Where it came from, for the log. */
  readonly stack: string | undefined;
}

/** What the pool tells a worker. */
export type Order = { readonly kind: "run"; readonly task: string; readonly input: unknown } | { readonly kind: "cancel" };

/** What a worker answers to one order to run. */
export type Answer = { readonly ok: true; readonly result: unknown } | { readonly ok: false; readonly failure: Failure };

/** Packs whatever a task threw. */
export function packFailure(error: unknown): Failure {
  const { code, message, reason, details, cause, stack } = toArgosyError(error);
  return { code, message, reason, details, stack: cause instanceof Error ? cause.stack : stack };
}

/** The error as the caller of the pool sees it. */
export function unpackFailure({ code, message, reason, details, stack }: Failure): ArgosyError {
  const cause = new Error(`in a worker: ${message}`);
  if (stack !== undefined) cause.stack = stack;
  return new ArgosyError(code, message, { details, cause, ...(reason === undefined ? {} : { reason }) });
}
