import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { Programs } from "../parts/build-parts.ts";
import type { Authority } from "./authority.ts";
import { createAuthority } from "./authority.ts";
import { writeKubeconfig } from "./kubeconfig.ts";
import type { Command } from "./kubectl.ts";
import { commandIn } from "./kubectl.ts";
import type { Machine } from "./machine.ts";
import { FIRST } from "./network-space.ts";

const ETCD = "http://127.0.0.1:12379";
const PORT = 16_443;
export const SERVER = `https://${FIRST}:${PORT}`;
export const PODS = "10.244.0.0/16";
const SERVICES = "10.96.0.0/16";

/** What rules a cluster. */
export interface ControlPlane {
  readonly authority: Authority;
  /** Of the one who may do everything. */
  readonly kubeconfig: string;
  readonly kubectl: Command;
}

/** Starts etcd, the API, the controllers and the scheduler on a machine. */
export async function startControlPlane(machine: Machine, programs: Programs): Promise<ControlPlane> {
  const keys = join(machine.folder, "keys");
  await mkdir(keys, { recursive: true, mode: 0o700 });
  const authority = await createAuthority(keys);
  const configOf = async (name: string, group?: string) =>
    writeKubeconfig(join(keys, `${name.replaceAll(":", "-")}.conf`), authority, await authority.issue(name, group), SERVER);
  const kubeconfig = await configOf("admin", "system:masters");
  const kubectl = commandIn(machine.space, programs["kubectl"]!, kubeconfig);
  await startEtcd(machine, programs);
  const tokens = await authority.keys("tokens");
  await startApi(machine, { program: programs["kube-apiserver"]!, authority, tokens, kubectl });
  const common = ["--leader-elect=false", "--bind-address=127.0.0.1"];
  const manager = await configOf("system:kube-controller-manager");
  await machine.run(
    "controllers",
    programs["kube-controller-manager"]!,
    [
      ...["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"].map((flag) => `--${flag}=${manager}`),
      `--service-account-private-key-file=${tokens.privateKey}`,
      `--root-ca-file=${authority.certificate}`,
      `--cluster-signing-cert-file=${authority.certificate}`,
      `--cluster-signing-key-file=${authority.key}`,
      "--use-service-account-credentials",
      "--allocate-node-cidrs=true",
      `--cluster-cidr=${PODS}`,
      // A test does not wait for minutes: what scales looks more often than it does by default.
      "--horizontal-pod-autoscaler-sync-period=5s",
      "--horizontal-pod-autoscaler-downscale-stabilization=10s",
      "--node-monitor-grace-period=20s",
      ...common,
    ],
    () => kubectl(["get", "serviceaccount", "default"]).then(() => true),
  );
  const scheduler = await configOf("system:kube-scheduler");
  const schedulerArgs = ["kubeconfig", "authentication-kubeconfig", "authorization-kubeconfig"].map((flag) => `--${flag}=${scheduler}`);
  await machine.run("scheduler", programs["kube-scheduler"]!, [...schedulerArgs, ...common], async () => true);
  return { authority, kubeconfig, kubectl };
}

async function startEtcd(machine: Machine, programs: Programs): Promise<void> {
  const place = [`--data-dir=${join(machine.folder, "etcd")}`, `--listen-client-urls=${ETCD}`, `--advertise-client-urls=${ETCD}`];
  // The data lives as long as the test: it need not survive a power cut.
  const args = [...place, "--listen-peer-urls=http://127.0.0.1:12380", "--log-level=warn", "--unsafe-no-fsync"];
  const [file, words] = machine.space.inside("curl", ["-sf", `${ETCD}/health`]);
  await machine.run("etcd", programs["etcd"]!, args, () => succeeds(file, words));
}

interface Api {
  readonly program: string;
  readonly authority: Authority;
  readonly tokens: { readonly privateKey: string; readonly publicKey: string };
  readonly kubectl: Command;
}

async function startApi(machine: Machine, { program, authority, tokens, kubectl }: Api): Promise<void> {
  const names = ["localhost", "kubernetes", "kubernetes.default", "kubernetes.default.svc", "127.0.0.1", "10.96.0.1", FIRST];
  const api = await authority.issue("kube-apiserver", undefined, names);
  const front = await authority.issue("front-proxy");
  const kubelets = await authority.issue("kubelet-client", "system:masters");
  const args = [
    `--etcd-servers=${ETCD}`,
    "--bind-address=0.0.0.0",
    `--secure-port=${PORT}`,
    `--tls-cert-file=${api.certificate}`,
    `--tls-private-key-file=${api.key}`,
    `--client-ca-file=${authority.certificate}`,
    `--service-account-key-file=${tokens.publicKey}`,
    `--service-account-signing-key-file=${tokens.privateKey}`,
    "--service-account-issuer=https://kubernetes.default.svc",
    `--service-cluster-ip-range=${SERVICES}`,
    "--authorization-mode=Node,RBAC",
    "--enable-admission-plugins=NodeRestriction",
    "--allow-privileged=true",
    `--kubelet-client-certificate=${kubelets.certificate}`,
    `--kubelet-client-key=${kubelets.key}`,
    "--kubelet-preferred-address-types=InternalIP",
    `--proxy-client-cert-file=${front.certificate}`,
    `--proxy-client-key-file=${front.key}`,
    `--requestheader-client-ca-file=${authority.certificate}`,
    "--requestheader-allowed-names=front-proxy",
    "--requestheader-extra-headers-prefix=X-Remote-Extra-",
    "--requestheader-group-headers=X-Remote-Group",
    "--requestheader-username-headers=X-Remote-User",
    "--enable-aggregator-routing=true",
    `--advertise-address=${FIRST}`,
    "--endpoint-reconciler-type=master-count",
  ];
  await machine.run("api", program, args, () => kubectl(["get", "--raw", "/readyz"]).then(() => true));
}

function succeeds(file: string, args: readonly string[]): Promise<boolean> {
  return new Promise((resolve) => execFile(file, [...args], (error) => resolve(error === null)));
}
