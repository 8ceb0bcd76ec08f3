import type { ChildProcess } from "node:child_process";
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createDb } from "@argosy/work";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { silentLog } from "../../test/support/silent-log.ts";
import { waitForEnd } from "../src/postgres/process-info.ts";
import type { Postgres } from "../src/postgres/start-postgres.ts";
import { startPostgres } from "../src/postgres/start-postgres.ts";

const HOLDER = fileURLToPath(new URL("./support/hold-postgres.ts", import.meta.url));
const isRoot = process.getuid?.() === 0;

let home: string;
let dataFolder: string;
const running = new Set<Postgres>();
const holders = new Set<ChildProcess>();

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), "argosy-cluster-"));
  await chmod(home, 0o711);
  dataFolder = join(home, "data");
  await mkdir(dataFolder, { mode: 0o711 });
});
afterEach(async () => {
  for (const postgres of running) await postgres.stop();
  for (const holder of holders) if (holder.exitCode === null && holder.signalCode === null) holder.kill("SIGKILL");
  running.clear();
  holders.clear();
  await rm(home, { recursive: true, force: true });
});

async function start(folder: string = dataFolder): Promise<Postgres> {
  const postgres = await startPostgres({ dataFolder: folder, log: silentLog });
  running.add(postgres);
  return postgres;
}

async function stop(postgres: Postgres): Promise<void> {
  running.delete(postgres);
  await postgres.stop();
}

/** Another process that runs the database. */
async function hold(options: { uid?: number; gid?: number } = {}): Promise<{ holder: ChildProcess; url: string; pid: number }> {
  const holder = spawn(process.execPath, [HOLDER, dataFolder], { ...options, stdio: ["pipe", "pipe", "inherit"] });
  holders.add(holder);
  const [line] = (await once(holder.stdout!, "data")) as [Buffer];
  return { holder, ...(JSON.parse(line.toString()) as { url: string; pid: number }) };
}

async function query(url: string, sql: string): Promise<object[]> {
  const db = createDb({ url, log: silentLog, poolSize: 1 });
  try {
    return await db.query(sql);
  } finally {
    await db.close();
  }
}

describe("a database of our own", () => {
  test("keeps its rows from one start to the next, which takes at most a second", async () => {
    const first = await start();
    await query(first.url, "create table kept (n int4); insert into kept values (7)");
    await stop(first);
    const before = performance.now();
    const second = await start();
    expect(performance.now() - before).toBeLessThan(1_000);
    expect(await query(second.url, "select n from kept")).toEqual([{ n: 7 }]);
  });
  test("is durable, in UTF-8, sorts by bytes, and listens on no network", async () => {
    const { url } = await start();
    const shown = `select current_setting('fsync') as fsync, current_setting('full_page_writes') as pages, current_setting('synchronous_commit') as sync,
      current_setting('server_encoding') as encoding, current_setting('lc_collate') as collation, current_setting('listen_addresses') as addresses`;
    expect(
      await query(url, shown.replace("current_setting('lc_collate')", "(select datcollate from pg_database where datname = 'argosy')")),
    ).toEqual([{ fsync: "on", pages: "on", sync: "on", encoding: "UTF8", collation: "C", addresses: "" }]);
  });
  test("wants its password, which only the owner of the folder can read", async () => {
    const { url } = await start();
    const wrong = url.replace(/:[^:@/]+@/, ":wrong@");
    await expect(query(wrong, "select 1")).rejects.toMatchObject({ code: "internal" });
    expect((await stat(join(dataFolder, "postgres.json"))).mode & 0o077).toBe(0);
  });
  test("leaves no socket and no process", async () => {
    const postgres = await start();
    const { pid, url } = postgres;
    const socketFolder = new URL(url).searchParams.get("host")!;
    expect(await readdir(socketFolder)).toContain(".s.PGSQL.5432");
    await stop(postgres);
    await expect(readdir(socketFolder)).rejects.toMatchObject({ code: "ENOENT" });
    expect(await waitForEnd(pid, 1_000)).toBe(true);
  });
  test("is no member of our process group, so that Ctrl-C leaves it time", async () => {
    const { pid } = await start();
    const groups = [pid, process.pid].map((id) => execFileSync("ps", ["-o", "pgid=", "-p", String(id)], { encoding: "utf8" }).trim());
    expect(groups[0]).not.toBe(groups[1]);
  });
});

describe("when something dies", () => {
  test("a killed process takes its database along, and the next start finds every committed row", async () => {
    const { holder, url, pid } = await hold();
    await query(url, "create table kept (n int4); insert into kept values (7)");
    holder.kill("SIGKILL");
    expect(await waitForEnd(pid, 10_000)).toBe(true);
    const next = await start();
    expect(await query(next.url, "select n from kept")).toEqual([{ n: 7 }]);
  });
  test("a start does not wait for that: what is left is stopped first", async () => {
    const { holder, url } = await hold();
    await query(url, "create table kept (n int4); insert into kept values (7)");
    const ended = once(holder, "exit");
    holder.kill("SIGKILL");
    await ended;
    const next = await start();
    expect(await query(next.url, "select n from kept")).toEqual([{ n: 7 }]);
  });
  test("process and database killed at once: the next start recovers", async () => {
    const { holder, url, pid } = await hold();
    await query(url, "create table kept (n int4); insert into kept values (7)");
    const ended = once(holder, "exit");
    holder.kill("SIGKILL");
    process.kill(pid, "SIGKILL");
    await ended;
    const next = await start();
    expect(await query(next.url, "select n from kept")).toEqual([{ n: 7 }]);
  });
  test("a database that dies under us is there again at the same address", async () => {
    const postgres = await start();
    await query(postgres.url, "create table kept (n int4); insert into kept values (7)");
    const { pid } = postgres;
    process.kill(pid, "SIGKILL");
    await waitForEnd(pid, 5_000);
    await expect.poll(() => query(postgres.url, "select n from kept").catch(() => undefined), { timeout: 15_000 }).toEqual([{ n: 7 }]);
    await expect.poll(() => postgres.pid).not.toBe(pid);
  });
  test("a process that lives keeps its folder to itself", async () => {
    const { holder } = await hold();
    await expect(start()).rejects.toMatchObject({ reason: "DATA_FOLDER_IN_USE" });
    const ended = once(holder, "exit");
    holder.stdin!.end();
    await ended;
    expect(await query((await start()).url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
  test("a lock file that names a stranger's process is no lock", async () => {
    await stop(await start());
    const lock = join(dataFolder, "pg", "postmaster.pid");
    await writeFile(lock, `${process.pid}\n${join(dataFolder, "pg")}\n`);
    expect(await query((await start()).url, "select 1 as one")).toEqual([{ one: 1 }]);
  });
  test("an initialisation that was cut off starts anew; a database without its record is left alone", async () => {
    await stop(await start());
    const file = join(dataFolder, "postgres.json");
    const record = JSON.parse(await readFile(file, "utf8")) as object;
    await writeFile(file, JSON.stringify({ ...record, state: "initialising" }));
    await rm(join(dataFolder, "pg", "PG_VERSION"));
    await stop(await start());
    await rm(file);
    await expect(start()).rejects.toMatchObject({ code: "failed_precondition" });
    expect(await readdir(join(dataFolder, "pg"))).toContain("PG_VERSION");
  });
});

describe.runIf(isRoot)("started by root", () => {
  test("the database runs as somebody else", async () => {
    const { pid } = await start();
    expect((await stat(`/proc/${pid}`)).uid).not.toBe(0);
  });
  test("in a folder that nobody else may enter it lies outside, is moved with it, but not copied", async () => {
    await chmod(home, 0o700);
    const first = await start();
    await query(first.url, "create table kept (n int4); insert into kept values (7)");
    await stop(first);
    const { folder } = JSON.parse(await readFile(join(dataFolder, "postgres.json"), "utf8")) as { folder: string };
    try {
      expect(folder.startsWith("/var/tmp/argosy-")).toBe(true);
      const moved = join(home, "moved");
      await rename(dataFolder, moved);
      const second = await start(moved);
      expect(await query(second.url, "select n from kept")).toEqual([{ n: 7 }]);
      await stop(second);
      await cp(moved, dataFolder, { recursive: true });
      await expect(start()).rejects.toMatchObject({ code: "failed_precondition" });
      await rm(folder, { recursive: true });
      await expect(start(moved)).rejects.toMatchObject({ code: "failed_precondition" });
    } finally {
      await rm(dirname(folder), { recursive: true, force: true });
    }
  });
  test("another account runs its own as itself", async () => {
    const account = { uid: 65_534, gid: 65_534 };
    await chown(dataFolder, account.uid, account.gid);
    const { holder, url, pid } = await hold(account);
    expect((await stat(`/proc/${pid}`)).uid).toBe(account.uid);
    expect(await query(url, "select 1 as one")).toEqual([{ one: 1 }]);
    const ended = once(holder, "exit");
    holder.stdin!.end();
    expect(await ended).toEqual([0, null]);
  });
});
