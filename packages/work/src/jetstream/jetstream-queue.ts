import type { Log } from "@argosy/core";
import type { Consumer, JsMsg } from "@nats-io/jetstream";
import type { EventHandler, SubscribeOptions } from "../event-bus.ts";

/** What a {@link JetStreamQueue} needs. */
export interface JetStreamQueueOptions {
  readonly consumer: Consumer;
  readonly options: SubscribeOptions;
  readonly handler: EventHandler<never>;
  readonly log: Log;
  /** Milliseconds before the attempt after `attempt` (1 = the first). */
  readonly backoff: (attempt: number) => number;
  /** How often the server is told that a message is still worked on. */
  readonly workingMs: number;
  /** Makes what the server holds for this subscription once more, where it has lost it. */
  readonly prepare: () => Promise<void>;
}

const ATTEMPTS = 3;
const GRACE_MS = 10_000;
const POLL_MS = 2_000;
const TROUBLE_MS = 500;

/**
 * The lanes of one subscription: each asks for one message when it is free to work on it, so that nothing waits here while another
 * process has nothing to do.
 */
export class JetStreamQueue {
  readonly #parts: JetStreamQueueOptions;
  readonly #abort = new AbortController();
  readonly #inHand = new Set<Promise<void>>();
  /** Messages that wait for their next attempt, by their number in the stream. */
  readonly #delayed = new Set<number>();
  readonly #wake: (() => void)[] = [];
  readonly #lanes: readonly Promise<void>[];
  #stopped = false;

  constructor(parts: JetStreamQueueOptions) {
    this.#parts = parts;
    this.#lanes = Array.from({ length: parts.options.concurrency }, () => this.#lane());
  }

  /** Whether nothing waits for this subscription's name and nothing is in hand. */
  async idle(withDelayed: boolean): Promise<boolean> {
    if (this.#inHand.size > 0) return false;
    if (this.#stopped) return true;
    const { num_pending: waiting, num_ack_pending: given } = await this.#parts.consumer.info();
    return waiting === 0 && given <= this.#delayed.size && (!withDelayed || this.#delayed.size === 0);
  }

  /** Ends in order: what a lane has asked for and is still given goes back, which takes up to two seconds. */
  async stop(graceMs: number = GRACE_MS): Promise<void> {
    await this.end(graceMs);
    await Promise.allSettled(this.#lanes);
  }

  /** Ends what is in hand; what a lane is given at the very end comes again when the server misses its answer. */
  async end(graceMs: number = GRACE_MS): Promise<void> {
    if (!this.#stopped) this.#parts.log.info("takes no more messages", { name: this.#parts.options.name, inHand: this.#inHand.size });
    this.#stopped = true;
    for (const wake of this.#wake.splice(0)) wake();
    const timer = setTimeout(() => this.#abort.abort(new Error("the subscription has stopped")), graceMs);
    await Promise.allSettled([...this.#inHand]);
    clearTimeout(timer);
  }

  async #lane(): Promise<void> {
    while (!this.#stopped) {
      try {
        const message = await this.#parts.consumer.next({ expires: POLL_MS });
        if (message === null) continue;
        // It came after the stop: somebody else shall have it, at once.
        if (this.#stopped) message.nak();
        else await this.#hold(message);
      } catch (error) {
        if (this.#stopped) return;
        this.#parts.log.warn("messages cannot be taken", { name: this.#parts.options.name, error });
        await this.#pause(TROUBLE_MS);
        if (!this.#stopped) await this.#parts.prepare().catch(() => undefined); // the next turn tells of it
      }
    }
  }

  async #hold(message: JsMsg): Promise<void> {
    const work = this.#work(message);
    this.#inHand.add(work);
    try {
      await work;
    } finally {
      this.#inHand.delete(work);
    }
  }

  async #work(message: JsMsg): Promise<void> {
    const { options, handler, log, backoff, workingMs } = this.#parts;
    const attempt = message.info.deliveryCount;
    const last = attempt >= (options.attempts ?? ATTEMPTS);
    const subject = message.subject.split(".").slice(2).join(".");
    const trace = message.headers?.get("traceparent") || undefined;
    this.#delayed.delete(message.info.streamSequence);
    const working = setInterval(() => message.working(), workingMs);
    try {
      await handler(message.json() as never, { subject, trace, signal: this.#abort.signal, attempt, last });
      await message.ackAck();
    } catch (error) {
      if (this.#abort.signal.aborted) message.nak();
      else if (last) {
        log.error("a message was dropped after its last attempt", { subject, attempt, error });
        message.term();
      } else {
        log.warn("a message comes again", { subject, attempt, error });
        this.#delayed.add(message.info.streamSequence);
        message.nak(backoff(attempt));
      }
    } finally {
      clearInterval(working);
    }
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#wake.push(() => {
        clearTimeout(timer);
        resolve();
      });
    });
  }
}
