import { SERVICE_NAMES } from "@argosy/rpc";
import { STAGES } from "@argosy/work";
import { ApiObject, type Chart } from "cdk8s";
import { callEdges } from "./edges.ts";
import type { Expressions } from "./expression.ts";
import type { Role } from "./names.ts";
import { nameCode, objectLabels, ownLabels, PORTS, partLabels } from "./names.ts";

/** Servers that are not ours; the port is that of the address in the values, or what is usual. */
const SERVERS = {
  database: portCode(".Values.database.url", 5432),
  bus: portCode('(first (splitList "," .Values.bus.url))', 4222),
  store: `ternary (${portCode(".Values.store.endpoint", 443)}) (${portCode(".Values.store.endpoint", 80)}) (hasPrefix "https" .Values.store.endpoint)`,
} as const;
type Server = keyof typeof SERVERS;

type Rule = Readonly<Record<string, unknown>>;

/** Nothing may reach anything, but for one rule an edge: the calls that services make, and the servers that they use. */
export function network(chart: Chart, e: Expressions): void {
  policy(chart, e, "nothing", ownLabels(e), { ingress: [], egress: [] });
  for (const service of SERVICE_NAMES) {
    const roles: readonly Role[] = STAGES.some((stage) => stage === service) ? ["answers", "tasks"] : ["answers"];
    for (const role of roles) {
      const called = role === "answers" ? callEdges().filter(({ to }) => to === service) : [];
      const ingress = [
        ...called.map(({ from }) => ({ from: [{ podSelector: { matchLabels: anyRole(e, from) } }], ports: [tcp(PORTS.calls)] })),
        ...(service === "gateway" ? [{ from: e.value(".Values.network.ingress"), ports: [tcp(PORTS.http)] }] : []),
        { from: e.value(".Values.network.monitoring"), ports: [tcp(PORTS.health)] },
      ];
      const calls = callEdges().filter(({ from }) => from === service);
      const egress = [
        ...calls.map(({ to }) => ({ to: [{ podSelector: { matchLabels: partLabels(e, to, "answers") } }], ports: [tcp(PORTS.calls)] })),
        ...toServers(e, ["database", "bus", "store"]),
        { to: e.value(".Values.network.collector"), ports: [tcp(e.value<number>(portCode(".Values.tracing.endpoint", 4318)))] },
      ];
      policy(chart, e, role === "tasks" ? `${service}-tasks` : service, partLabels(e, service, role), { ingress, egress });
    }
  }
  policy(chart, e, "migrate", partLabels(e, "migrate", "once"), { ingress: [], egress: toServers(e, ["database"]) });
  const kubernetes = {
    to: e.value(".Values.network.kubernetes"),
    ports: [tcp(443), tcp(e.value<number>(".Values.network.kubernetesPort"))],
  };
  policy(chart, e, "preflight", partLabels(e, "preflight", "once"), {
    ingress: [],
    egress: [...toServers(e, ["database", "bus", "store"]), kubernetes],
  });
}

/** Both the pods of a service that answer and those that take tasks call others. */
function anyRole(e: Expressions, service: string): Record<string, string> {
  return { ...ownLabels(e), "app.kubernetes.io/component": service };
}

/** Servers, and the name server by which they are found. */
function toServers(e: Expressions, servers: readonly Server[]): Rule[] {
  return [
    ...servers.map((server) => ({ to: e.value(`.Values.network.${server}`), ports: [tcp(e.value<number>(SERVERS[server]))] })),
    { to: e.value(".Values.network.dns"), ports: [tcp(53), { protocol: "UDP", port: 53 }] },
  ];
}

function tcp(port: number) {
  return { protocol: "TCP", port };
}

function policy(
  chart: Chart,
  e: Expressions,
  part: string,
  matchLabels: Record<string, string>,
  rules: { readonly ingress: readonly Rule[]; readonly egress: readonly Rule[] },
): void {
  new ApiObject(chart, `${part}-policy`, {
    apiVersion: "networking.k8s.io/v1",
    kind: "NetworkPolicy",
    metadata: { name: e.value(nameCode(part)), labels: objectLabels(e, part) },
    spec: { podSelector: { matchLabels }, policyTypes: ["Ingress", "Egress"], ...rules },
  });
}

function portCode(url: string, usual: number): string {
  return `int (default "${usual}" (regexReplaceAll "^[^:]*:?" (urlParse ${url}).host ""))`;
}
