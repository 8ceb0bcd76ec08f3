import type { Service } from "@argosy/runtime";
import { runTasks } from "@argosy/runtime";
import { eventMigration, outputMigration } from "@argosy/work";
import { classifyUnit } from "./classify-unit.ts";
import { classifyRpc } from "./rpc.ts";
import { trainModel } from "./train-model.ts";
import type { ClassifyWork } from "./work.ts";

/** Tasks in hand at a time: while one writes, the next computes. */
const TASKS = 2;

/** Classes, labels, models and predictions. */
export const classifyService: Service = {
  name: "classify",
  migrations: [
    eventMigration("classify"),
    outputMigration("classify"),
    { schema: "classify", migrations: new URL("../migrations/", import.meta.url) },
  ],
  async start(ports) {
    const [unit, training] = [classifyUnit(ports), trainModel(ports)];
    const subscription = await runTasks<ClassifyWork>(ports, "classify", TASKS, ({ work, ...task }, options) =>
      work.kind === "training" ? training({ ...task, work }, options) : unit({ ...task, work }, options),
    );
    return { api: [classifyRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
