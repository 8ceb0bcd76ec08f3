import { runService } from "@argosy/cluster";
import { classifyService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("classify", process.env, SettingsSchema, () => classifyService);
