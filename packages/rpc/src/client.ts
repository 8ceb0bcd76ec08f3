import type { MethodDefinition, MethodName, RequestInput, ResponseOf, ServiceDefinition } from "./definition.ts";
import type { TraceContext } from "./trace/trace-context.ts";

/** How one call is made. A handler's {@link CallContext} fits: it hands on the caller's identity, deadline and cancellation. */
export interface CallOptions {
  readonly signal?: AbortSignal | undefined;
  /** Milliseconds since 1970; default: the method's own limit. */
  readonly deadline?: number | undefined;
  /** The signed identity that the call is made with; default: the client's own. */
  readonly token?: string | undefined;
  /** What the call hangs under; default: the trace of the work in hand. */
  readonly trace?: TraceContext | undefined;
}

/** One method as its caller sees it. Every failure is an ArgosyError, the same over both transports. */
export type ClientMethod<M extends MethodDefinition> = M["responseStream"] extends true
  ? (request: RequestInput<M>, options?: CallOptions) => AsyncIterable<ResponseOf<M>>
  : (request: RequestInput<M>, options?: CallOptions) => Promise<ResponseOf<M>>;

/** A service as its callers see it. */
export type Client<D extends ServiceDefinition> = { readonly [M in MethodName<D>]: ClientMethod<D["methods"][M]> };

/** One call on its way: what both transports carry besides the request. */
export interface Outgoing {
  readonly token: string | undefined;
  /** W3C `traceparent`. */
  readonly traceparent: string | undefined;
  readonly timeoutMs: number | undefined;
  readonly signal: AbortSignal;
}

/** How calls reach a service. */
export interface Transport {
  unary(definition: ServiceDefinition, method: string, request: unknown, outgoing: Outgoing): Promise<unknown>;
  stream(definition: ServiceDefinition, method: string, request: unknown, outgoing: Outgoing): AsyncIterable<unknown>;
  /** Ends connections; calls in flight fail with `unavailable`. */
  close(): Promise<void>;
}
