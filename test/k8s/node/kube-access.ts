import { execFile } from "node:child_process";
import { mkdir } from "node:fs/promises";
import { promisify } from "node:util";
import type { Command } from "./kubectl.ts";
import { commandIn } from "./kubectl.ts";
import type { Machine } from "./machine.ts";
import { createMachine } from "./machine.ts";
import { namedSpace, setLink } from "./network-space.ts";

const run = promisify(execFile);

/** How any process of this machine gets at a cluster that another one has started: plain data. */
export interface KubeAccess {
  /** Network of the first machine. */
  readonly space: string;
  readonly kubeconfig: string;
  readonly kubectl: string;
  /** Of the container runtime of each node. */
  readonly sockets: readonly string[];
  /** The node whose link can be cut, and where its pods are. */
  readonly cut: { readonly node: string; readonly pods: string };
}

/** A cluster as its operator has it at hand. */
export interface OpenKube {
  readonly kubectl: Command;
  /** Runs another command, such as helm, against it. */
  command(file: string): Command;
  /** Cuts the node off whose link can be cut, or joins it again. */
  setLink(state: "up" | "down"): Promise<void>;
  /** Gives every node an image. */
  importImage(archive: string): Promise<void>;
  /** The first machine once more, for programs that end with this process. */
  firstMachine(folder: string): Promise<Machine>;
}

/** Opens a cluster that runs. */
export function openKube({ space: name, kubeconfig, kubectl, sockets, cut }: KubeAccess): OpenKube {
  const space = namedSpace(name);
  return {
    kubectl: commandIn(space, kubectl, kubeconfig),
    command: (file) => commandIn(space, file, kubeconfig),
    setLink: (state) => setLink(space, cut.pods, state),
    async importImage(archive) {
      for (const socket of sockets) await run("ctr", ["-a", socket, "-n", "k8s.io", "images", "import", archive]);
    },
    async firstMachine(folder) {
      await mkdir(folder, { recursive: true });
      return createMachine(space, folder);
    },
  };
}
