import type { Service } from "@argosy/runtime";
import { loadConfig, runTasks } from "@argosy/runtime";
import { eventMigration, outputMigration } from "@argosy/work";
import { classifyUnit } from "./classify-unit.ts";
import { drawMap } from "./draw-map.ts";
import { predictObjects } from "./predict-objects.ts";
import { classifyRpc } from "./rpc.ts";
import { SettingsSchema } from "./settings.ts";
import { trainModel } from "./train-model.ts";
import type { ClassifyWork } from "./work.ts";

/** Classes, labels, models, predictions and maps. */
export const classifyService: Service = {
  name: "classify",
  migrations: [
    eventMigration("classify"),
    outputMigration("classify"),
    { schema: "classify", migrations: new URL("../migrations/", import.meta.url) },
  ],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    const [unit, training, prediction, map] = [classifyUnit(ports), trainModel(ports), predictObjects(ports), drawMap(ports)];
    const subscription = await runTasks<ClassifyWork>(ports, "classify", settings.CLASSIFY_TASKS, ({ work, ...task }, options) => {
      if (work.kind === "training") return training({ ...task, work }, options);
      if (work.kind === "prediction") return prediction({ ...task, work }, options);
      if (work.kind === "map") return map({ ...task, work }, options);
      return unit({ ...task, work }, options);
    });
    return { api: [classifyRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
