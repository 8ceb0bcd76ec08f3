import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Server } from "node:net";
import type { TLSSocket } from "node:tls";
import type { Log } from "@argosy/core";

const LISTENING = "tracing:net.server.listen:asyncEnd";

/**
 * Sees to it that a connection refused for its certificate is in the log: the library hangs up without a word, and whoever looks for
 * the reason has nothing. It does not give its servers away either, so they are taken from Node's own announcement.
 *
 * @param listen - starts the server and gives its port, which is given on.
 */
export async function logRefusedConnections(log: Log, listen: () => Promise<number>): Promise<number> {
  const seen: Server[] = [];
  const note = (message: unknown) => {
    seen.push((message as { readonly server: Server }).server);
  };
  subscribe(LISTENING, note);
  try {
    const port = await listen();
    for (const server of seen.filter((each) => portOf(each) === port))
      server.on("tlsClientError", (error, socket) => refused(log, error, socket));
    return port;
  } finally {
    unsubscribe(LISTENING, note);
  }
}

function portOf(server: Server): number | undefined {
  const address = server.address();
  return address !== null && typeof address === "object" ? address.port : undefined;
}

function refused(log: Log, error: NodeJS.ErrnoException, socket: TLSSocket): void {
  const reason = socket.authorizationError ?? error.code ?? "unknown";
  log.warn("a connection was refused", { reason: String(reason) });
}
