import { runService } from "@argosy/cluster";
import { tilesService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

await runService("tiles", process.env, SettingsSchema, () => tilesService);
