import type { ChainWork } from "@argosy/nodes";
import type { Service } from "@argosy/runtime";
import { loadConfig, loadNodes, runTasks } from "@argosy/runtime";
import { arrayMigration } from "@argosy/storage";
import { outputMigration } from "@argosy/work";
import { segmentRpc } from "./rpc.ts";
import { segmentUnit } from "./segment-unit.ts";
import { SettingsSchema } from "./settings.ts";
import { createImageSummaries } from "./summarise-image.ts";

/** Finds objects in images and keeps what is known of each. */
export const segmentService: Service = {
  name: "segment",
  migrations: [
    outputMigration("segment"),
    arrayMigration("segment"),
    { schema: "segment", migrations: new URL("../migrations/", import.meta.url) },
  ],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    const subscription = await runTasks<ChainWork>(ports, "segment", settings.SEGMENT_TASKS, segmentUnit(ports));
    return {
      api: [segmentRpc(ports, createImageSummaries(ports, await loadNodes()))],
      subscriptions: [subscription],
      stop: async () => {},
    };
  },
};
