import { execFile } from "node:child_process";
import { mkdir, readdir, readFile, rmdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Programs } from "../parts/build-parts.ts";
import type { ControlPlane } from "./control-plane.ts";
import { PODS, SERVER } from "./control-plane.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import type { Machine } from "./machine.ts";
import { FIRST } from "./network-space.ts";
import { keepBehind } from "./own-share.ts";

const run = promisify(execFile);
const NAMES_SERVER = FIRST;
const CONTROLLERS = ["cpu", "cpuacct", "cpuset", "memory", "devices", "freezer", "blkio", "pids", "systemd"];

/** What a node is called and where it is. */
export interface NodePlace {
  readonly name: string;
  readonly address: string;
  /** Addresses of its pods. */
  readonly pods: string;
}

/** A node at work. */
export interface KubeNode {
  /** Ends its containers too, which a kubelet leaves running. */
  end(): Promise<void>;
}

/** Starts containerd, kube-proxy and a kubelet on a machine, and waits until the node is ready. */
export async function startNode(
  machine: Machine,
  control: ControlPlane,
  programs: Programs,
  place: NodePlace,
  images: readonly string[],
): Promise<KubeNode> {
  const { folder } = machine;
  const socket = join(folder, "containerd.sock");
  for (const name of ["cni", "kubelet", "pods"]) await mkdir(join(folder, name), { recursive: true });
  await Promise.all([
    writeFile(join(folder, "containerd.toml"), containerdConfig(folder, socket)),
    writeFile(join(folder, "cni", "10-bridge.conflist"), JSON.stringify(bridge(folder, place.pods))),
    writeFile(join(folder, "kubelet.json"), JSON.stringify(await kubeletConfig(folder, socket, control, place.name))),
    writeFile(join(folder, "proxy.json"), JSON.stringify(proxyConfig(control, place.name))),
  ]);
  const ctr = async (...args: string[]) => (await run("ctr", ["-a", socket, "-n", "k8s.io", ...args])).stdout;
  const config = join(folder, "containerd.toml");
  const containerd = await machine.run("containerd", "containerd", ["-c", config], () => ctr("version").then(() => true));
  for (const image of images) await ctr("images", "import", image);
  await machine.run("kube-proxy", programs["kube-proxy"]!, [`--config=${join(folder, "proxy.json")}`], async () => true);
  const who = await control.authority.issue(`system:node:${place.name}`, "system:nodes");
  const kubeconfig = await writeKubeconfig(join(folder, "kubelet.conf"), control.authority, who, SERVER);
  const kubelet = await machine.run(
    "kubelet",
    programs["kubelet"]!,
    [
      `--config=${join(folder, "kubelet.json")}`,
      `--kubeconfig=${kubeconfig}`,
      `--hostname-override=${place.name}`,
      `--node-ip=${place.address}`,
      `--root-dir=${join(folder, "kubelet")}`,
    ],
    async () =>
      (await control.kubectl(["get", "node", place.name, "-o", "jsonpath={.status.conditions[?(@.type=='Ready')].status}"])) === "True",
  );
  await keepBehind(containerd.pid, kubelet.pid);
  return {
    async end() {
      await kubelet.stop();
      const ids = (await ctr("tasks", "list", "-q")).split("\n").filter((id) => id !== "");
      // One that has ended meanwhile is as good.
      for (const id of ids) await ctr("tasks", "delete", "--force", id).catch(() => undefined);
      await machine.stop();
      for (const at of await mountsBelow(folder)) await run("umount", ["-l", at]);
      for (const controller of CONTROLLERS) await removeGroup(join("/sys/fs/cgroup", controller, place.name));
    },
  };
}

async function mountsBelow(folder: string): Promise<string[]> {
  const places = (await readFile("/proc/mounts", "utf8")).split("\n").map((line) => line.split(" ")[1] ?? "");
  return places
    .filter((at) => at.startsWith(`${folder}/`))
    .sort()
    .reverse();
}

/** Makes the groups of processes that a second node on this machine keeps its pods in. */
export async function makeGroups(root: string): Promise<void> {
  for (const controller of CONTROLLERS) await mkdir(join("/sys/fs/cgroup", controller, root), { recursive: true });
  for (const file of ["cpuset.cpus", "cpuset.mems"]) {
    await writeFile(join("/sys/fs/cgroup/cpuset", root, file), await readFile(join("/sys/fs/cgroup/cpuset", file)));
  }
}

/** A group goes when nobody is in it and in none below it. */
async function removeGroup(path: string): Promise<void> {
  const below = await readdir(path, { withFileTypes: true }).catch(() => undefined);
  if (below === undefined) return;
  for (const entry of below) if (entry.isDirectory()) await removeGroup(join(path, entry.name));
  await rmdir(path);
}

const containerdConfig = (folder: string, socket: string) => `version = 2
root = "${join(folder, "images")}"
state = "${join(folder, "state")}"
[grpc]
  address = "${socket}"
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = "localhost/pause:1"
  restrict_oom_score_adj = true
  disable_apparmor = true
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = "/usr/lib/cni"
    conf_dir = "${join(folder, "cni")}"
  [plugins."io.containerd.grpc.v1.cri".containerd]
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
`;

const bridge = (folder: string, pods: string) => ({
  cniVersion: "0.4.0",
  name: "bridge",
  plugins: [
    {
      type: "bridge",
      bridge: "cni0",
      isGateway: true,
      ipMasq: false,
      hairpinMode: true,
      ipam: { type: "host-local", dataDir: join(folder, "addresses"), ranges: [[{ subnet: pods }]], routes: [{ dst: "0.0.0.0/0" }] },
    },
    { type: "portmap", capabilities: { portMappings: true } },
  ],
});

async function kubeletConfig(folder: string, socket: string, { authority }: ControlPlane, name: string): Promise<object> {
  return {
    apiVersion: "kubelet.config.k8s.io/v1beta1",
    kind: "KubeletConfiguration",
    authentication: { anonymous: { enabled: false }, webhook: { enabled: true }, x509: { clientCAFile: authority.certificate } },
    authorization: { mode: "Webhook" },
    containerRuntimeEndpoint: `unix://${socket}`,
    cgroupDriver: "cgroupfs",
    cgroupRoot: `/${name}`,
    failCgroupV1: false,
    failSwapOn: false,
    oomScoreAdj: 0,
    clusterDomain: "cluster.local",
    clusterDNS: [NAMES_SERVER],
    resolvConf: "/etc/resolv.conf",
    evictionHard: { "nodefs.available": "1%", "imagefs.available": "1%", "memory.available": "100Mi" },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    maxPods: 60,
    // What lies in temporary files is looked at every minute by default: a peak would not be seen.
    volumeStatsAggPeriod: "5s",
    podLogsDir: join(folder, "pods"),
  };
}

const proxyConfig = ({ kubeconfig }: ControlPlane, name: string) => ({
  apiVersion: "kubeproxy.config.k8s.io/v1alpha1",
  kind: "KubeProxyConfiguration",
  mode: "iptables",
  clusterCIDR: PODS,
  hostnameOverride: name,
  clientConnection: { kubeconfig },
  conntrack: { maxPerCore: 0 },
  healthzBindAddress: "127.0.0.1:10256",
  metricsBindAddress: "127.0.0.1:10249",
});
