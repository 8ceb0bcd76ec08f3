import { spawn } from "node:child_process";
import { once } from "node:events";
import type { NetworkSpace } from "./network-space.ts";

/** Runs a command against a cluster. @throws {Error} with what it said when it fails. @returns What it printed. */
export type Command = (args: readonly string[], input?: string) => Promise<string>;

/** A command of the operator (kubectl, helm), who is within the network of the first machine. */
export function commandIn(space: NetworkSpace, file: string, kubeconfig: string): Command {
  return async (args, input = "") => {
    const [outer, words] = space.inside(file, args);
    const env = { PATH: process.env["PATH"] ?? "", HOME: process.env["HOME"] ?? "/root", KUBECONFIG: kubeconfig };
    const child = spawn(outer, [...words], { env, stdio: ["pipe", "pipe", "pipe"] });
    const [said, complained] = [[] as Buffer[], [] as Buffer[]];
    child.stdout.on("data", (data: Buffer) => said.push(data));
    child.stderr.on("data", (data: Buffer) => complained.push(data));
    child.stdin.end(input);
    const [code] = (await once(child, "close")) as [number | null];
    if (code === 0) return Buffer.concat(said).toString();
    throw new Error(
      `${file.split("/").at(-1)} ${args.join(" ").slice(0, 200)}: ${Buffer.concat(complained).toString().trim().slice(-2_000)}`,
    );
  };
}
