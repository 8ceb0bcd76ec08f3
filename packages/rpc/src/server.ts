import { toArgosyError } from "@argosy/core";
import type { ServerOptions } from "@grpc/grpc-js";
import type { CallContext as WireContext } from "nice-grpc";
import { createServer, ServerError } from "nice-grpc";
import { MESSAGE_BYTES } from "./in-process.ts";
import type { Incoming, Middleware } from "./middleware.ts";
import { answer, answerStream } from "./middleware.ts";
import { notePeer, PEER_KEY } from "./peer.ts";
import { logRefusedConnections } from "./refused-connections.ts";
import type { BoundService } from "./service.ts";
import type { TlsIdentity } from "./tls.ts";
import { serverCredentials } from "./tls.ts";
import { ERROR_KEY, packError } from "./wire-error.ts";

/** How services are offered over TCP. */
export interface ServeOptions {
  /** `host:port`; port 0 takes a free one. */
  readonly address: string;
  /** What is shown to callers, who must show theirs; default: nothing, and the line is not encrypted, for tests. */
  readonly tls?: TlsIdentity;
  /** Calls that one connection may have open; default 200. */
  readonly maxStreams?: number;
}

/** A server at work. */
export interface RpcServer {
  readonly port: number;
  /** Takes no new call, waits `graceMs` (default 10,000) for those that are open, then ends them. */
  stop(graceMs?: number): Promise<void>;
}

/** Offers services over gRPC on TCP. */
export async function serve(services: readonly BoundService[], middleware: Middleware, options: ServeOptions): Promise<RpcServer> {
  const server = createServer({
    "grpc.max_receive_message_length": MESSAGE_BYTES,
    "grpc.max_send_message_length": MESSAGE_BYTES,
    "grpc.max_concurrent_streams": options.maxStreams ?? 200,
    "grpc.keepalive_time_ms": 5_000,
    "grpc.keepalive_timeout_ms": 3_000,
    interceptors: [notePeer],
  } as ServerOptions);
  for (const service of services) server.add(service.definition as never, wireHandlers(service, middleware) as never);
  const credentials = options.tls === undefined ? undefined : serverCredentials(options.tls);
  const port = await logRefusedConnections(middleware.log, () => server.listen(options.address, credentials));
  return {
    port,
    async stop(graceMs = 10_000) {
      // A graceful end waits for ever on streams that stay open.
      const timer = setTimeout(() => {
        middleware.log.warn("calls are ended that took longer than the grace", { graceMs });
        server.forceShutdown();
      }, graceMs);
      await server.shutdown();
      clearTimeout(timer);
    },
  };
}

type WireHandler = (request: unknown, context: WireContext) => Promise<unknown> | AsyncIterable<unknown>;

function wireHandlers(service: BoundService, middleware: Middleware): Record<string, WireHandler> {
  const handlers: Record<string, WireHandler> = {};
  for (const [name, method] of Object.entries(service.definition.methods)) {
    handlers[name] = method.responseStream
      ? async function* (request, context) {
          try {
            yield* answerStream(service, name, request, incomingOf(context), middleware);
          } catch (error) {
            throw onWire(error, context);
          }
        }
      : async (request, context) => {
          try {
            return await answer(service, name, request, incomingOf(context), middleware);
          } catch (error) {
            throw onWire(error, context);
          }
        };
  }
  return handlers;
}

function incomingOf({ metadata, signal }: WireContext): Incoming {
  const authorization = metadata.get("authorization");
  const timeout = Number(metadata.get("argosy-timeout-ms") ?? Number.NaN);
  return {
    token: authorization?.startsWith("Bearer ") ? authorization.slice(7) : undefined,
    traceparent: metadata.get("traceparent"),
    peer: metadata.get(PEER_KEY),
    timeoutMs: Number.isFinite(timeout) ? timeout : undefined,
    signal,
  };
}

function onWire(error: unknown, context: WireContext): ServerError {
  const { status, message, payload } = packError(toArgosyError(error));
  context.trailer.set(ERROR_KEY, payload);
  return new ServerError(status, message);
}
