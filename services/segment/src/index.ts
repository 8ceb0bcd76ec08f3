import type { ChainWork, CollectionWork } from "@argosy/nodes";
import type { Service } from "@argosy/runtime";
import { cacheMeter, loadConfig, loadNodes, runTasks } from "@argosy/runtime";
import { arrayMigration } from "@argosy/storage";
import { outputMigration } from "@argosy/work";
import { createByteCache } from "./columns/byte-cache.ts";
import { createObjectColumns } from "./columns/object-columns.ts";
import { segmentRpc } from "./rpc.ts";
import { segmentUnit } from "./segment-unit.ts";
import { SettingsSchema } from "./settings.ts";
import { shareCollection } from "./share-collection.ts";
import { createImageSummaries } from "./summarise-image.ts";

export { segmentUnit } from "./segment-unit.ts";

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
    const [segment, share] = [segmentUnit(ports), shareCollection(ports)];
    const subscription = await runTasks<ChainWork | CollectionWork>(ports, "segment", settings.SEGMENT_TASKS, (task, options) => {
      const { work } = task;
      return work.kind === "collection" ? share({ ...task, work }, options) : segment({ ...task, work }, options);
    });
    const columns = createObjectColumns(
      ports.db,
      createByteCache(settings.SEGMENT_COLUMNS_MIB * 2 ** 20, cacheMeter(ports.metrics, "segment", "columns")),
    );
    const summaries = createImageSummaries(ports, await loadNodes());
    return { api: [segmentRpc(ports, columns, summaries)], subscriptions: [subscription], stop: async () => {} };
  },
};
