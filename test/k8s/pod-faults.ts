import { NAMESPACE } from "./installation.ts";
import type { LivePod } from "./live-state.ts";
import type { Command } from "./node/kubectl.ts";

const USER = 10_001;
/** What a process of the pod finds out about itself. */
const LOOK = `
const { readFileSync, writeFileSync, existsSync } = require("node:fs");
const status = Object.fromEntries(readFileSync("/proc/self/status", "utf8").split("\\n").map((line) => line.split(":\\t")));
const writes = (place) => { try { writeFileSync(place, ""); return true; } catch { return false; } };
const places = ["/x", "/argosy/x", "/secrets/x", "/etc/x", "/tmp/x"].filter(writes);
const token = existsSync("/var/run/secrets/kubernetes.io/serviceaccount/token");
console.log(JSON.stringify({ user: process.getuid(), places, token, rights: status.CapEff, bounds: status.CapBnd, gains: status.NoNewPrivs, filter: status.Seccomp }));
`;

/** What a live pod may that it should not, by its description and by what it says itself. */
export async function podFaults(kubectl: Command, pod: LivePod): Promise<readonly string[]> {
  return [...describedFaults(pod.spec), ...(await seenFaults(kubectl, pod))];
}

function describedFaults(spec: LivePod["spec"]): string[] {
  const checks: Record<string, boolean> = {
    "runs as anybody": spec.securityContext?.runAsNonRoot === true && spec.securityContext?.runAsUser === USER,
    "is not filtered": spec.securityContext?.seccompProfile?.type === "RuntimeDefault",
    "has a token of the API": spec.automountServiceAccountToken === false,
    "is on the node's networks or among its processes": !spec.hostNetwork && !spec.hostPID && !spec.hostIPC,
    "sees folders of the node": spec.volumes.every((volume: object) => "emptyDir" in volume || "projected" in volume),
    "has scratch without a bound": spec.volumes.every(
      (volume: { emptyDir?: { sizeLimit?: string } }) => volume.emptyDir === undefined || volume.emptyDir.sizeLimit !== undefined,
    ),
    "is given a token as a file": spec.volumes.every((volume: { projected?: { sources: object[] } }) =>
      (volume.projected?.sources ?? []).every((source) => "secret" in source),
    ),
  };
  for (const { name, securityContext, resources } of [...spec.containers, ...(spec.initContainers ?? [])]) {
    checks[`${name} gains rights`] = securityContext?.allowPrivilegeEscalation === false && !securityContext?.privileged;
    checks[`${name} changes its own files`] = securityContext?.readOnlyRootFilesystem === true;
    checks[`${name} keeps capabilities`] = securityContext?.capabilities?.drop?.includes("ALL") && !securityContext?.capabilities?.add;
    checks[`${name} has no limits`] = resources?.limits?.memory !== undefined && resources?.limits?.cpu !== undefined;
  }
  return Object.entries(checks).flatMap(([fault, well]) => (well ? [] : [fault]));
}

async function seenFaults(kubectl: Command, { name }: LivePod): Promise<string[]> {
  const said = await kubectl(["-n", NAMESPACE, "exec", name, "--", "/usr/local/bin/node", "-e", LOOK]);
  const { user, places, token, rights, bounds, gains, filter } = JSON.parse(said) as {
    readonly user: number;
    readonly places: readonly string[];
    readonly token: boolean;
    readonly rights: string;
    readonly bounds: string;
    readonly gains: string;
    readonly filter: string;
  };
  const checks: Record<string, boolean> = {
    [`is user ${user}`]: user === USER,
    [`writes ${places.join(", ")}`]: places.join() === "/tmp/x",
    "holds a token": !token,
    [`has the rights ${rights} of ${bounds}`]: BigInt(`0x${rights}`) === 0n && BigInt(`0x${bounds}`) === 0n,
    "may gain rights": gains === "1",
    "is not filtered by seccomp": filter === "2",
  };
  return Object.entries(checks).flatMap(([fault, well]) => (well ? [] : [fault]));
}
