import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const CPU = "/sys/fs/cgroup/cpu";
const GROUP = join(CPU, "argosy-k8s-test");
const BEHIND = join(CPU, "argosy-k8s-pods");
/** More than others have who work on this machine. */
const SHARES_OF_NODE = 3_072;
const SHARES_BEHIND = 768;

/** Shares of the processors that a node has. */
export async function giveShare(node: string): Promise<void> {
  await writeFile(join(CPU, node, "cpu.shares"), String(SHARES_OF_NODE));
}

/**
 * Gives this process, and what it starts from now on, as much of the processors as a node has when all want them: the control
 * plane, the servers of the institute and whoever makes requests are on other machines elsewhere, and are not slowed down by pods that start.
 *
 * @returns Gives it back.
 */
export async function takeOwnShare(): Promise<() => Promise<void>> {
  await mkdir(GROUP, { recursive: true });
  await writeFile(join(GROUP, "cpu.shares"), String(SHARES_OF_NODE));
  await moveTo(GROUP, process.pid);
  return async () => {
    await disband(GROUP);
    await disband(BEHIND);
  };
}

/**
 * Gives what makes pods, and whatever it starts from now on, less of the processors than the pods that answer, as operators do with
 * `kubeReservedCgroup`.
 */
export async function keepBehind(...pids: readonly number[]): Promise<void> {
  await mkdir(BEHIND, { recursive: true });
  await writeFile(join(BEHIND, "cpu.shares"), String(SHARES_BEHIND));
  for (const pid of pids) await moveTo(BEHIND, pid);
}

async function disband(group: string): Promise<void> {
  const text = await readFile(join(group, "cgroup.procs"), "utf8").catch(() => undefined);
  if (text === undefined) return;
  // One that has ended meanwhile is in no group.
  for (const pid of text.split("\n").filter((line) => line !== "")) await moveTo(CPU, Number(pid)).catch(() => undefined);
  await rmdir(group);
}

async function moveTo(group: string, pid: number): Promise<void> {
  await writeFile(join(group, "cgroup.procs"), String(pid));
}
