import type { KubeObject } from "./render.ts";

/** Who may be at one end of a connection: a pod, or an address outside of the cluster. */
export type Peer = { readonly namespace: string; readonly labels: Readonly<Record<string, string>> } | { readonly address: string };

type Labels = Readonly<Record<string, string>>;
type Selector = { readonly matchLabels?: Labels } | undefined;

interface PolicyPeer {
  readonly podSelector?: Selector;
  readonly namespaceSelector?: Selector;
  readonly ipBlock?: { readonly cidr: string };
}

interface Rule {
  readonly from?: readonly PolicyPeer[];
  readonly to?: readonly PolicyPeer[];
  readonly ports?: readonly { readonly port: number }[];
}

/** Where the installation is: policies act in their own namespace alone. */
const NAMESPACE = "images";

/** Whether the policies let one peer connect to a port of another one, by the rules of Kubernetes: both ends must allow it. */
export function reachable(policies: readonly KubeObject[], from: Peer, to: Peer, port: number): boolean {
  return allows(policies, "egress", from, to, port) && allows(policies, "ingress", to, from, port);
}

/** Whom no policy selects may do everything; whom one selects may do what any of them allows. */
function allows(policies: readonly KubeObject[], direction: "ingress" | "egress", self: Peer, other: Peer, port: number): boolean {
  const mine = policies.filter(
    ({ spec }) => selects(spec.podSelector, self) && spec.policyTypes.includes(direction === "egress" ? "Egress" : "Ingress"),
  );
  if (mine.length === 0) return true;
  const rules = mine.flatMap(({ spec }) => (spec[direction] ?? []) as readonly Rule[]);
  return rules.some((rule) => {
    const peers = direction === "egress" ? rule.to : rule.from;
    const anybody = peers === undefined || peers.length === 0;
    return (anybody || peers.some((peer) => matches(peer, other))) && (rule.ports?.some((each) => each.port === port) ?? true);
  });
}

function selects(selector: Selector, peer: Peer): boolean {
  return !("address" in peer) && peer.namespace === NAMESPACE && has(peer.labels, selector);
}

function matches({ podSelector, namespaceSelector, ipBlock }: PolicyPeer, peer: Peer): boolean {
  if ("address" in peer) return ipBlock?.cidr === `${peer.address}/32`;
  if (ipBlock !== undefined) return false;
  const namespace =
    namespaceSelector === undefined
      ? peer.namespace === NAMESPACE
      : has({ "kubernetes.io/metadata.name": peer.namespace }, namespaceSelector);
  return namespace && has(peer.labels, podSelector);
}

function has(labels: Labels, selector: Selector): boolean {
  return Object.entries(selector?.matchLabels ?? {}).every(([name, value]) => labels[name] === value);
}
