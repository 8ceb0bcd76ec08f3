import type { JetStreamManager } from "@nats-io/jetstream";
import { AckPolicy, DeliverPolicy, DiscardPolicy, JetStreamApiError, RetentionPolicy, StorageType } from "@nats-io/jetstream";
import { nanos } from "@nats-io/transport-node";

/** The stream of a bus, and where it lies. */
export interface StreamPlace {
  readonly manager: JetStreamManager;
  /** Name of the stream; the first word of its subjects too. */
  readonly stream: string;
  /** Servers that keep a copy. */
  readonly replicas: number;
}

/** How the messages of a name are held. */
export interface ConsumerOptions {
  readonly ackWaitMs: number;
  readonly temporary: boolean;
}

const STREAM_EXISTS = 10_058;
const STREAM_NOT_FOUND = 10_059;
/** What a process that is gone left unread is dropped after so long. */
const TEMPORARY_MS = 60_000;

/** Makes the stream where it is not there: at the first start, or when the server has lost its folder. */
export async function ensureStream({ manager, stream, replicas }: StreamPlace): Promise<void> {
  try {
    await manager.streams.add({
      name: stream,
      subjects: [`${stream}.>`],
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

/** Makes the durable consumer of a name, and the stream, where they are not there. */
export async function ensureConsumer(
  place: StreamPlace,
  durable: string,
  subject: string,
  { ackWaitMs, temporary }: ConsumerOptions,
): Promise<void> {
  const add = () =>
    place.manager.consumers.add(place.stream, {
      durable_name: durable,
      filter_subject: `${place.stream}.*.${subject}`,
      ack_policy: AckPolicy.Explicit,
      deliver_policy: DeliverPolicy.New,
      ack_wait: nanos(ackWaitMs),
      max_ack_pending: 10_000,
      ...(temporary ? { inactive_threshold: nanos(TEMPORARY_MS) } : {}),
    });
  await add().catch(async (error: unknown) => {
    if (!isGone(error)) throw error;
    await ensureStream(place);
    await add();
  });
}

/** Whether an error says that the stream is not there; where nobody answers for its subjects it is not there either. */
export function isGone(error: unknown): boolean {
  if (error instanceof JetStreamApiError) return error.code === STREAM_NOT_FOUND;
  const told = error as { readonly name?: unknown; readonly message?: unknown };
  return told.name === "NoRespondersError" || /no responders/.test(String(told.message));
}
