import { execFile } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { access, chmod, chown, mkdir, mkdtemp, open, readFile, realpath, rename, rm, writeFile } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { promisify } from "node:util";
import { ArgosyError } from "@argosy/core";
import type { Account } from "./account.ts";
import { canEnter } from "./account.ts";
import type { Binaries } from "./binaries.ts";

const run = promisify(execFile);

/** The name of the superuser of an embedded database, and of the database. */
export const NAME = "argosy";

/** A folder of PostgreSQL's and the password of its only user. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

/** What `DATA/postgres.json` says. `folder` is relative where the cluster lies in the data folder, so that this can be moved. */
interface ClusterRecord {
  readonly state: "initialising" | "ready";
  readonly id: string;
  readonly folder: string;
  readonly password: string;
}

/**
 * The cluster of a data folder, made when there is none yet (about a second).
 *
 * It lies in the data folder where the database's account can enter that, else in a folder of its own below `/var/tmp`, which the record
 * names: a data folder below `/root` can be moved, but not copied, without its database.
 *
 * @throws {ArgosyError} `failed_precondition` when the recorded cluster is gone, belongs to another data folder, or stands there without a record.
 */
export async function openCluster(dataFolder: string, account: Account, binaries: Binaries): Promise<Cluster> {
  const data = await realpath(dataFolder);
  const record = await readRecord(data);
  if (record?.state !== "ready") return createCluster(data, account, binaries, record);
  const folder = isAbsolute(record.folder) ? record.folder : join(data, record.folder);
  if (!(await exists(join(folder, "PG_VERSION"))))
    throw refused("the database of this data folder is gone; restore it from a backup", folder);
  if (isAbsolute(record.folder)) await claim(folder, data, record.id);
  else if (!(await canEnter(data, account))) throw refused("the database's account cannot enter this data folder any more", data);
  return { folder, password: record.password };
}

async function createCluster(data: string, account: Account, binaries: Binaries, unfinished: ClusterRecord | undefined): Promise<Cluster> {
  const inside = await canEnter(data, account);
  if (unfinished === undefined && (await exists(join(data, "pg"))))
    throw refused("there is a database here, but the record of its password is gone; restore postgres.json", join(data, "pg"));
  // A record without an end means that nobody has ever used that cluster.
  if (unfinished !== undefined) {
    const left = isAbsolute(unfinished.folder) ? dirname(unfinished.folder) : join(data, unfinished.folder);
    await rm(left, { recursive: true, force: true });
  }
  const parent = inside ? data : await outsideFolder(data);
  const folder = join(parent, "pg");
  const id = randomBytes(16).toString("hex");
  const password = randomBytes(24).toString("base64url");
  const record = { id, folder: inside ? "pg" : folder, password };
  await writeRecord(data, { ...record, state: "initialising" });
  await initialise(folder, password, account, binaries);
  if (!inside) await writeFile(join(parent, "owner.json"), JSON.stringify({ id, data }));
  await writeRecord(data, { ...record, state: "ready" });
  return { folder, password };
}

async function outsideFolder(data: string): Promise<string> {
  const hash = createHash("sha256").update(data).digest("hex").slice(0, 12);
  const folder = await mkdtemp(`/var/tmp/argosy-${hash}-`);
  await chmod(folder, 0o711);
  return folder;
}

async function initialise(folder: string, password: string, account: Account, binaries: Binaries): Promise<void> {
  const secrets = await mkdtemp("/tmp/argosy-init-");
  const passwordFile = join(secrets, "password");
  try {
    await writeFile(passwordFile, password, { mode: 0o600 });
    await mkdir(folder, { mode: 0o700 });
    for (const path of [passwordFile, secrets, folder]) await chown(path, account.uid, account.gid);
    const options = ["--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", "--data-checksums", `--pwfile=${passwordFile}`];
    const env = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };
    await run(binaries.initdb, ["-D", folder, "-U", NAME, ...options], { ...account, env, cwd: "/", timeout: 120_000 });
  } catch (cause) {
    throw new ArgosyError("failed_precondition", "the database could not be made", { cause, details: { output: lastLines(cause) } });
  } finally {
    await rm(secrets, { recursive: true, force: true });
  }
}

/** A data folder that was moved takes its cluster along; a copy of one must not share it. */
async function claim(folder: string, data: string, id: string): Promise<void> {
  const file = join(dirname(folder), "owner.json");
  const owner = JSON.parse(await readFile(file, "utf8")) as { id: string; data: string };
  if (owner.id !== id) throw refused("the recorded database belongs to another data folder", folder);
  if (owner.data === data) return;
  if ((await readRecord(owner.data))?.id === id)
    throw refused("this data folder is a copy; its database belongs to the first one", owner.data);
  await writeFile(file, JSON.stringify({ id, data }));
}

async function readRecord(data: string): Promise<ClusterRecord | undefined> {
  const text = await readFile(join(data, "postgres.json"), "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
  return text === undefined ? undefined : (JSON.parse(text) as ClusterRecord);
}

async function writeRecord(data: string, record: ClusterRecord): Promise<void> {
  const file = await open(join(data, "postgres.json.new"), "w", 0o600);
  try {
    await file.writeFile(JSON.stringify(record));
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(join(data, "postgres.json.new"), join(data, "postgres.json"));
}

function lastLines(error: unknown): string {
  const { stderr = "" } = error as { stderr?: string };
  return stderr.trim().split("\n").slice(-3).join("; ");
}

function refused(message: string, folder: string): ArgosyError {
  return new ArgosyError("failed_precondition", message, { details: { folder } });
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
