import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { NatsPlace } from "../../cli/src/cluster/servers/nats.ts";
import { startNats } from "../../cli/src/cluster/servers/nats.ts";

/** A NATS server with JetStream, on a free port of this machine. */
export interface NatsServer {
  readonly url: string;
  /** What it has written to its log. */
  said(): Promise<string>;
  stop(): Promise<void>;
}

/**
 * Starts a server with a folder of its own.
 *
 * @param configOf - Gives its configuration; absent: everybody may do everything.
 * @throws {Error} with what it said when it does not come up.
 */
export async function startNatsServer(program: string, configOf?: (place: NatsPlace) => string): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-nats-"));
  const server = await startNats(program, folder, configOf);
  return {
    url: server.url,
    said: () => readFile(join(folder, "nats.log"), "utf8"),
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
