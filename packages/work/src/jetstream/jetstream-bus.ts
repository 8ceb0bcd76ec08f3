import { createHash, randomUUID } from "node:crypto";
import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { JetStreamClient, JetStreamManager } from "@nats-io/jetstream";
import {
  AckPolicy,
  DeliverPolicy,
  DiscardPolicy,
  JetStreamApiError,
  jetstream,
  jetstreamManager,
  RetentionPolicy,
  StorageType,
} from "@nats-io/jetstream";
import type { NatsConnection, NodeConnectionOptions } from "@nats-io/transport-node";
import { connect, nanos } from "@nats-io/transport-node";
import { encodeMessage, quadruple } from "../bus-message.ts";
import type { EventBus, EventHandler, SubscribeOptions, Subscription } from "../event-bus.ts";
import { isSubject, isSubjectPattern } from "../subjects.ts";
import { JetStreamQueue } from "./jetstream-queue.ts";

/** How a {@link JetStreamBus} is made. */
export interface JetStreamOptions {
  /** Servers, keys and certificates, as the client takes them. */
  readonly connection: NodeConnectionOptions;
  /** Name of the stream, which is made where it is not there; the first word of its subjects too. Letters, digits and `-`. */
  readonly stream: string;
  readonly log: Log;
  /** Servers that keep a copy; default 1. */
  readonly replicas?: number;
  /** Milliseconds before the attempt after `attempt` (1 = the first); default 1 s, 4 s, 16 s, 60 s. */
  readonly backoff?: (attempt: number) => number;
}

/** The bus of many processes. */
export interface JetStreamBus extends EventBus {
  /** Resolves when nothing waits for this process and nothing is in its hands; what waits for its next attempt counts only if asked for. */
  idle(options?: { readonly withDelayed?: boolean }): Promise<void>;
}

const MAX_PER_SUBJECT_REACHED = 10_077;
const STREAM_EXISTS = 10_058;
const ACK_WAIT_MS = 30_000;

/**
 * An {@link EventBus} over NATS JetStream, from server 2.9 on.
 *
 * A message lies in the stream until every subscription name has had it. Its subject there is `<stream>.<id>.<subject>`, and a subject
 * holds one message: so a twin is refused by the server for as long as the first waits or is in hand, and not longer.
 */
export async function createJetStreamBus(options: JetStreamOptions): Promise<JetStreamBus> {
  const { stream, log, backoff = quadruple } = options;
  // The client would give up for good after ten tries.
  const connection = await connect({ maxReconnectAttempts: -1, pingInterval: 5_000, name: stream, ...options.connection });
  const manager = await jetstreamManager(connection);
  await ensureStream(manager, stream, options.replicas ?? 1);
  return new Bus({ connection, manager, client: jetstream(connection), stream, log, backoff });
}

async function ensureStream(manager: JetStreamManager, name: string, replicas: number): Promise<void> {
  try {
    await manager.streams.add({
      name,
      subjects: [`${name}.>`],
      retention: RetentionPolicy.Interest,
      storage: StorageType.File,
      discard: DiscardPolicy.New,
      discard_new_per_subject: true,
      max_msgs_per_subject: 1,
      num_replicas: replicas,
    });
  } catch (error) {
    // Another process was first, perhaps an older one whose settings stand until an operator changes them.
    if (!(error instanceof JetStreamApiError) || error.code !== STREAM_EXISTS) throw error;
  }
}

interface Parts {
  readonly connection: NatsConnection;
  readonly manager: JetStreamManager;
  readonly client: JetStreamClient;
  readonly stream: string;
  readonly log: Log;
  readonly backoff: (attempt: number) => number;
}

class Bus implements JetStreamBus {
  readonly #parts: Parts;
  readonly #queues = new Set<JetStreamQueue>();
  #closed = false;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  async publish(subject: string, message: unknown, options: { readonly id?: string } = {}): Promise<void> {
    this.#refuseClosed();
    if (!isSubject(subject)) throw new ArgosyError("invalid_argument", "not a subject", { details: { subject } });
    const text = encodeMessage(message, subject);
    const { client, stream } = this.#parts;
    try {
      await client.publish(`${stream}.${tokenOf(options.id)}.${subject}`, text, { timeout: 5_000 });
    } catch (error) {
      if (error instanceof JetStreamApiError && error.code === MAX_PER_SUBJECT_REACHED && options.id !== undefined) return;
      throw new ArgosyError("unavailable", "the message bus did not take a message", { details: { subject }, cause: error });
    }
  }

  async subscribe<Message>(subject: string, options: SubscribeOptions, handler: EventHandler<Message>): Promise<Subscription> {
    this.#refuseClosed();
    if (!isSubjectPattern(subject)) throw new ArgosyError("invalid_argument", "not a pattern of subjects", { details: { subject } });
    const { manager, client, stream, log, backoff } = this.#parts;
    const durable = `${options.name}_${subject.replaceAll(".", "_").replaceAll("*", "any").replaceAll(">", "rest")}`;
    await manager.consumers.add(stream, {
      durable_name: durable,
      filter_subject: `${stream}.*.${subject}`,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.New,
      ack_wait: nanos(ACK_WAIT_MS),
      max_ack_pending: 10_000,
    });
    const consumer = await client.consumers.get(stream, durable);
    const queue = new JetStreamQueue({
      consumer,
      options,
      handler: handler as EventHandler<never>,
      log,
      backoff,
      workingMs: ACK_WAIT_MS / 3,
    });
    this.#queues.add(queue);
    return {
      stop: async (stopOptions) => {
        await queue.stop(stopOptions?.graceMs);
        this.#queues.delete(queue);
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
    await Promise.all(Array.from(this.#queues, (queue) => queue.stop()));
    await this.#parts.connection.close();
  }

  #refuseClosed(): void {
    if (this.#closed) throw new ArgosyError("unavailable", "the bus is closed");
  }
}

/** One word of a subject for an id, whatever the id is made of. */
function tokenOf(id: string | undefined): string {
  return id === undefined ? randomUUID() : createHash("sha256").update(id).digest("hex").slice(0, 32);
}
