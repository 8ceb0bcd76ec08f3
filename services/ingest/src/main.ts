import { runService } from "@argosy/cluster";
import { ingestService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("ingest", process.env, SettingsSchema, () => ingestService);
