import { ArgosyError } from "@argosy/core";

/** A signal that can be given a limit of time; the limit ends with `stop`. */
export interface Limited {
  readonly signal: AbortSignal;
  /** Starts the time anew. */
  touch(): void;
  /** Aborts at once. */
  abort(): void;
  stop(): void;
}

/** Aborts with `deadline_exceeded` after `limitMs`, or with the outer signal. */
export function limited(outer: AbortSignal | undefined, limitMs: number): Limited {
  const own = new AbortController();
  const expire = () => own.abort(new ArgosyError("deadline_exceeded", "the call took longer than its limit", { details: { limitMs } }));
  let timer = setTimeout(expire, limitMs);
  return {
    signal: outer === undefined ? own.signal : AbortSignal.any([outer, own.signal]),
    touch() {
      clearTimeout(timer);
      timer = setTimeout(expire, limitMs);
    },
    abort: () => own.abort(new ArgosyError("cancelled", "the call was cancelled")),
    stop: () => clearTimeout(timer),
  };
}

/** The work's outcome, or the signal's, whichever comes first; the work may ignore the signal. */
export function orAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(abortReason(signal));
    if (signal.aborted) onAbort();
    signal.addEventListener("abort", onAbort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener("abort", onAbort));
  });
}

/** Why a signal was aborted, in our words. */
export function abortReason(signal: AbortSignal): ArgosyError {
  const { reason } = signal;
  return reason instanceof ArgosyError ? reason : new ArgosyError("cancelled", "the call was cancelled", { cause: reason });
}
