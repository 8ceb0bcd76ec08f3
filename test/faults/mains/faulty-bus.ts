import { readFileSync } from "node:fs";
import type { Log } from "@argosy/core";
import type { EventBus, PublishOptions } from "@argosy/work";
import { createRandom } from "../../../cli/src/demo/random.ts";

/** What becomes of messages, until something else is ordered. */
export interface BusOrders {
  /** Of so many messages of a kind (tasks, or events) one is lost, though whoever sends it hears nothing of that; 0: none is. */
  readonly loseOneOf: number;
  /** Which of them, from 0; and the seed of every choice. */
  readonly seed: number;
  /** How often a message is sent. */
  readonly copies: number;
  /** Copies are held back for up to so long, so that their order is any. */
  readonly shuffleMs: number;
  /** One of three messages is sent once more after so long; 0: none is. */
  readonly againMs: number;
}

/** Nothing unusual. */
export const FAITHFUL: BusOrders = { loseOneOf: 0, seed: 0, copies: 1, shuffleMs: 0, againMs: 0 };

/** What a line of the log says of a message that was not sent once. */
export const SAID = { lost: "a message is lost", copied: "a message goes out several times", again: "a message goes out again" } as const;

/** A bus that loses and repeats what is published, as the file says at the moment. */
export function createFaultyBus(bus: EventBus, file: string, log: Log): EventBus {
  const counts = { task: 0, event: 0 };
  let random = createRandom(0);
  let seed = 0;
  const send = (subject: string, message: unknown, options: PublishOptions, afterMs: number): void => {
    const timer = setTimeout(() => {
      bus.publish(subject, message, options).catch((error: unknown) => log.warn("a copy of a message was not taken", { subject, error }));
    }, afterMs);
    timer.unref();
  };
  return {
    subscribe: (...told) => bus.subscribe(...told),
    close: () => bus.close(),
    async publish(subject, message, options = {}) {
      const orders = { ...FAITHFUL, ...(JSON.parse(readFileSync(file, "utf8")) as Partial<BusOrders>) };
      if (orders.seed !== seed) {
        seed = orders.seed;
        random = createRandom(seed);
      }
      const count = counts[subject.startsWith("task.") ? "task" : "event"]++;
      if (orders.loseOneOf > 0 && count % orders.loseOneOf === orders.seed % orders.loseOneOf) {
        log.info(SAID.lost, { subject, body: message });
        return;
      }
      if (orders.copies === 1) return bus.publish(subject, message, options);
      // A twin of the same id is refused by the server while the first lies there: the other copies go without.
      const twin = options.trace === undefined ? {} : { trace: options.trace };
      for (let copy = 0; copy < orders.copies; copy++)
        send(subject, message, copy === 0 ? options : twin, orders.shuffleMs * random.next());
      log.info(SAID.copied, { subject, body: message });
      if (orders.againMs === 0 || count % 3 !== 0) return;
      send(subject, message, options, orders.againMs);
      log.info(SAID.again, { subject, body: message });
    },
  };
}
