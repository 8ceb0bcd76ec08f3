import { join } from "node:path";
import { cacheFolder, installPython } from "../../../cli/src/cluster/servers/install-python.ts";

/**
 * Installs MorphoCut with what it needs (`requirements.txt`, pinned) into a virtual environment outside the checkout: in the folder
 * that `ARGOSY_PEERS` names, else in the user's cache.
 *
 * @returns The Python that has it.
 */
export async function installMorphocut(): Promise<string> {
  const installed = await installPython(join(import.meta.dirname, "requirements.txt"), cacheFolder(process.env["ARGOSY_PEERS"], "peers"));
  if ("missing" in installed) throw new Error(installed.missing);
  return installed.python;
}

if (import.meta.main) process.stdout.write(`${await installMorphocut()}\n`);
