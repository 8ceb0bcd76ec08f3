import { createHash, randomUUID } from "node:crypto";
import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { JetStreamClient } from "@nats-io/jetstream";
import { JetStreamApiError, jetstream, jetstreamManager } from "@nats-io/jetstream";
import type { MsgHdrs, NatsConnection, NodeConnectionOptions } from "@nats-io/transport-node";
import { connect, headers } from "@nats-io/transport-node";
import { encodeMessage, quadruple } from "../bus-message.ts";
import type { EventBus, EventHandler, PublishOptions, SubscribeOptions, Subscription } from "../event-bus.ts";
import { isSubject, isSubjectPattern } from "../subjects.ts";
import { JetStreamQueue } from "./jetstream-queue.ts";
import type { StreamPlace } from "./stream-place.ts";
import { ensureConsumer, ensureStream, isGone } from "./stream-place.ts";

/** How a {@link JetStreamBus} is made. */
export interface JetStreamOptions {
  /** Servers, keys and certificates, as the client takes them. */
  readonly connection: NodeConnectionOptions;
  /** Name of the stream, which is made where it is not there; the first word of its subjects too. Letters, digits and `-`. */
  readonly stream: string;
  readonly log: Log;
  /** Servers that keep a copy; default 1. */
  readonly replicas?: number;
  /** A message whose taker is silent for so long is given to another one; default 20,000. */
  readonly ackWaitMs?: number;
  /** Shown in the server's list of connections. */
  readonly name?: string;
  /** Milliseconds before the attempt after `attempt` (1 = the first); default 1 s, 4 s, 16 s, 60 s. */
  readonly backoff?: (attempt: number) => number;
}

/** The bus of many processes. */
export interface JetStreamBus extends EventBus {
  /** Resolves when nothing waits for this process and nothing is in its hands; what waits for its next attempt counts only if asked for. */
  idle(options?: { readonly withDelayed?: boolean }): Promise<void>;
}

const MAX_PER_SUBJECT_REACHED = 10_077;
const ACK_WAIT_MS = 20_000;
const PUBLISH_MS = 5_000;
const FLUSH_MS = 1_000;

/**
 * An {@link EventBus} over NATS JetStream, from server 2.9 on.
 *
 * A message lies in the stream until every subscription name has had it. Its subject there is `<stream>.<id>.<subject>`, and a subject
 * holds one message: so a twin is refused by the server for as long as the first waits or is in hand, and not longer.
 */
export async function createJetStreamBus(options: JetStreamOptions): Promise<JetStreamBus> {
  const { stream, log, backoff = quadruple, ackWaitMs = ACK_WAIT_MS, replicas = 1, name = stream } = options;
  // The client would give up for good after ten tries.
  const connection = await connect({
    maxReconnectAttempts: -1,
    reconnectTimeWait: 500,
    pingInterval: 5_000,
    name,
    ...options.connection,
  });
  const place = { manager: await jetstreamManager(connection), stream, replicas };
  await ensureStream(place);
  return new Bus({ connection, place, client: jetstream(connection), log, backoff, ackWaitMs });
}

interface Parts {
  readonly connection: NatsConnection;
  readonly place: StreamPlace;
  readonly client: JetStreamClient;
  readonly log: Log;
  readonly backoff: (attempt: number) => number;
  readonly ackWaitMs: number;
}

class Bus implements JetStreamBus {
  readonly #parts: Parts;
  readonly #queues = new Set<JetStreamQueue>();
  #away = false;
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
    void this.#watch();
  }

  async publish(subject: string, message: unknown, options: PublishOptions = {}): Promise<void> {
    this.#refuseClosed();
    if (!isSubject(subject)) throw new ArgosyError("invalid_argument", "not a subject", { details: { subject } });
    const text = encodeMessage(message, subject);
    const { client, place } = this.#parts;
    const told = { timeout: PUBLISH_MS, ...tracedBy(options.trace) };
    const send = () => client.publish(`${place.stream}.${tokenOf(options.id)}.${subject}`, text, told);
    try {
      // What is sent to a server that is away would wait here for its return.
      if (this.#away) throw new Error("the server is away");
      await send().catch(async (error: unknown) => {
        if (!isGone(error)) throw error;
        await ensureStream(place);
        await send();
      });
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === MAX_PER_SUBJECT_REACHED && options.id !== undefined) return;
      throw new ArgosyError("unavailable", "the message bus did not take a message", { details: { subject }, cause: error });
    }
  }

  async subscribe<Message>(subject: string, options: SubscribeOptions, handler: EventHandler<Message>): Promise<Subscription> {
    this.#refuseClosed();
    if (!isSubjectPattern(subject)) throw new ArgosyError("invalid_argument", "not a pattern of subjects", { details: { subject } });
    const { client, place, log, backoff, ackWaitMs } = this.#parts;
    const durable = `${options.name}_${subject.replaceAll(".", "_").replaceAll("*", "any").replaceAll(">", "rest")}`;
    const prepare = () => ensureConsumer(place, durable, subject, { ackWaitMs, temporary: options.temporary === true });
    await prepare();
    const queue = new JetStreamQueue({
      consumer: await client.consumers.get(place.stream, durable),
      options,
      handler: handler as EventHandler<never>,
      log,
      backoff,
      workingMs: ackWaitMs / 4,
      prepare,
    });
    this.#queues.add(queue);
    return {
      stop: async (stopOptions) => {
        // Nobody else waits for what a temporary name is given.
        await (options.temporary === true ? queue.end(stopOptions?.graceMs) : queue.stop(stopOptions?.graceMs));
        this.#queues.delete(queue);
        // Where the server is away now, it drops the name by itself when it is back.
        if (options.temporary === true) await place.manager.consumers.delete(place.stream, durable).catch(() => undefined);
      },
    };
  }

  async idle({ withDelayed = false }: { readonly withDelayed?: boolean } = {}): Promise<void> {
    const busy = async () => (await Promise.all(Array.from(this.#queues, (queue) => queue.idle(withDelayed)))).includes(false);
    while (await busy()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await Promise.all(Array.from(this.#queues, (queue) => queue.end()));
    // What was given back must have left; a server that is away will notice by itself.
    if (!this.#away) await Promise.race([this.#parts.connection.flush(), delay(FLUSH_MS, undefined, { ref: false })]);
    await this.#parts.connection.close();
  }

  async #watch(): Promise<void> {
    for await (const { type } of this.#parts.connection.status()) {
      if (type === "disconnect") this.#parts.log.warn("the message bus is away");
      if (type === "reconnect") this.#parts.log.info("the message bus is back");
      if (type === "disconnect" || type === "reconnect") this.#away = type === "disconnect";
    }
  }

  #refuseClosed(): void {
    if (this.#closed) throw new ArgosyError("unavailable", "the bus is closed");
  }
}

function tracedBy(trace: string | undefined): { readonly headers?: MsgHdrs } {
  if (trace === undefined || trace === "") return {};
  const fields = headers();
  fields.set("traceparent", trace);
  return { headers: fields };
}

/** One word of a subject for an id, whatever the id is made of. */
function tokenOf(id: string | undefined): string {
  return id === undefined ? randomUUID() : createHash("sha256").update(id).digest("hex").slice(0, 32);
}
