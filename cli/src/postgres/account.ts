import { readFile, stat } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { ArgosyError } from "@argosy/core";

/** Whom the database runs as. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/**
 * The account that PostgreSQL is started with: ourselves, or, since it refuses to run as root, `postgres` or else `nobody`.
 *
 * @throws {ArgosyError} `failed_precondition` when root finds neither.
 */
export async function databaseAccount(): Promise<Account> {
  const uid = process.getuid?.() ?? 0;
  if (uid !== 0) return { uid, gid: process.getgid?.() ?? 0 };
  const entries = (await readFile("/etc/passwd", "utf8")).split("\n").map((line) => line.split(":"));
  for (const wanted of ["postgres", "_postgres", "nobody"]) {
    const entry = entries.find(([name, , id]) => name === wanted && Number(id) !== 0);
    // Some systems write the ids of nobody as negative numbers.
    if (entry !== undefined) return { uid: Number(entry[2]) >>> 0, gid: Number(entry[3]) >>> 0 };
  }
  throw new ArgosyError("failed_precondition", "started by root, and there is no account postgres or nobody to run the database as");
}

/** Whether an account may enter a folder, and so all folders above it. */
export async function canEnter(folder: string, account: Account): Promise<boolean> {
  if (account.uid === 0) return true;
  for (let path = resolve(folder); ; path = dirname(path)) {
    const { mode, uid, gid } = await stat(path);
    const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & bit) === 0) return false;
    if (path === dirname(path)) return true;
  }
}
