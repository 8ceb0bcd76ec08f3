import { mkdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";

const CPU = "/sys/fs/cgroup/cpu";
const GROUP = join(CPU, "argosy-k8s-test");
/** More than others have who work on this machine. */
const SHARES_OF_NODE = 3_072;

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
    const left = (await readFile(join(GROUP, "cgroup.procs"), "utf8")).split("\n").filter((pid) => pid !== "");
    // One that has ended meanwhile is in no group.
    for (const pid of left) await moveTo(CPU, Number(pid)).catch(() => undefined);
    await rmdir(GROUP);
  };
}

async function moveTo(group: string, pid: number): Promise<void> {
  await writeFile(join(group, "cgroup.procs"), String(pid));
}
