import { chmod, mkdir, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { refusal } from "@argosy/core";
import { isAlive, startMark } from "../postgres/process-info.ts";

/** How other commands reach the server on a data folder. */
export interface ServerRecord {
  readonly pid: number;
  /** Tells the process from a later one of the same number. */
  readonly mark: string | undefined;
  readonly url: string;
  readonly token: string;
}

/** The folder with everything that one installation keeps, held by one server at a time. */
export interface DataFolder {
  readonly path: string;
  /** Tells other commands where the server is. Readable by its owner alone. */
  announce(record: { readonly url: string; readonly token: string }): Promise<void>;
  release(): Promise<void>;
}

interface Holder {
  readonly pid: number;
  readonly mark: string | undefined;
}

/**
 * Takes a data folder for this process; it is made when it is not there.
 *
 * @throws {ArgosyError} DATA_FOLDER_IN_USE while another server holds it.
 */
export async function takeDataFolder(path: string): Promise<DataFolder> {
  await mkdir(path, { recursive: true });
  // The database runs as a user of its own when we are root, and must be able to pass through.
  await chmod(path, 0o711);
  const lock = join(path, "server.lock");
  const mine: Holder = { pid: process.pid, mark: await startMark(process.pid) };
  for (let attempt = 0; !(await takeLock(lock, mine)); attempt++) {
    const holder = await readJson<Holder>(lock);
    if (holder !== undefined && (await isSame(holder))) {
      throw refusal("DATA_FOLDER_IN_USE", `process ${holder.pid} works on the data folder ${path}`, { pid: holder.pid });
    }
    if (attempt > 3) throw refusal("DATA_FOLDER_IN_USE", `the lock of the data folder ${path} cannot be taken`);
    await rm(lock, { force: true });
  }
  const record = join(path, "server.json");
  await rm(record, { force: true });
  return {
    path,
    async announce({ url, token }) {
      const text = JSON.stringify({ ...mine, url, token } satisfies ServerRecord, undefined, 2);
      await writeFile(`${record}.new`, text, { mode: 0o600 });
      await rename(`${record}.new`, record);
    },
    async release() {
      await rm(record, { force: true });
      await rm(lock, { force: true });
    },
  };
}

/** The server that works on a data folder, or `undefined` when none does. */
export async function findServer(path: string): Promise<ServerRecord | undefined> {
  const record = await readJson<ServerRecord>(join(path, "server.json"));
  return record !== undefined && (await isSame(record)) ? record : undefined;
}

async function takeLock(file: string, holder: Holder): Promise<boolean> {
  try {
    const handle = await open(file, "wx", 0o600);
    await handle.writeFile(JSON.stringify(holder));
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

async function isSame(holder: Holder): Promise<boolean> {
  return isAlive(holder.pid) && (await startMark(holder.pid)) === holder.mark;
}

/** What a file of ours says, or `undefined` when it is not there or was cut off in the middle. */
async function readJson<Value>(file: string): Promise<Value | undefined> {
  try {
    return JSON.parse(await readFile(file, "utf8")) as Value;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT" || error instanceof SyntaxError) return undefined;
    throw error;
  }
}
