import { join } from "node:path";
import type { Python } from "../../cli/src/cluster/servers/install-python.ts";
import { cacheFolder, installPython } from "../../cli/src/cluster/servers/install-python.ts";

/** Whether the independent readers must be there: in CI. Elsewhere tests that need them may be skipped with the reason. */
export const VERIFIERS_REQUIRED = process.env["CI"] === "true";

/**
 * Installs the independent readers (`requirements.txt`, pinned) into a virtual environment outside the checkout: in the folder that
 * `ARGOSY_VERIFIERS` names, else in the user's cache.
 */
export function installVerifiers(): Promise<Python> {
  return installPython(join(import.meta.dirname, "requirements.txt"), cacheFolder(process.env["ARGOSY_VERIFIERS"], "verifiers"));
}

if (import.meta.main) {
  const verifiers = await installVerifiers();
  if ("missing" in verifiers) throw new Error(verifiers.missing);
  process.stdout.write(`${verifiers.python}\n`);
}
