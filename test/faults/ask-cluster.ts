import { join } from "node:path";
import type { CheckWorkResponse } from "@argosy/rpc";
import type { ServiceProcess } from "../../cli/src/cluster/service-process.ts";
import { takeDataFolder } from "../../cli/src/server/data-folder.ts";
import { argosy } from "./argosy-process.ts";
import type { FaultHome } from "./fault-home.ts";

/** What `argosy check` finds in all projects. */
export async function checked({
  cluster,
  folder,
}: FaultHome): Promise<{ readonly code: number | null; readonly findings: readonly string[] }> {
  const data = await takeDataFolder(join(folder, "data"));
  await data.announce({ url: cluster.url, token: cluster.token });
  const { code, output } = await argosy("check", "--data", data.path, "--json");
  await data.release();
  const projects = JSON.parse(`[${output.trim().replaceAll(/\n}\n{/g, "},{")}]`) as CheckWorkResponse[];
  return { code, findings: projects.flatMap(({ findings }) => findings.map(({ invariant, message }) => `${invariant}: ${message}`)) };
}

/** Services that say that something is missing. */
export async function unready({ cluster }: FaultHome): Promise<readonly string[]> {
  const health = await Promise.all(cluster.processes().map((each) => each.health()));
  return health.filter((said) => said !== "ready");
}

/** Tasks that a process has ended since its start, well or, where a deadline passed while it slept, not. */
export async function tasksEnded({ place }: ServiceProcess): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${place.healthPort}/metrics`)).text();
  const counts = text.matchAll(/^argosy_tasks_ended_total\{[^}]*outcome="(?:done|failed)"[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
