import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { access, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Child, Program } from "../child.ts";
import { startChild, untilReady } from "../child.ts";
import { readKept } from "../read-kept.ts";
import { freePorts } from "./free-ports.ts";
import type { S3Keys } from "./minio.ts";
import type { Server } from "./server.ts";

const run = promisify(execFile);
const PROGRAMS = ["ceph", "ceph-mon", "ceph-osd", "radosgw", "radosgw-admin", "monmaptool", "ceph-authtool"];
const ENV = { PATH: "/usr/sbin:/usr/bin:/sbin:/bin", LC_ALL: "C" };
const READY_MS = 180_000;
const STEP_MS = 120_000;

/** Whether this machine has what a Ceph of one disk needs, or how to have it. */
export async function cephPrograms(): Promise<"here" | { readonly missing: string }> {
  const found = await Promise.all(PROGRAMS.map((name) => isThere(`/usr/bin/${name}`)));
  if (found.every(Boolean)) return "here";
  return { missing: "there is no Ceph; on Debian: apt-get install radosgw ceph-mon ceph-osd" };
}

interface Place {
  readonly folder: string;
  readonly configuration: string;
  readonly monitor: number;
  readonly gateway: number;
  readonly fsid: string;
}

/** Starts a Ceph of one monitor, one disk in a file and one S3 gateway, on free ports of this machine. */
export async function startCeph(parent: string, keys: S3Keys): Promise<Server> {
  const place = await placeIn(join(parent, "ceph"));
  const url = `http://127.0.0.1:${place.gateway}`;
  const programs = programsIn(place, parent);
  let children: Child[] = [];
  const stop = async (end: (child: Child) => Promise<void>): Promise<void> => {
    for (const child of children.toReversed()) await end(child);
    children = [];
  };
  const start = async (): Promise<void> => {
    try {
      for (const { program, ready, prepare } of programs) {
        await prepare();
        const child = await startChild(program);
        children.push(child);
        await untilReady(child, program, ready, READY_MS);
      }
      await ensureUser(place, keys);
    } catch (error) {
      await stop((child) => child.stop());
      throw error;
    }
  };
  await start();
  return {
    name: "s3",
    program: "ceph radosgw",
    url,
    folder: place.folder,
    pid: () => (children.at(-1)?.running() === true ? children.at(-1)!.pid : undefined),
    crash: () =>
      stop(async (child) => {
        child.kill("SIGKILL");
        await child.ended;
      }),
    start,
    stop: () => stop((child) => child.stop()),
  };
}

interface Step {
  readonly program: Program;
  prepare(): Promise<void>;
  ready(): Promise<boolean>;
}

/** Monitor, disk, gateway: each needs the one before. */
function programsIn(place: Place, parent: string): Step[] {
  const { folder, configuration, gateway } = place;
  const program = (name: string, args: readonly string[]): Program => ({
    name,
    file: `/usr/bin/${name}`,
    args: [...args, "-f", "-c", configuration],
    env: ENV,
    logFile: join(parent, "s3.log"),
  });
  const answers = async () => (await ceph(place, ["mon", "stat"])).includes("quorum 0");
  const isUp = async () => (await ceph(place, ["osd", "stat"])).includes("1 up");
  return [
    { program: program("ceph-mon", ["-i", "a"]), prepare: () => makeMonitor(place), ready: answers },
    { program: program("ceph-osd", ["-i", "0", "--keyring", join(folder, "osd", "keyring")]), prepare: () => makeDisk(place), ready: isUp },
    {
      program: program("radosgw", ["-n", "client.rgw"]),
      prepare: () => mkdir(join(folder, "rgw"), { recursive: true }).then(() => undefined),
      ready: async () => (await fetch(`http://127.0.0.1:${gateway}`)).ok,
    },
  ];
}

/** Ports and configuration of a folder; ports are kept, for the monitor's is written into its own map. */
async function placeIn(folder: string): Promise<Place> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = join(folder, "place.json");
  const kept = await readKept(file);
  const ports = await freePorts(2);
  const told = kept ?? JSON.stringify({ monitor: ports[0], gateway: ports[1], fsid: randomUUID() });
  await writeFile(file, told, { mode: 0o600 });
  const place = { ...(JSON.parse(told) as Omit<Place, "folder" | "configuration">), folder, configuration: join(folder, "ceph.conf") };
  await writeFile(place.configuration, configurationOf(place), { mode: 0o600 });
  return place;
}

function configurationOf({ folder, fsid, monitor, gateway }: Place): string {
  const settings: Readonly<Record<string, string | number>> = {
    fsid,
    "mon initial members": "a",
    "mon host": `[v2:127.0.0.1:${monitor}]`,
    "public addr": "127.0.0.1",
    "cluster addr": "127.0.0.1",
    keyring: `${folder}/keyring`,
    "run dir": `${folder}/run`,
    "admin socket": "",
    "log file": "",
    "log to stderr": "true",
    "mon cluster log to file": "false",
    "mon data": `${folder}/mon`,
    "mon allow pool size one": "true",
    "mon data avail crit": 1,
    "osd data": `${folder}/osd`,
    "osd objectstore": "bluestore",
    "bluestore block size": 32 * 2 ** 30,
    "osd memory target": 1_073_741_824,
    "osd pool default size": 1,
    "osd pool default min size": 1,
    "osd pool default pg num": 8,
    "osd crush chooseleaf type": 0,
    "rgw data": `${folder}/rgw`,
    "rgw frontends": `beast endpoint=127.0.0.1:${gateway}`,
    "rgw enable usage log": "false",
    "rgw run sync thread": "false",
  };
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${value}`);
  return `[global]\n${lines.join("\n")}\n`;
}

async function makeMonitor({ folder, configuration, fsid, monitor }: Place): Promise<void> {
  await mkdir(join(folder, "run"), { recursive: true });
  if (await isThere(join(folder, "mon", "store.db"))) return;
  await mkdir(join(folder, "mon"), { recursive: true });
  const all = ["mon", "osd", "mgr", "mds"].flatMap((kind) => ["--cap", kind, "allow *"]);
  for (const [index, name] of ["mon.", "client.admin", "client.rgw"].entries())
    await step("ceph-authtool", [...(index === 0 ? ["--create-keyring"] : []), join(folder, "keyring"), "--gen-key", "-n", name, ...all]);
  const map = join(folder, "monmap");
  await step("monmaptool", ["--create", "--clobber", "--fsid", fsid, "--addv", "a", `[v2:127.0.0.1:${monitor}]`, map]);
  await step("ceph-mon", ["-c", configuration, "--mkfs", "-i", "a", "--monmap", map, "--keyring", join(folder, "keyring")]);
}

async function makeDisk(place: Place): Promise<void> {
  const { folder, configuration } = place;
  if (await isThere(join(folder, "osd", "whoami"))) return;
  await mkdir(join(folder, "osd"), { recursive: true });
  const id = randomUUID();
  await ceph(place, ["osd", "new", id]);
  const key = join(folder, "osd", "keyring");
  await step("ceph-authtool", ["--create-keyring", key, "--gen-key", "-n", "osd.0"]);
  await ceph(place, ["auth", "add", "osd.0", "-i", key, "osd", "allow *", "mon", "allow profile osd"]);
  await step("ceph-osd", ["-c", configuration, "-i", "0", "--mkfs", "--osd-uuid", id, "--keyring", key]);
}

/** The user whose keys serve for the bucket. */
async function ensureUser({ configuration }: Place, { accessKey, secretKey }: S3Keys): Promise<void> {
  const admin = ["-c", configuration, "-n", "client.rgw"];
  const users = JSON.parse(await step("radosgw-admin", [...admin, "user", "list"])) as readonly string[];
  if (users.includes("argosy")) return;
  const keys = ["--access-key", accessKey, "--secret-key", secretKey];
  await step("radosgw-admin", [...admin, "user", "create", "--uid", "argosy", "--display-name", "argosy", ...keys]);
}

async function ceph({ configuration }: Place, words: readonly string[]): Promise<string> {
  return step("ceph", ["-c", configuration, "--connect-timeout", "5", ...words]);
}

async function step(name: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run(`/usr/bin/${name}`, [...args], { env: ENV, timeout: STEP_MS });
  return stdout;
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
