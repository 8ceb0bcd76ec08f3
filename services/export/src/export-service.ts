import type { Service } from "@argosy/runtime";
import { loadConfig, runTasks } from "@argosy/runtime";
import { outputMigration } from "@argosy/work";
import type { ExportTask } from "./export-choice.ts";
import { exportRun } from "./export-run.ts";
import { exportRpc } from "./rpc.ts";
import { SettingsSchema } from "./settings.ts";
import { sweepWorkingFolders } from "./working-folder.ts";

/** Writes bundles and tables for other programs. */
export const exportService: Service = {
  name: "export",
  migrations: [outputMigration("export"), { schema: "export", migrations: new URL("../migrations/", import.meta.url) }],
  async start(ports) {
    const settings = loadConfig(SettingsSchema, ports.settings);
    await sweepWorkingFolders();
    const subscription = await runTasks<ExportTask>(ports, "export", settings.EXPORT_TASKS, exportRun(ports));
    return { api: [exportRpc(ports)], subscriptions: [subscription], stop: async () => {} };
  },
};
