import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const INSTALL_MS = 300_000;
const PIP = ["-m", "pip", "install", "--quiet", "--no-cache-dir", "--disable-pip-version-check", "--only-binary", ":all:", "-r"];

/** The Python that has what was asked for, or why there is none. */
export type Python = { readonly python: string } | { readonly missing: string };

/** A folder in the user's cache, unless the environment names another one. */
export function cacheFolder(given: string | undefined, name: string): string {
  return given ?? join(homedir(), ".cache", "argosy", name);
}

/**
 * Installs pinned Python packages into a virtual environment outside the checkout. Once is enough; calls at the same time do not
 * disturb each other.
 *
 * @param requirements - Path of the list of pins; another list gives another environment.
 * @param parent - Folder of the environments.
 */
export async function installPython(requirements: string, parent: string): Promise<Python> {
  const pins = await readFile(requirements);
  const folder = join(parent, createHash("sha256").update(pins).digest("hex").slice(0, 16));
  const python = join(folder, "bin", "python3");
  if (await exists(python)) return { python };
  // Made beside its place and moved there when it is complete, so that what stands there is always whole.
  const making = `${folder}.${process.pid}`;
  try {
    await mkdir(parent, { recursive: true });
    await run("python3", ["-m", "venv", making], { timeout: INSTALL_MS });
    await run(join(making, "bin", "python3"), [...PIP, requirements], { timeout: INSTALL_MS });
    await rename(making, folder);
    return { python };
  } catch (error) {
    if (await exists(python)) return { python };
    return { missing: `Python packages could not be installed: ${error instanceof Error ? error.message.slice(0, 300) : error}` };
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
