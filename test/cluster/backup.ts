import { execFile } from "node:child_process";
import { chmod, lchown, readdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { mapLanes } from "@argosy/runtime";
import type { ObjectStore } from "@argosy/storage";
import { databaseAccount } from "../../cli/src/postgres/account.ts";

/** The program that copies a database at work. */
export const BASEBACKUP = "/usr/lib/postgresql/15/bin/pg_basebackup";

const LANES = 8;
const run = promisify(execFile);

/** Copies every object there is; one that is deleted meanwhile is left out. */
export async function copyObjects(source: ObjectStore, target: ObjectStore): Promise<void> {
  const keys = await Array.fromAsync(source.list(""));
  await mapLanes(keys, LANES, async (key) => {
    const bytes = await source.get(key);
    if (bytes !== undefined) await target.put(key, bytes);
  });
}

/**
 * A copy of a database at work, as it is at the end of the copying.
 *
 * @param more - further arguments of `pg_basebackup`.
 */
export async function baseBackup(url: string, folder: string, more: readonly string[] = []): Promise<void> {
  const { username, password, searchParams } = new URL(url);
  const target = join(folder, "pg");
  const args = ["-h", searchParams.get("host")!, "-U", username, "-D", target, "-X", "stream", "-c", "fast", "--no-password", ...more];
  await run(BASEBACKUP, args, { env: { PATH: "/usr/bin:/bin", PGPASSWORD: decodeURIComponent(password) }, cwd: "/" });
}

/** Lets the server of a restored folder in, and nobody else. */
export async function giveToDatabase(folder: string): Promise<void> {
  const { uid, gid } = await databaseAccount();
  for (const name of await readdir(folder, { recursive: true })) await lchown(join(folder, name), uid, gid);
  await lchown(folder, uid, gid);
  await chmod(folder, 0o700);
}
