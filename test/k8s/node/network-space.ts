import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** A network of its own for one machine of the cluster. */
export interface NetworkSpace {
  readonly name: string;
  /** The words that run a program in it, and those of the program. */
  inside(file: string, args: readonly string[]): readonly [file: string, args: readonly string[]];
}

/** Address of the first machine, and of the second beyond the link. */
export const FIRST = "10.250.0.1";
export const SECOND = "10.250.1.2";
const FIRST_OF_LINK = "10.250.1.1";
const LINK = "x1";
const OUTSIDE = { name: "argosy-k8s-0", address: "10.250.9.2", way: "10.250.9.1" } as const;
const CLUSTER = ["10.250.0.0/24", "10.96.0.0/16", "10.244.0.0/16"];

/** Makes the network of the first machine; it reaches nothing outside but this test. */
export async function createFirst(name: string): Promise<NetworkSpace> {
  await ip("netns", "add", name);
  await ip("-n", name, "link", "set", "lo", "up");
  await ip("-n", name, "link", "add", "n0", "type", "veth", "peer", "name", "n1");
  for (const end of ["n0", "n1"]) await ip("-n", name, "link", "set", end, "up");
  await ip("-n", name, "addr", "add", `${FIRST}/24`, "dev", "n0");
  await ip("-n", name, "route", "add", "default", "dev", "n0");
  await joinOutside(name);
  return forwarding(namedSpace(name));
}

/** Lets the test itself reach machines, services and pods. */
async function joinOutside(name: string): Promise<void> {
  await ip("link", "add", OUTSIDE.name, "type", "veth", "peer", "name", "x0", "netns", name);
  await ip("addr", "add", `${OUTSIDE.address}/24`, "dev", OUTSIDE.name);
  await ip("link", "set", OUTSIDE.name, "up");
  await ip("-n", name, "addr", "add", `${OUTSIDE.way}/24`, "dev", "x0");
  await ip("-n", name, "link", "set", "x0", "up");
  for (const net of CLUSTER) await ip("route", "add", net, "via", OUTSIDE.way);
}

/** Makes the network of a second machine, with a link to the first and a way to the pods beyond it. */
export async function createSecond(name: string, first: NetworkSpace, pods: string): Promise<NetworkSpace> {
  await ip("netns", "add", name);
  await ip("-n", name, "link", "set", "lo", "up");
  await ip("-n", first.name, "link", "add", LINK, "type", "veth", "peer", "name", "x2", "netns", name);
  await ip("-n", first.name, "addr", "add", `${FIRST_OF_LINK}/24`, "dev", LINK);
  await ip("-n", first.name, "link", "set", LINK, "up");
  await ip("-n", name, "addr", "add", `${SECOND}/24`, "dev", "x2");
  await ip("-n", name, "link", "set", "x2", "up");
  await ip("-n", name, "route", "add", "default", "via", FIRST_OF_LINK);
  await ip("-n", first.name, "route", "add", pods, "via", SECOND);
  return forwarding(namedSpace(name));
}

/** Cuts the link between the machines, or mends it. */
export async function setLink(first: NetworkSpace, pods: string, state: "up" | "down"): Promise<void> {
  await ip("-n", first.name, "link", "set", LINK, state);
  // A way goes with its link.
  if (state === "up") await ip("-n", first.name, "route", "replace", pods, "via", SECOND);
}

/** Names of all networks of this machine that have one. */
export async function listSpaces(): Promise<string[]> {
  const { stdout } = await run("ip", ["netns", "list"]);
  return stdout.split("\n").flatMap((line) => line.split(" ")[0] || []);
}

/** Removes a network, and the link of the first to this test; one that is not there stays away. */
export async function removeSpace(name: string): Promise<void> {
  if (!(await listSpaces()).includes(name)) return;
  // A network lives until the last in it has ended, and so would its link.
  if ((await run("ip", ["-n", name, "link", "show"])).stdout.includes(" x0@")) await ip("-n", name, "link", "del", "x0");
  await ip("netns", "del", name);
}

/** A network that is there already. */
export function namedSpace(name: string): NetworkSpace {
  return { name, inside: (file, args) => ["nsenter", [`--net=/run/netns/${name}`, file, ...args]] };
}

async function forwarding(one: NetworkSpace): Promise<NetworkSpace> {
  const [file, args] = one.inside("sysctl", ["-qw", "net.ipv4.ip_forward=1"]);
  await run(file, [...args]);
  return one;
}

async function ip(...args: string[]): Promise<void> {
  await run("ip", args);
}
