import { runService } from "@argosy/cluster";
import { measureService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("measure", process.env, SettingsSchema, () => measureService);
