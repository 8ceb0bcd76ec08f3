import type { ArgosyError, Log } from "@argosy/core";
import { ERROR_CODES } from "@argosy/core";
import type { Identity } from "./identity.ts";

/** Who calls, as the log shows him: an id or the name of a service. */
export function callerOf(identity: Identity): { user?: string; caller?: string } {
  return {
    ...(identity.user === undefined ? {} : { user: identity.user }),
    ...(identity.service === undefined ? {} : { caller: identity.service }),
  };
}

/** A line about a call that failed: loud where it is our fault. */
export function reportFailure(log: Log, failure: ArgosyError, fields: Record<string, unknown>): void {
  // What is refused is told to the caller; its sentence may hold names that he gave.
  const line = { ...fields, code: failure.code, reason: failure.reason };
  if (ERROR_CODES[failure.code].http === 500) log.error("call failed", { ...line, error: failure });
  else log.info("call refused", line);
}
