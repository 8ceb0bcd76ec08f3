import type { ErrorCode, Log, Reason } from "@argosy/core";
import { ArgosyError, refusal, toArgosyError } from "@argosy/core";
import { authorise } from "./authorise.ts";
import { callerOf, reportFailure } from "./call-log.ts";
import { checkCaller } from "./callers.ts";
import { abortReason, limited, orAborted } from "./deadline.ts";
import type { VerifyIdentity } from "./identity.ts";
import type { BoundService, CallContext } from "./service.ts";
import { inTrace } from "./trace/current-trace.ts";
import type { TraceContext } from "./trace/trace-context.ts";
import { parseTraceparent } from "./trace/trace-context.ts";
import type { Span, Tracer } from "./trace/tracer.ts";
import { idleTracer } from "./trace/tracer.ts";

/** What is known of a call when it is over. */
export interface CallRecord {
  readonly service: string;
  readonly method: string;
  readonly code: "ok" | ErrorCode;
  readonly reason?: Reason | undefined;
  readonly ms: number;
}

/** What stands before every handler, whichever way the call came. */
export interface Middleware {
  readonly verifyIdentity: VerifyIdentity;
  readonly log: Log;
  /** Called once a call, for metrics. */
  readonly onCall?: (record: CallRecord) => void;
  /** Whether calls count only from services that may make them, by their certificates; default: no, for a single process. */
  readonly checkCallers?: boolean;
  /** Notes each call as a step of its trace; default: traces are passed on, not recorded. */
  readonly tracer?: Tracer;
}

/** A call as it arrived. */
export interface Incoming {
  readonly token: string | undefined;
  readonly traceparent: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal;
  /** The service that calls, by its certificate. */
  readonly peer?: string | undefined;
}

/** What a caller waits for one answer when nothing else is said. */
export const DEFAULT_TIMEOUT_MS = 10_000;
/** How long a stream may stand still when nothing else is said. */
export const DEFAULT_IDLE_MS = 60_000;

/** Answers one unary call. Rejects with an ArgosyError, always. */
export async function answer(
  service: BoundService,
  method: string,
  request: unknown,
  incoming: Incoming,
  middleware: Middleware,
): Promise<unknown> {
  const limit = service.limits[method]?.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeoutMs = Math.max(0, Math.min(limit, incoming.timeoutMs ?? limit));
  const time = limited(incoming.signal, timeoutMs);
  const call = beginCall(service, method, incoming, middleware);
  try {
    const admitted = await orAborted(admit(service, method, request, incoming, middleware), time.signal);
    call.admitted(admitted);
    const context = { ...admitted, trace: call.trace, signal: time.signal, deadline: Date.now() + timeoutMs };
    const work = inTrace(call.trace, () => handlerOf(service, method)(request as never, context));
    const response = await orAborted(Promise.resolve(work), time.signal);
    call.end(undefined);
    return response;
  } catch (error) {
    throw call.end(error, time.signal);
  } finally {
    time.stop();
  }
}

/** Answers one streaming call; a message is asked of the handler when the caller has taken the one before. */
export async function* answerStream(
  service: BoundService,
  method: string,
  request: unknown,
  incoming: Incoming,
  middleware: Middleware,
): AsyncGenerator<unknown, void, undefined> {
  const time = limited(incoming.signal, service.limits[method]?.idleMs ?? DEFAULT_IDLE_MS);
  const call = beginCall(service, method, incoming, middleware);
  let messages: AsyncIterator<unknown> | undefined;
  try {
    const admitted = await orAborted(admit(service, method, request, incoming, middleware), time.signal);
    call.admitted(admitted);
    const context = { ...admitted, trace: call.trace, signal: time.signal, deadline: undefined };
    const asked = (handlerOf(service, method)(request as never, context) as AsyncIterable<unknown>)[Symbol.asyncIterator]();
    messages = asked;
    for (;;) {
      // A generator works in the context of whoever asks it for more.
      const next = await orAborted(
        inTrace(call.trace, () => asked.next()),
        time.signal,
      );
      if (next.done === true) break;
      time.touch();
      yield next.value;
      if (time.signal.aborted) throw abortReason(time.signal);
      time.touch();
    }
    messages = undefined;
    call.end(undefined);
  } catch (error) {
    throw call.end(error, time.signal);
  } finally {
    // Also reached when the caller stops early: the handler's own `finally` runs, and what it waits for is told.
    time.stop();
    if (messages !== undefined) {
      time.abort();
      call.end(abortReason(time.signal));
      void messages.return?.()?.catch(() => undefined);
    }
  }
}

type Admitted = Pick<CallContext, "identity" | "token">;

async function admit(
  service: BoundService,
  method: string,
  request: unknown,
  incoming: Incoming,
  middleware: Middleware,
): Promise<Admitted> {
  const { token, peer } = incoming;
  if (middleware.checkCallers === true) checkCaller(service.definition.name, method, peer);
  if (token === undefined || token === "") throw refusal("TOKEN_MISSING", "the call carries no identity");
  const identity = await middleware.verifyIdentity(token);
  // The token by which a service speaks for itself is worth nothing in the hands of another one.
  if (middleware.checkCallers === true && identity.service !== undefined && identity.service !== peer)
    throw refusal("TOKEN_INVALID", "the token is not the caller's own");
  const access = service.access[method];
  if (access === undefined) throw new ArgosyError("unimplemented", "there is no such method");
  authorise(identity, access, request);
  return { identity, token };
}

function handlerOf(service: BoundService, method: string): (request: never, context: CallContext) => unknown {
  const handler = service.implementation[method];
  if (handler === undefined) throw new ArgosyError("unimplemented", "there is no such method");
  return handler.bind(service.implementation);
}

interface OpenCall {
  readonly trace: TraceContext;
  admitted(admitted: Admitted): void;
  /** Notes the end, once; gives the error as the caller shall see it. */
  end(error: unknown, signal?: AbortSignal): ArgosyError | undefined;
}

function beginCall(service: BoundService, method: string, incoming: Incoming, middleware: Middleware): OpenCall {
  const start = performance.now();
  const { peer } = incoming;
  const name = { api: service.definition.name, method, ...(peer === undefined ? {} : { peer }) };
  const span = beginSpan(service, method, incoming, middleware);
  let who: { readonly traceId: string; readonly user?: string; readonly caller?: string } = { traceId: span.context.traceId };
  let over = false;
  return {
    trace: span.context,
    admitted({ identity }) {
      who = { ...who, ...callerOf(identity) };
    },
    end(error, signal) {
      const failure = error === undefined ? undefined : signal?.aborted ? abortReason(signal) : toArgosyError(error);
      if (over) return failure;
      over = true;
      const ms = Math.round((performance.now() - start) * 10) / 10;
      middleware.onCall?.({ service: name.api, method, code: failure?.code ?? "ok", reason: failure?.reason, ms });
      span.end({ failure: failure?.reason ?? failure?.code });
      if (failure === undefined) middleware.log.debug("call answered", { ...name, ...who, ms });
      else reportFailure(middleware.log, failure, { ...name, ...who, ms });
      return failure;
    },
  };
}

function beginSpan({ definition }: BoundService, method: string, { traceparent }: Incoming, { tracer = idleTracer }: Middleware): Span {
  return tracer.begin(`${definition.name}/${method}`, {
    service: definition.name.replace(/Service$/, "").toLowerCase(),
    kind: "server",
    parent: parseTraceparent(traceparent),
    attributes: { "rpc.system": "grpc", "rpc.service": definition.fullName, "rpc.method": method },
  });
}
