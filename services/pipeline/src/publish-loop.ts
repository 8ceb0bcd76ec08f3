import type { Log } from "@argosy/core";
import { inTrace } from "@argosy/rpc";
import type { Clock, Db, EventBus } from "@argosy/work";
import { publishEvents, schemasWithEvents } from "@argosy/work";
import { takeBack, takeReady } from "./tasks.ts";

/** How the loop hands out work. */
export interface LoopOptions {
  /** Time between two looks when nothing calls for one. */
  readonly everyMs: number;
  /** A task that is out and silent for so long is handed out again. */
  readonly silentMs: number;
  /** Tasks or events handed out at one look. */
  readonly batch: number;
  /** Schemas whose events are published. */
  readonly eventSchemas: readonly string[];
}

/** The one loop that hands out tasks and announces events: the tables are the outbox, messages are only hints. */
export interface PublishLoop {
  /** Looks at once: something became ready. */
  wake(): void;
  /** Ends after the look in hand. */
  stop(): Promise<void>;
}

/** Starts the loop. A look that fails is logged and made again at the next turn; nothing is lost by it. */
export function startPublishLoop(db: Db, bus: EventBus, clock: Clock, log: Log, options: LoopOptions): PublishLoop {
  let stopped = false;
  let again = false;
  let inHand: Promise<void> | undefined;
  let callOff: () => void = () => {};

  const look = async (): Promise<void> => {
    let found = options.batch;
    while (found === options.batch && !stopped) {
      const tasks = await takeReady(db, { silentMs: options.silentMs, limit: options.batch });
      await handOut(db, bus, tasks);
      found = tasks.length;
    }
    for (const schema of await schemasWithEvents(db, options.eventSchemas))
      while ((await publishEvents(db, bus, schema, options.batch)) === options.batch);
  };
  const turn = (): void => {
    callOff();
    if (stopped) return;
    if (inHand !== undefined) {
      again = true;
      return;
    }
    // Whoever wakes the loop goes his way; what it hands out carries its own trace.
    inHand = inTrace(undefined, look)
      .catch((error: unknown) => log.error("handing out tasks failed", { error }))
      .finally(() => {
        inHand = undefined;
        if (again) {
          again = false;
          turn();
        } else if (!stopped) callOff = inTrace(undefined, () => clock.after(options.everyMs, turn));
      });
  };
  turn();
  return {
    wake: turn,
    async stop() {
      stopped = true;
      callOff();
      await inHand;
    },
  };
}

/** What the bus does not take is ready as before, and need not be silent for long until it goes out. */
async function handOut(db: Db, bus: EventBus, tasks: Awaited<ReturnType<typeof takeReady>>): Promise<void> {
  for (const [index, { id, stage, trace }] of tasks.entries()) {
    try {
      await bus.publish(`task.${stage}`, { taskIds: [id] }, { id, trace });
    } catch (error) {
      await takeBack(
        db,
        tasks.slice(index).map((task) => task.id),
      );
      throw error;
    }
  }
}
