import type { EventBus } from "@argosy/work";
import { afterEach, beforeEach, describe, expect, test } from "vitest";

/** A bus under test, and the ways in which the suite turns time and waits. */
export interface BusUnderTest {
  readonly bus: EventBus;
  /** Resolves when nothing is waiting or in hand but what is to be delivered again. */
  settle(): Promise<void>;
  /** Lets what is to be delivered again be delivered. */
  skipBackoff(): Promise<void>;
}

const NAMED = { name: "worker", concurrency: 1 };

/** A promise with its ends in hand. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  const { promise, resolve } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve };
}

/** What every {@link EventBus} promises. */
export function eventBusContract(open: () => Promise<BusUnderTest>): void {
  let under: BusUnderTest;
  beforeEach(async () => {
    under = await open();
  });
  afterEach(() => under.bus.close());

  const collect = async (subject: string, name = "worker"): Promise<unknown[]> => {
    const seen: unknown[] = [];
    await under.bus.subscribe(subject, { name, concurrency: 1 }, async (message) => void seen.push(message));
    return seen;
  };

  describe("delivery", () => {
    test("a message reaches every name once, and of one name only one subscription", async () => {
      const seen = [await collect("a.b", "one"), await collect("a.b", "two"), await collect("a.b", "two"), await collect("a.c", "one")];
      await under.bus.publish("a.b", { n: 1 });
      await under.settle();
      expect(seen[0]).toEqual([{ n: 1 }]);
      expect([...seen[1]!, ...seen[2]!]).toEqual([{ n: 1 }]);
      expect(seen[3]).toEqual([]);
    });
    test.each([
      { pattern: "task.*", fits: ["task.a"], not: ["task", "task.a.b", "other.a"] },
      { pattern: "task.>", fits: ["task.a", "task.a.b"], not: ["task", "other.a"] },
      { pattern: "*.done", fits: ["run.done"], not: ["done", "a.b.done"] },
    ])("$pattern takes what fits and nothing else", async ({ pattern, fits, not }) => {
      const seen = await collect(pattern);
      for (const subject of [...fits, ...not]) await under.bus.publish(subject, subject);
      await under.settle();
      expect(seen.sort()).toEqual(fits.sort());
    });
    test("one lane takes messages in the order of their publication", async () => {
      const seen = await collect("a");
      for (let n = 0; n < 50; n++) await under.bus.publish("a", n);
      await under.settle();
      expect(seen).toEqual(Array.from({ length: 50 }, (_, n) => n));
    });
    test("what the handler gets is its own copy, as JSON has it", async () => {
      const seen = await collect("a");
      const message = { list: [1], left: undefined as number | undefined };
      await under.bus.publish("a", message);
      message.list.push(2);
      await under.settle();
      expect(seen).toEqual([{ list: [1] }]);
    });
    test("a message keeps what it hangs under; without, there is nothing", async () => {
      const seen: unknown[] = [];
      await under.bus.subscribe("a", NAMED, async (_, { trace }) => void seen.push(trace));
      const trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
      for (const options of [{ trace }, { trace: "" }, {}]) await under.bus.publish("a", 1, options);
      await under.settle();
      expect(seen).toEqual([trace, undefined, undefined]);
    });
    test.each(["", "a..b", "a b", "a.*", "a.>", "a\n"])("publishing under %j is refused", async (subject) => {
      await expect(under.bus.publish(subject, 1)).rejects.toMatchObject({ code: "invalid_argument" });
    });
    test("what is no small JSON value is refused", async () => {
      await expect(under.bus.publish("a", undefined)).rejects.toMatchObject({ code: "invalid_argument" });
      await expect(under.bus.publish("a", "x".repeat(65_536))).rejects.toMatchObject({ code: "invalid_argument" });
    });
  });

  describe("lanes", () => {
    test("as many messages are in hand as there are lanes, never more", async () => {
      const go = gate();
      const full = gate();
      let now = 0;
      let most = 0;
      await under.bus.subscribe("a", { name: "worker", concurrency: 3 }, async () => {
        most = Math.max(most, ++now);
        if (now === 3) full.open();
        await go.opened;
        now--;
      });
      for (let n = 0; n < 10; n++) await under.bus.publish("a", n);
      await full.opened;
      go.open();
      await under.settle();
      expect([now, most]).toEqual([0, 3]);
    });
  });

  describe("ids", () => {
    test("a twin is dropped while the first is waiting or in hand", async () => {
      const [go, started] = [gate(), gate()];
      const seen: unknown[] = [];
      await under.bus.subscribe("a", NAMED, async (message) => {
        seen.push(message);
        started.open();
        await go.opened;
      });
      await under.bus.publish("a", "first", { id: "x" });
      await started.opened;
      await under.bus.publish("a", "twin in hand", { id: "x" });
      await under.bus.publish("a", "second", { id: "y" });
      await under.bus.publish("a", "twin waiting", { id: "y" });
      go.open();
      await under.settle();
      expect(seen).toEqual(["first", "second"]);
    });
  });

  describe("failures", () => {
    test("a message whose handler rejects comes again, up to its last attempt, and others are not held up", async () => {
      const attempts: [unknown, number, boolean][] = [];
      await under.bus.subscribe("a", { ...NAMED, attempts: 3 }, async (message, { attempt, last }) => {
        attempts.push([message, attempt, last]);
        if (message === "poison") throw new Error("no");
      });
      await under.bus.publish("a", "poison");
      await under.bus.publish("a", "good");
      await under.settle();
      for (let n = 0; n < 5; n++) {
        await under.skipBackoff();
        await under.settle();
      }
      const expected = [
        ["poison", 1, false],
        ["good", 1, false],
        ["poison", 2, false],
        ["poison", 3, true],
      ];
      expect(attempts).toEqual(expected);
    });
    test("a handler that throws before it waits is treated alike", async () => {
      let calls = 0;
      await under.bus.subscribe("a", { ...NAMED, attempts: 2 }, () => {
        calls++;
        throw new Error("no");
      });
      await under.bus.publish("a", 1);
      await under.settle();
      await under.skipBackoff();
      await under.settle();
      expect(calls).toBe(2);
    });
  });

  describe("stop", () => {
    test("waits for what is in hand and takes nothing new", async () => {
      const [go, started] = [gate(), gate()];
      const ended: unknown[] = [];
      const subscription = await under.bus.subscribe("a", NAMED, async (message) => {
        started.open();
        await go.opened;
        ended.push(message);
      });
      await under.bus.publish("a", 1);
      await under.bus.publish("a", 2);
      await started.opened;
      const stopped = subscription.stop();
      go.open();
      await stopped;
      expect(ended).toEqual([1]);
    });
    test("without grace what is in hand is aborted", async () => {
      const started = gate();
      const subscription = await under.bus.subscribe("a", NAMED, (_, { signal }) => {
        started.open();
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      });
      await under.bus.publish("a", 1);
      await started.opened;
      await subscription.stop({ graceMs: 0 });
      expect(await under.settle()).toBeUndefined();
    });
    test("what is aborted is given back: another subscription of the name has it at once", async () => {
      const [started, taken] = [gate(), gate()];
      const first = await under.bus.subscribe("a", NAMED, (_, { signal }) => {
        started.open();
        return new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
      });
      await under.bus.publish("a", 1);
      await started.opened;
      const seen: unknown[] = [];
      await under.bus.subscribe("a", NAMED, async (message) => {
        seen.push(message);
        taken.open();
      });
      await first.stop({ graceMs: 0 });
      await taken.opened;
      expect(seen).toEqual([1]);
    });
    test("a second subscription of the name goes on with what waits", async () => {
      const [go, started] = [gate(), gate()];
      const first = await under.bus.subscribe("a", NAMED, async () => {
        started.open();
        await go.opened;
      });
      for (const n of [1, 2, 3]) await under.bus.publish("a", n);
      await started.opened;
      const seen = await (async () => {
        const stopped = first.stop();
        const messages = await collect("a");
        go.open();
        await stopped;
        return messages;
      })();
      await under.settle();
      expect(seen).toEqual([2, 3]);
    });
  });

  test("a closed bus refuses", async () => {
    await under.bus.close();
    await expect(under.bus.publish("a", 1)).rejects.toMatchObject({ code: "unavailable" });
  });
}
