import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startNats } from "../../cli/src/cluster/servers/nats.ts";

/** A NATS server with JetStream, on a free port of this machine. */
export interface NatsServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** Starts a server with a folder of its own. @throws {Error} with what it said when it does not come up. */
export async function startNatsServer(program: string): Promise<NatsServer> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-nats-"));
  const server = await startNats(program, folder);
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
