import { runService } from "@argosy/cluster";
import { segmentService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("segment", process.env, SettingsSchema, () => segmentService);
