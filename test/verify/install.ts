import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { access, mkdir, readFile, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);
const REQUIREMENTS = join(import.meta.dirname, "requirements.txt");
const INSTALL_MS = 300_000;

/** Whether the independent readers must be there: in CI. Elsewhere tests that need them may be skipped with the reason. */
export const VERIFIERS_REQUIRED = process.env["CI"] === "true";

/** The Python that has the independent readers, or why there is none. */
export type Verifiers = { readonly python: string } | { readonly missing: string };

/**
 * Installs the independent readers (`requirements.txt`, pinned) into a virtual environment outside the checkout: in the folder that
 * `ARGOSY_VERIFIERS` names, else in the user's cache. Once is enough; calls at the same time do not disturb each other.
 */
export async function installVerifiers(): Promise<Verifiers> {
  const pins = await readFile(REQUIREMENTS);
  const parent = process.env["ARGOSY_VERIFIERS"] ?? join(homedir(), ".cache", "argosy", "verifiers");
  const folder = join(parent, createHash("sha256").update(pins).digest("hex").slice(0, 16));
  const python = join(folder, "bin", "python3");
  if (await exists(python)) return { python };
  // Made beside its place and moved there when it is complete, so that what stands there is always whole.
  const making = `${folder}.${process.pid}`;
  try {
    await mkdir(parent, { recursive: true });
    await run("python3", ["-m", "venv", making], { timeout: INSTALL_MS });
    const pip = [
      "-m",
      "pip",
      "install",
      "--quiet",
      "--no-cache-dir",
      "--disable-pip-version-check",
      "--only-binary",
      ":all:",
      "-r",
      REQUIREMENTS,
    ];
    await run(join(making, "bin", "python3"), pip, { timeout: INSTALL_MS });
    await rename(making, folder);
    return { python };
  } catch (error) {
    if (await exists(python)) return { python };
    return { missing: `the independent readers could not be installed: ${error instanceof Error ? error.message.slice(0, 300) : error}` };
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

if (import.meta.main) {
  const verifiers = await installVerifiers();
  if ("missing" in verifiers) throw new Error(verifiers.missing);
  process.stdout.write(`${verifiers.python}\n`);
}
