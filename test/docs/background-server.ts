import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** A server that a test started as a person would. */
export interface BackgroundServer {
  readonly url: string;
  /** Asks the server as its owner. */
  ask<Answer>(method: "GET" | "POST", path: string, body?: unknown): Promise<{ readonly status: number; readonly body: Answer }>;
  /** Ends it by Ctrl-C. */
  stop(): Promise<void>;
}

const READY = "Ctrl-C ends it.";

/** Starts a server by a command line and waits until it says that it is ready. @throws {Error} with what it said when it ends before. */
export async function startServer(command: string, folder: string, env: NodeJS.ProcessEnv): Promise<BackgroundServer> {
  // A group of its own, so that Ctrl-C can be sent to all of it as a terminal does.
  const child = spawn("bash", ["-c", command], { cwd: folder, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  await untilReady(child, command);
  const { url, token } = JSON.parse(await readFile(join(env["ARGOSY_DATA"]!, "server.json"), "utf8")) as { url: string; token: string };
  return {
    url,
    async ask<Answer>(method: string, path: string, body?: unknown) {
      const headers = { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { "content-type": "application/json" }) };
      const response = await fetch(new URL(path, url), { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
      return { status: response.status, body: (await response.json()) as Answer };
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      const ended = once(child, "close");
      process.kill(-child.pid!, "SIGINT");
      await ended;
    },
  };
}

function untilReady(child: ChildProcess, command: string): Promise<void> {
  let said = "";
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString("utf8");
      if (said.includes(READY)) resolve();
    };
    child.stdout!.on("data", hear);
    child.stderr!.on("data", hear);
    child.on("error", reject);
    child.on("close", (code) => reject(new Error(`${command} ended with ${code}: ${said.slice(-2_000)}`)));
  });
}
