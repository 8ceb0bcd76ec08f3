import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { ROOT } from "../run/command.ts";

/** The folder of real images: `ARGOSY_SAMPLES`, else beside the checkout. */
export const SAMPLES = resolve(ROOT, process.env["ARGOSY_SAMPLES"] ?? "../shared/data");

/** Why tests that need a folder of the real images are skipped; `undefined` where they run: in CI always. */
export function whySkipped(folder: string): string | undefined {
  const path = join(SAMPLES, folder);
  return existsSync(path) || process.env["CI"] === "true" ? undefined : `there is no ${path}`;
}
