import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ArgosyProcess } from "../../faults/argosy-process.ts";
import { familyOf, killAll, startArgosy } from "../../faults/argosy-process.ts";

/** A server as a person runs it: a process of its own over a folder that is gone afterwards. */
export interface Home {
  readonly url: string;
  readonly folder: string;
  /** Address that signs a browser in, once; of the last start. */
  signInUrl(): string;
  /** SIGKILL for the server and all that it started. */
  kill(): Promise<void>;
  /** Starts it again at the same address, on the same folder. */
  startAgain(): Promise<void>;
  stop(): Promise<void>;
}

const READY = "Ctrl-C ends it.";
const SIGN_IN = /http\S+\/sign-in\?code=\S+/;

/** Starts a server. @param words - what else stands on the command line; default: an empty server. */
export async function startHome(words: readonly string[] = ["--no-demo"]): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-browser-"));
  const port = await freePort();
  const args = ["start", ...words, "--port", String(port), "--data", join(folder, "data")];
  let running = await start(args);
  const end = async (signal: "SIGKILL" | "SIGINT") => {
    const { child, ended } = running.process;
    if (signal === "SIGINT") child.kill(signal);
    else killAll(familyOf(child.pid!));
    await ended;
  };
  return {
    url: `http://127.0.0.1:${port}`,
    folder,
    signInUrl: () => running.signInUrl,
    kill: () => end("SIGKILL"),
    async startAgain() {
      running = await start(args);
    },
    async stop() {
      await end("SIGINT");
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function start(args: readonly string[]): Promise<{ readonly process: ArgosyProcess; readonly signInUrl: string }> {
  const process = startArgosy(args);
  let said = "";
  const ready = new Promise<void>((resolve) => {
    process.child.stderr!.on("data", (chunk: Buffer) => {
      said += chunk.toString("utf8");
      if (said.includes(READY)) resolve();
    });
  });
  const over = await Promise.race([ready, process.ended]);
  if (over !== undefined) throw new Error(`the server ended before it was ready: ${over.output.slice(-2_000)}`);
  return { process, signInUrl: SIGN_IN.exec(said)![0] };
}

/** A port that is free now; the server keeps it over its restarts. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}
