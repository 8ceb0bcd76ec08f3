import { execFile } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Child } from "../../cli/src/cluster/child.ts";
import { startChild, untilReady } from "../../cli/src/cluster/child.ts";
import { NODE_FLAGS } from "../../cli/src/cluster/node-settings.ts";
import type { KubeObject } from "../chart/render.ts";
import { ROOT } from "../run/command.ts";

/** The files of the image, as they lie in its context. */
const IMAGE = join(ROOT, "deploy/dist/image");
const ENTRY = ["/usr/local/bin/node", ...NODE_FLAGS, "/argosy/cli/src/main.ts"];
const USER = "10001";
const MIB = 2 ** 20;

/** What a pod of the chart is run with, in place of a kubelet. */
export interface PodHome {
  /** For files of secrets and logs. */
  readonly folder: string;
  /** Values of the secrets by name and key. */
  readonly secrets: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Folder that pods see as /tmp/database: the socket of the database lies there. */
  readonly socketFolder: string;
  /** Images on a share of the institute, which pods see at the same place; below the folder of temporary files. */
  readonly shareFolder: string;
}

/** What differs from the cluster: where others are found. */
export type Places = Readonly<Record<string, string>>;

interface Container {
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
}
interface Volume {
  readonly emptyDir?: { readonly sizeLimit: string };
  readonly projected?: { readonly sources: readonly { readonly secret: ProjectedSecret }[] };
}
interface ProjectedSecret {
  readonly name: string;
  readonly items: readonly { readonly key: string; readonly path: string }[];
}

/** Runs the pod of a Job to its end and gives what it said. @throws {Error} where it fails. */
export async function runJob(home: PodHome, job: KubeObject, places: Places): Promise<string> {
  const { args, env } = await commandOf(home, job, places);
  return new Promise((resolve, reject) => {
    execFile("/usr/bin/bwrap", args, { env }, (error, out, err) => (error === null ? resolve(out) : reject(new Error(out + err))));
  });
}

/** A pod at work. */
export interface ContainedPod {
  readonly name: string;
  log(): Promise<string>;
  /** Asks it to end, as a kubelet does. */
  stop(): Promise<void>;
}

/** Starts the pod of a Deployment and waits until it says that it is ready. */
export async function startPod(home: PodHome, deployment: KubeObject, places: Places, healthPort: number): Promise<ContainedPod> {
  const { name } = deployment.metadata;
  const { args, env } = await commandOf(home, deployment, places);
  const program = { name, file: "/usr/bin/bwrap", args, env, logFile: join(home.folder, `${name}.log`) };
  const child: Child = await startChild(program);
  await untilReady(child, program, async () => (await fetch(`http://127.0.0.1:${healthPort}/ready`)).ok);
  return { name, log: () => readFile(program.logFile, "utf8"), stop: () => stopPod(child) };
}

/** The first process of the pod is asked, and not the one that made its walls, which would end it at once. */
async function stopPod(child: Child): Promise<void> {
  const inner = async (pid: number): Promise<number> => {
    const children = await readFile(`/proc/${pid}/task/${pid}/children`, "utf8").catch(() => "");
    const first = Number(children.trim().split(" ")[0]);
    const walls = (await readFile(`/proc/${pid}/comm`, "utf8").catch(() => "")).trim() === "bwrap";
    return walls && first > 0 ? inner(first) : pid;
  };
  if (child.running()) process.kill(await inner(child.pid), "SIGTERM");
  await child.ended;
}

/** As restricted as the pod is: nothing can be written but its own /tmp of the size that the chart gives it, and there are no capabilities. */
async function commandOf(home: PodHome, { metadata, spec }: KubeObject, places: Places) {
  const pod = spec.template.spec as { readonly containers: readonly [Container]; readonly volumes: readonly Volume[] };
  const [container] = pod.containers;
  const secrets = join(home.folder, `secrets-${metadata.name}`);
  await mkdir(secrets, { recursive: true });
  for (const { secret } of pod.volumes.flatMap(({ projected }) => projected?.sources ?? [])) await writeFiles(home, secret, secrets);
  const room = pod.volumes.find(({ emptyDir }) => emptyDir !== undefined)!.emptyDir!.sizeLimit;
  const env = { ...Object.fromEntries(container.env.map(({ name, value }) => [name, value])), HOME: "/tmp", TMPDIR: "/tmp", ...places };
  const files = ["--ro-bind", join(IMAGE, "rootfs"), "/", "--ro-bind", join(IMAGE, "app"), "/argosy", "--ro-bind", secrets, "/secrets"];
  const scratch = ["--size", String(bytesOf(room)), "--tmpfs", "/tmp", "--ro-bind", home.socketFolder, "/tmp/database"];
  const share = ["--ro-bind", home.shareFolder, home.shareFolder];
  const who = ["--unshare-user", "--unshare-ipc", "--uid", USER, "--gid", USER, "--cap-drop", "ALL", "--die-with-parent"];
  return {
    env,
    args: [...files, ...scratch, ...share, "--proc", "/proc", "--dev", "/dev", ...who, "--chdir", "/argosy", ...ENTRY, ...container.args],
  };
}

async function writeFiles({ secrets }: PodHome, { name, items }: ProjectedSecret, folder: string): Promise<void> {
  for (const { key, path } of items) {
    const value = secrets[name]?.[key];
    if (value === undefined) throw new Error(`the secret ${name} has no key ${key}`);
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), Buffer.from(value, "base64"));
  }
}

function bytesOf(quantity: string): number {
  const [, number, unit] = /^(\d+)(Mi|Gi)$/.exec(quantity)!;
  return Number(number) * (unit === "Gi" ? 1_024 * MIB : MIB);
}
