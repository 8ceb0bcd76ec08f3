import { runService } from "@argosy/cluster";
import { exportService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("export", process.env, SettingsSchema, () => exportService);
