import { createLocalBus } from "@argosy/work";
import { expect, test } from "vitest";
import type { Ports } from "../src/index.ts";
import { createLog, runTasks } from "../src/index.ts";

test("a process that has no task in hand at a time takes none: those beside it do", async () => {
  const bus = createLocalBus({ log: createLog({ service: "test", level: "error" }) });
  const taken: string[] = [];
  const subscription = await runTasks({ bus } as unknown as Ports, "segment", 0, async ({ id }) => {
    taken.push(id);
    return { sha256: id };
  });
  const beside = await bus.subscribe("task.segment", { name: "segment", concurrency: 1 }, async () => void taken.push("beside"));
  await bus.publish("task.segment", { taskIds: ["a".repeat(64)] });
  await bus.idle();
  expect(taken).toEqual(["beside"]);
  await subscription.stop();
  await beside.stop();
  await bus.close();
});
