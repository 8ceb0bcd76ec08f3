import { ArgosyError, toArgosyError } from "@argosy/core";
import type { CallOptions, Client, Outgoing, Transport } from "./client.ts";
import { abortReason, limited, orAborted } from "./deadline.ts";
import type { MethodName, ServiceDefinition } from "./definition.ts";
import { DEFAULT_IDLE_MS, DEFAULT_TIMEOUT_MS } from "./middleware.ts";
import type { MethodLimits } from "./service.ts";
import { currentTrace } from "./trace/current-trace.ts";
import { formatTraceparent } from "./trace/trace-context.ts";

/** What a client adds to a call that does not say it itself. */
export interface ClientDefaults<D extends ServiceDefinition> {
  /** A signed identity, fresh: asked for at every call. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /** Where a method's limits are not the usual ones. */
  readonly limits?: { readonly [M in MethodName<D>]?: MethodLimits };
}

/**
 * A typed client. Every call ends: by its answer, its error, the caller's signal, its deadline (default 10 s for one answer, 60 s of
 * standstill for a stream). Leaving the loop over a stream early cancels it.
 */
export function createClient<D extends ServiceDefinition>(
  definition: D,
  transport: Transport,
  defaults: ClientDefaults<NoInfer<D>> = {},
): Client<D> {
  const methods = Object.entries(definition.methods).map(([name, method]) => {
    const limits: MethodLimits = (defaults.limits as Readonly<Record<string, MethodLimits>> | undefined)?.[name] ?? {};
    const call: Call = { definition, transport, name, limits, token: async (given) => given ?? defaults.token?.() };
    const invoke = method.responseStream
      ? (request: unknown, options: CallOptions = {}) => streamCall(call, request, options)
      : (request: unknown, options: CallOptions = {}) => unaryCall(call, request, options);
    return [name, invoke] as const;
  });
  return Object.fromEntries(methods) as unknown as Client<D>;
}

interface Call {
  readonly definition: ServiceDefinition;
  readonly transport: Transport;
  readonly name: string;
  readonly limits: MethodLimits;
  readonly token: (given: string | undefined) => Promise<string | undefined>;
}

function traceparentOf({ trace = currentTrace() }: CallOptions): string | undefined {
  return trace === undefined ? undefined : formatTraceparent(trace);
}

async function unaryCall({ definition, transport, name, limits, token }: Call, request: unknown, options: CallOptions): Promise<unknown> {
  const most = limits.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const timeoutMs = options.deadline === undefined ? most : Math.max(0, options.deadline - Date.now());
  const time = limited(options.signal, timeoutMs);
  const traceparent = traceparentOf(options);
  try {
    const work = async () => {
      const outgoing: Outgoing = { token: await token(options.token), traceparent, timeoutMs, signal: time.signal };
      if (time.signal.aborted) throw abortReason(time.signal);
      return transport.unary(definition, name, request, outgoing);
    };
    return await orAborted(work(), time.signal);
  } catch (error) {
    throw time.signal.aborted ? abortReason(time.signal) : toArgosyError(error);
  } finally {
    time.stop();
  }
}

async function* streamCall(
  { definition, transport, name, limits, token }: Call,
  request: unknown,
  options: CallOptions,
): AsyncGenerator<unknown, void, undefined> {
  const time = limited(options.signal, limits.idleMs ?? DEFAULT_IDLE_MS);
  let messages: AsyncIterator<unknown> | undefined;
  try {
    const given = await orAborted(token(options.token), time.signal);
    const outgoing: Outgoing = { token: given, traceparent: traceparentOf(options), timeoutMs: undefined, signal: time.signal };
    messages = transport.stream(definition, name, request, outgoing)[Symbol.asyncIterator]();
    for (;;) {
      const next = await orAborted(messages.next(), time.signal);
      if (next.done === true) {
        messages = undefined;
        return;
      }
      // The caller may take his time with a message; the limit is for what we wait for.
      time.stop();
      yield next.value;
      time.touch();
    }
  } catch (error) {
    messages = undefined;
    const failure = time.signal.aborted ? abortReason(time.signal) : toArgosyError(error);
    time.abort();
    throw failure;
  } finally {
    time.stop();
    if (messages !== undefined) {
      time.abort();
      void messages.return?.()?.catch((error: unknown) => error instanceof ArgosyError);
    }
  }
}
