/** What a handler learns besides the message. */
export interface Delivery {
  /** The subject that the message was published under. */
  readonly subject: string;
  /** What the message was published with: the W3C `traceparent` of what it hangs under. */
  readonly trace: string | undefined;
  /** Aborts when the subscription stops and its grace is over. */
  readonly signal: AbortSignal;
  /** 1 at the first delivery. */
  readonly attempt: number;
  /** Whether the message is dropped when this attempt fails too: record the failure now. */
  readonly last: boolean;
}

/** Works on one message. When it rejects the message is delivered again, later. It must bear to see a message twice. */
export type EventHandler<Message> = (message: Message, delivery: Delivery) => Promise<void>;

/** What goes with a message. */
export interface PublishOptions {
  /** A message whose twin is still waiting or in hand is dropped. */
  readonly id?: string;
  /** W3C `traceparent` of what it hangs under; empty: none. */
  readonly trace?: string;
}

/** How messages are taken. */
export interface SubscribeOptions {
  /** Subscriptions of one name share the messages; each name gets every message. Letters, digits and `-`. */
  readonly name: string;
  /** How many messages are worked on at a time; at least 1. */
  readonly concurrency: number;
  /** How often a message is tried in all; default 3. */
  readonly attempts?: number;
  /** The name is this process's alone and ends with it: nothing is kept for it when it is gone. */
  readonly temporary?: boolean;
}

/** A handler at work. */
export interface Subscription {
  /**
   * Takes nothing new, waits `graceMs` (default 10,000) for what is in hand, then aborts it and waits until it has ended. What rejects
   * after that is given back: another subscription of the name gets it at once.
   */
  stop(options?: { readonly graceMs?: number }): Promise<void>;
}

/**
 * Hints that something happened: a queue in memory on a laptop, JetStream in the cluster. The database is the truth: a message may
 * come twice, late or, after a crash, never; who depends on it asks the tables.
 *
 * Subjects are words joined by `.`; in a subscription `*` stands for one word and a last `>` for one or more. Messages are small JSON
 * values (at most 64 KiB): references, never pixels. The contract is spelled out in `test/contracts/event-bus.ts`.
 */
export interface EventBus {
  /**
   * Hands a message to every subscription name that matches.
   *
   * @throws {ArgosyError} `invalid_argument` for a bad subject or a message over 64 KiB; `resource_exhausted` when the queue is full.
   */
  publish(subject: string, message: unknown, options?: PublishOptions): Promise<void>;
  /** Starts to take messages that are published from now on. */
  subscribe<Message>(subject: string, options: SubscribeOptions, handler: EventHandler<Message>): Promise<Subscription>;
  /** Stops every subscription. */
  close(): Promise<void>;
}
