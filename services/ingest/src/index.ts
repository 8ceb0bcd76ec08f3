import type { Service } from "@argosy/runtime";
import { runTasks } from "@argosy/runtime";
import { arrayMigration } from "@argosy/storage";
import { eventMigration, outputMigration } from "@argosy/work";
import { importStack } from "./import-stack.ts";
import { receiveFiles } from "./receive-files.ts";
import { ingestRpc } from "./rpc.ts";
import type { IngestWork } from "./work.ts";

/** Tasks in hand at a time: while one writes, the next decodes. */
const TASKS = 2;

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
    const receive = receiveFiles(ports);
    const stack = importStack(ports);
    const subscription = await runTasks<IngestWork>(ports, "ingest", TASKS, ({ work, ...task }, options) =>
      work.kind === "receive" ? receive({ ...task, work }, options) : stack({ ...task, work }, options),
    );
    return { api: [ingestRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
