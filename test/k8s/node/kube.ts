import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { buildParts } from "../parts/build-parts.ts";
import { startControlPlane } from "./control-plane.ts";
import type { KubeAccess } from "./kube-access.ts";
import type { Machine } from "./machine.ts";
import { createMachine } from "./machine.ts";
import { createFirst, createSecond, FIRST, listSpaces, removeSpace, SECOND } from "./network-space.ts";
import { giveShare, takeOwnShare } from "./own-share.ts";
import type { KubeNode } from "./worker-node.ts";
import { makeGroups, startNode } from "./worker-node.ts";

const SPACES = ["argosy-k8s", "argosy-k8s-2"] as const;
const NODES = [
  { name: "node-1", address: FIRST, pods: "10.244.0.0/24" },
  { name: "node-2", address: SECOND, pods: "10.244.2.0/24" },
] as const;

/** A Kubernetes of real parts on this machine. */
export interface Kube {
  /** The first machine: what is started on it is reached by pods at `address`. */
  readonly machine: Machine;
  readonly address: string;
  /** How other processes of this machine get at it. */
  readonly access: KubeAccess;
  stop(): Promise<void>;
}

/**
 * Starts a control plane and two nodes.
 *
 * @param folder - Takes all that it writes.
 * @param images - OCI archives that each node has; one of them is `localhost/pause:1`.
 */
export async function startKube(folder: string, images: readonly string[], say: (text: string) => void): Promise<Kube> {
  const programs = await buildParts(["kubernetes", "etcd", "coredns"], say);
  await Promise.all(SPACES.map(removeSpace));
  const before = await listSpaces();
  const machines: Machine[] = [];
  const nodes: KubeNode[] = [];
  const giveBack = await takeOwnShare();
  const stop = async () => {
    for (const node of nodes.toReversed()) await node.end();
    for (const machine of machines.toReversed()) await machine.stop();
    // Those of the pods that were still there.
    const left = (await listSpaces()).filter((name) => name.startsWith("cni-") && !before.includes(name));
    for (const name of [...SPACES.toReversed(), ...left]) await removeSpace(name);
    await giveBack();
    await rm(folder, { recursive: true, force: true });
  };
  const machineIn = async (space: Awaited<ReturnType<typeof createFirst>>, name: string) => {
    await mkdir(join(folder, name), { recursive: true });
    const machine = createMachine(space, join(folder, name));
    machines.push(machine);
    return machine;
  };
  try {
    const space = await createFirst(SPACES[0]);
    const machine = await machineIn(space, "first");
    const control = await startControlPlane(machine, programs);
    const { kubeconfig } = control;
    await writeFile(join(machine.folder, "Corefile"), names(kubeconfig));
    await machine.run("coredns", programs["coredns"]!, ["-conf", join(machine.folder, "Corefile")], async () => true);
    const second = await machineIn(await createSecond(SPACES[1], space, NODES[1].pods), "second");
    for (const [i, one] of [machine, second].entries()) {
      await makeGroups(NODES[i]!.name);
      await giveShare(NODES[i]!.name);
      nodes.push(await startNode(one, control, programs, NODES[i]!, images));
    }
    return {
      machine,
      address: FIRST,
      access: {
        space: SPACES[0],
        kubeconfig,
        kubectl: programs["kubectl"]!,
        sockets: machines.map((one) => join(one.folder, "containerd.sock")),
        cut: { node: NODES[1].name, pods: NODES[1].pods },
      },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

const names = (kubeconfig: string) => `.:53 {
  bind ${FIRST}
  errors
  ready 127.0.0.1:18054
  kubernetes cluster.local in-addr.arpa {
    kubeconfig ${kubeconfig} c
    pods insecure
    ttl 5
  }
  cache 5
}
`;
