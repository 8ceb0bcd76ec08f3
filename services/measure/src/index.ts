import type { ChainWork } from "@argosy/nodes";
import type { Service } from "@argosy/runtime";
import { runTasks } from "@argosy/runtime";
import { outputMigration } from "@argosy/work";
import { measureUnit } from "./measure-unit.ts";
import { measureRpc } from "./rpc.ts";

/** Tasks in hand at a time: while one writes, the next computes. */
const TASKS = 2;

/** Measures objects and answers for the numbers. */
export const measureService: Service = {
  name: "measure",
  migrations: [outputMigration("measure"), { schema: "measure", migrations: new URL("../migrations/", import.meta.url) }],
  async start(ports) {
    const subscription = await runTasks<ChainWork>(ports, "measure", TASKS, measureUnit(ports));
    return { api: [measureRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
