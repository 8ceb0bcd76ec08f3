import { createLocalBus } from "@argosy/work";
import { describe, expect, test } from "vitest";
import { manualClock } from "../support/manual-clock.ts";
import type { LogLine } from "../support/silent-log.ts";
import { recordingLog, silentLog } from "../support/silent-log.ts";
import { eventBusContract } from "./event-bus.ts";

describe("local bus", () => {
  eventBusContract(async () => {
    const clock = manualClock();
    const bus = createLocalBus({ log: silentLog, clock });
    return { bus, settle: () => bus.idle(), skipBackoff: async () => clock.advance(60_000) };
  });

  test("waits longer before each attempt", async () => {
    const clock = manualClock();
    const bus = createLocalBus({ log: silentLog, clock });
    const at: number[] = [];
    await bus.subscribe("a", { name: "worker", concurrency: 1, attempts: 4 }, async () => {
      at.push(clock.now());
      throw new Error("no");
    });
    await bus.publish("a", 1);
    for (let second = 0; second < 30; second++) {
      await bus.idle();
      clock.advance(1_000);
    }
    expect(at).toEqual([0, 1_000, 5_000, 21_000]);
  });
  test("refuses more than it may hold, and says in the log what it dropped", async () => {
    const lines: LogLine[] = [];
    const bus = createLocalBus({ log: recordingLog(lines), clock: manualClock(), capacity: 2 });
    const { promise, resolve } = Promise.withResolvers<void>();
    await bus.subscribe("a", { name: "worker", concurrency: 1, attempts: 1 }, async () => {
      await promise;
      throw new Error("no");
    });
    for (const n of [1, 2, 3]) await bus.publish("a", n);
    await expect(bus.publish("a", 4)).rejects.toMatchObject({ code: "resource_exhausted", details: { limit: 2 } });
    resolve();
    await bus.idle();
    expect(lines.map(({ level }) => level)).toEqual(["error", "error", "error"]);
  });
  test("aborts what is in hand when the grace is over", async () => {
    const clock = manualClock();
    const bus = createLocalBus({ log: silentLog, clock });
    const started = Promise.withResolvers<void>();
    let aborted = false;
    const subscription = await bus.subscribe("a", { name: "worker", concurrency: 1 }, (_, { signal }) => {
      started.resolve();
      return new Promise((resolve) => {
        signal.addEventListener("abort", () => {
          aborted = true;
          resolve();
        });
      });
    });
    await bus.publish("a", 1);
    await started.promise;
    const stopped = subscription.stop({ graceMs: 5_000 });
    clock.advance(4_999);
    expect(aborted).toBe(false);
    clock.advance(1);
    await stopped;
    expect(aborted).toBe(true);
  });
});
