import { runService } from "@argosy/cluster";
import { pipelineService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("pipeline", process.env, SettingsSchema, () => pipelineService);
