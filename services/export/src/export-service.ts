import type { ChainWork } from "@argosy/nodes";
import type { Service } from "@argosy/runtime";
import { runTasks } from "@argosy/runtime";
import { outputMigration } from "@argosy/work";
import { exportRun } from "./export-run.ts";
import { exportRpc } from "./rpc.ts";
import { sweepWorkingFolders } from "./working-folder.ts";

/** A bundle keeps every worker thread busy by itself. */
const TASKS = 1;

/** Writes bundles and tables for other programs. */
export const exportService: Service = {
  name: "export",
  migrations: [outputMigration("export"), { schema: "export", migrations: new URL("../migrations/", import.meta.url) }],
  async start(ports) {
    await sweepWorkingFolders();
    const subscription = await runTasks<ChainWork>(ports, "export", TASKS, exportRun(ports));
    return { api: [exportRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
