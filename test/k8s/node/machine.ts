import { join } from "node:path";
import type { Child, Program } from "../../../cli/src/cluster/child.ts";
import { startChild, untilReady } from "../../../cli/src/cluster/child.ts";
import type { NetworkSpace } from "./network-space.ts";

const ENV = { PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", HOME: "/root" };
const READY_MS = 120_000;

/** A machine of the cluster: a network, a folder for its logs, and what runs in it. */
export interface Machine {
  readonly space: NetworkSpace;
  readonly folder: string;
  /** Starts a program and waits until it answers; it ends with the test. */
  run(
    name: string,
    file: string,
    args: readonly string[],
    answers: () => Promise<boolean>,
    env?: Readonly<Record<string, string>>,
  ): Promise<Child>;
  /** Ends all that runs, the last first. */
  stop(): Promise<void>;
}

/** A machine on which nothing runs yet. */
export function createMachine(space: NetworkSpace, folder: string): Machine {
  const children: Child[] = [];
  return {
    space,
    folder,
    async run(name, file, args, answers, env = {}) {
      const [outer, words] = space.inside(file, args);
      const program: Program = { name, file: outer, args: words, env: { ...ENV, ...env }, logFile: join(folder, `${name}.log`) };
      const child = await startChild(program);
      children.push(child);
      await untilReady(child, program, answers, READY_MS);
      return child;
    },
    async stop() {
      for (const child of children.splice(0).reverse()) await child.stop();
    },
  };
}
