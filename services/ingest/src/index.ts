import type { Service } from "@argosy/runtime";
import { loadConfig, runTasks } from "@argosy/runtime";
import { arrayMigration } from "@argosy/storage";
import { eventMigration, outputMigration } from "@argosy/work";
import { importStack } from "./import-stack.ts";
import { receiveFiles } from "./receive-files.ts";
import { ingestRpc } from "./rpc.ts";
import { SettingsSchema } from "./settings.ts";
import { startUploadExpiry } from "./upload-expiry.ts";
import type { IngestWork } from "./work.ts";

/** Receives files, reads their headers and metadata, and turns them into stored images. */
export const ingestService: Service = {
  name: "ingest",
  migrations: [
    eventMigration("ingest"),
    outputMigration("ingest"),
    arrayMigration("ingest"),
    { schema: "ingest", migrations: new URL("../migrations/", import.meta.url) },
  ],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    const receive = receiveFiles(ports);
    const stack = importStack(ports, settings.INGEST_DECODES);
    const subscription = await runTasks<IngestWork>(ports, "ingest", settings.INGEST_TASKS, ({ work, ...task }, options) =>
      work.kind === "receive" ? receive({ ...task, work }, options) : stack({ ...task, work }, options),
    );
    const expiry = startUploadExpiry(ports);
    return { api: [ingestRpc(ports)], subscriptions: [subscription], stop: () => expiry.stop() };
  },
};
