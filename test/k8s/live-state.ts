import { until } from "../faults/until.ts";
import { NAMESPACE } from "./installation.ts";
import type { Command } from "./node/kubectl.ts";

const LIMIT_MS = 300_000;
const LOOK_MS = 500;

/** A Deployment, as far as it matters here. */
export interface LiveDeployment {
  readonly name: string;
  readonly wanted: number;
  readonly available: number;
  /** Whether only pods of its newest kind are left. */
  readonly settled: boolean;
}

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string; readonly uid: string; readonly generation: number; readonly deletionTimestamp?: string };
    // biome-ignore lint/suspicious/noExplicitAny: what a kind has is known where it is read
    readonly spec: any;
    // biome-ignore lint/suspicious/noExplicitAny: the same
    readonly status: any;
  }[];
}

async function list(kubectl: Command, kind: string, ...selector: readonly string[]): Promise<Listed["items"]> {
  return (JSON.parse(await kubectl(["-n", NAMESPACE, "get", kind, ...selector, "-o", "json"])) as Listed).items;
}

/** All Deployments of the installation, by name. */
export async function liveDeployments(kubectl: Command): Promise<readonly LiveDeployment[]> {
  return (await list(kubectl, "deployments")).map(({ metadata, spec, status }) => {
    const [wanted, available] = [spec.replicas as number, (status.availableReplicas ?? 0) as number];
    const newest = (status.updatedReplicas ?? 0) as number;
    const settled =
      status.observedGeneration === metadata.generation &&
      available === wanted &&
      newest === wanted &&
      (status.replicas ?? 0) === wanted &&
      (status.unavailableReplicas ?? 0) === 0;
    return { name: metadata.name, wanted, available, settled };
  });
}

/** Waits until every Deployment has all its pods. */
export async function untilSettled(kubectl: Command): Promise<void> {
  let unsettled: readonly LiveDeployment[] = [];
  await until(
    () => `every pod answers, but ${JSON.stringify(unsettled)}`,
    async () => {
      unsettled = (await liveDeployments(kubectl)).filter(({ settled }) => !settled);
      return unsettled.length === 0 ? true : undefined;
    },
    LIMIT_MS,
    LOOK_MS,
  );
}

/** A pod, as far as it matters here. */
export interface LivePod {
  readonly name: string;
  readonly uid: string;
  readonly node: string;
  /** Of what it is a part, such as `segment-tasks`. */
  readonly part: string;
  readonly restarts: number;
  /** Digest of the image that it runs. */
  readonly image: string;
  // biome-ignore lint/suspicious/noExplicitAny: what is looked at in it depends on the test
  readonly spec: any;
}

/** The pods of the Deployments that are not about to end. */
export async function livePods(kubectl: Command): Promise<readonly LivePod[]> {
  const pods = await list(kubectl, "pods", "-l", "argosy/role in (answers,tasks)");
  return pods
    .filter(({ metadata }) => metadata.deletionTimestamp === undefined)
    .map(({ metadata: { name, uid }, spec, status }) => ({
      name,
      uid,
      node: spec.nodeName as string,
      part: name.replace(/^argosy-/, "").replace(/-[a-z0-9]+-[a-z0-9]+$/, ""),
      restarts: ((status.containerStatuses ?? []) as { restartCount: number }[]).reduce((sum, each) => sum + each.restartCount, 0),
      image: (status.containerStatuses?.[0]?.imageID ?? "") as string,
      spec,
    }));
}

/** Budgets of disruption that are broken: fewer healthy pods than must be there. */
export async function brokenBudgets(kubectl: Command): Promise<readonly string[]> {
  return (await list(kubectl, "poddisruptionbudgets"))
    .filter(({ status }) => status.currentHealthy < status.desiredHealthy)
    .map(({ metadata, status }) => `${metadata.name} ${status.currentHealthy} of ${status.desiredHealthy}`);
}

/** Tasks that a pod has ended since its start, well or not. */
export async function tasksEnded(kubectl: Command, { name }: LivePod): Promise<number> {
  const text = await kubectl(["get", "--raw", `/api/v1/namespaces/${NAMESPACE}/pods/${name}:9090/proxy/metrics`]);
  const counts = text.matchAll(/^argosy_tasks_ended_total\{[^}]*outcome="(?:done|failed)"[^}]*\} (\d+)$/gm);
  return [...counts].reduce((sum, [, count]) => sum + Number(count), 0);
}
