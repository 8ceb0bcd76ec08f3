import { isIP } from "node:net";
import { ArgosyError } from "@argosy/core";
import type { Metadata as WireMetadata, CallOptions as WireOptions } from "nice-grpc";
import { ClientError, createChannel, Metadata } from "nice-grpc";
import { againWithin, isLost } from "./ask-again.ts";
import type { Outgoing, Transport } from "./client.ts";
import { FreshLine } from "./fresh-line.ts";
import { MESSAGE_BYTES } from "./in-process.ts";
import type { Line } from "./line.ts";
import type { TlsIdentity } from "./tls.ts";
import { clientCredentials } from "./tls.ts";
import { ERROR_KEY, unpackError } from "./wire-error.ts";

interface Failed {
  /** Nobody has answered. */
  readonly lost: boolean;
  readonly error: ArgosyError;
}

const FRESH_MS = 15_000;

const CHANNEL_OPTIONS = {
  "grpc.max_receive_message_length": MESSAGE_BYTES,
  "grpc.max_send_message_length": MESSAGE_BYTES,
  // A call into a network that swallows everything fails after 8 s instead of never.
  "grpc.keepalive_time_ms": 5_000,
  "grpc.keepalive_timeout_ms": 3_000,
  "grpc.keepalive_permit_without_calls": 1,
  "grpc.initial_reconnect_backoff_ms": 100,
  "grpc.max_reconnect_backoff_ms": 2_000,
  // Pods are replaced within seconds, and a name that was asked for less than 30 s ago would not be asked for again.
  "grpc.dns_min_time_between_resolutions_ms": 1_000,
  "grpc.service_config": JSON.stringify({ loadBalancingConfig: [{ round_robin: {} }] }),
} as const;

/** How a server is reached. */
export interface TcpOptions {
  /** What is shown to the server; default: nothing, and the line is not encrypted, for tests. */
  readonly tls?: TlsIdentity;
  /** The name that the server's certificate must have; needed with `tls`. */
  readonly server?: string;
  /** How often a name is asked for anew, while calls are made; default 15,000. */
  readonly freshMs?: number;
}

/**
 * Calls services at an address, `host:port`, over gRPC; several addresses joined by commas, and all that a `dns:` name stands for, are
 * asked in turn, also those that it stands for only later. Connects when first used and again whenever the connection was lost. A call that is lost with its server is made again, of
 * another one or of the same when it is back, where its method may be called twice; a stream only while nothing of it has come.
 */
export function overTcp(address: string, { tls, server, freshMs = FRESH_MS }: TcpOptions = {}): Transport {
  const credentials = tls === undefined ? undefined : clientCredentials(tls);
  const named = server === undefined ? {} : { "grpc.ssl_target_name_override": server, "grpc.default_authority": server };
  const target = address.includes(",") ? `ipv4:${address}` : address;
  const lines = new FreshLine(
    () => createChannel(target, credentials, { ...CHANNEL_OPTIONS, ...named }),
    isName(address) ? freshMs : Infinity,
  );

  /** Why a call failed, in our words. A call that was lost is another reason to look at the connection. */
  const failed = (used: Line, thrown: unknown, trailer: WireMetadata | undefined, signal: AbortSignal): Failed => {
    const lost = isLost(thrown, trailer?.get(ERROR_KEY) !== undefined, signal);
    const error = fromWire(thrown, trailer, signal, lost);
    // A channel can stay in "connecting" for ever after a restart of the server (grpc-node issue 2785).
    if (error.code === "unavailable" || error.code === "deadline_exceeded") lines.replace(used);
    return { lost, error };
  };

  return {
    async unary(definition, method, request, outgoing) {
      for (const again = againWithin(definition, method, outgoing); ; ) {
        const used = lines.take();
        const { options, trailer } = wireOptions(outgoing);
        try {
          return await used.client(definition)[method]!(request, options);
        } catch (thrown) {
          const { lost, error } = failed(used, thrown, trailer(), outgoing.signal);
          if (!lost || !(await again.pause())) throw error;
        } finally {
          used.end();
        }
      }
    },
    async *stream(definition, method, request, outgoing) {
      let begun = false;
      for (const again = againWithin(definition, method, outgoing); ; ) {
        const used = lines.take();
        const { options, trailer } = wireOptions(outgoing);
        try {
          for await (const message of used.client(definition)[method]!(request, options) as AsyncIterable<unknown>) {
            begun = true;
            yield message;
          }
          return;
        } catch (thrown) {
          const { lost, error } = failed(used, thrown, trailer(), outgoing.signal);
          if (!lost || begun || !(await again.pause())) throw error;
        } finally {
          used.end();
        }
      }
    },
    async close() {
      lines.close();
    },
  };
}

function isName(address: string): boolean {
  return !address.includes(",") && isIP(address.replace(/:\d+$/, "").replace(/^\[(.*)\]$/, "$1")) === 0;
}

function wireOptions({ token, traceparent, timeoutMs, signal }: Outgoing): { options: WireOptions; trailer(): WireMetadata | undefined } {
  const metadata = Metadata();
  if (token !== undefined) metadata.set("authorization", `Bearer ${token}`);
  if (traceparent !== undefined) metadata.set("traceparent", traceparent);
  if (timeoutMs !== undefined) metadata.set("argosy-timeout-ms", String(Math.ceil(timeoutMs)));
  let received: WireMetadata | undefined;
  const onTrailer = (trailer: WireMetadata) => {
    received = trailer;
  };
  return { options: { metadata, signal, onTrailer }, trailer: () => received };
}

function fromWire(error: unknown, trailer: WireMetadata | undefined, signal: AbortSignal, lost: boolean): ArgosyError {
  if (error instanceof ArgosyError) return error;
  if (lost) return new ArgosyError("unavailable", "the service does not answer", { cause: error });
  if (error instanceof ClientError) return unpackError(error.code, error.details, trailer?.get(ERROR_KEY));
  if (signal.aborted) return new ArgosyError("cancelled", "the call was cancelled", { cause: error });
  return new ArgosyError("internal", "the call failed", { cause: error });
}
