import type { ChainWork } from "@argosy/nodes";
import type { Service } from "@argosy/runtime";
import { loadConfig, runTasks } from "@argosy/runtime";
import { outputMigration } from "@argosy/work";
import { measureUnit } from "./measure-unit.ts";
import { measureRpc } from "./rpc.ts";
import { SettingsSchema } from "./settings.ts";

export { measureUnit } from "./measure-unit.ts";

/** Measures objects and answers for the numbers. */
export const measureService: Service = {
  name: "measure",
  migrations: [outputMigration("measure"), { schema: "measure", migrations: new URL("../migrations/", import.meta.url) }],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    const subscription = await runTasks<ChainWork>(ports, "measure", settings.MEASURE_TASKS, measureUnit(ports));
    return { api: [measureRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
