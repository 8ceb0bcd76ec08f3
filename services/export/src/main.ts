import { setFlagsFromString } from "node:v8";
import { runService } from "@argosy/cluster";
import { exportService } from "./index.ts";
import { SettingsSchema } from "./settings.ts";

// Rows by the hundred thousand pass through: the heap is searched when it has grown by a quarter of what was alive in it, instead of by up to
// three times that. A greatest size would do the same, but would also take the place of the one that a worker is given.
setFlagsFromString("--heap-growing-percent=25");
await runService("export", process.env, SettingsSchema, () => exportService);
