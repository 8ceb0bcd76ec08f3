import { once } from "node:events";
import { mkdir, rm } from "node:fs/promises";
import type { Socket } from "node:net";
import { connect, createServer } from "node:net";
import { join } from "node:path";

/** The name of a PostgreSQL server's socket in its folder. */
const SOCKET = ".s.PGSQL.5432";

/** An address of PostgreSQL that stays, whichever server is behind it. */
export interface Relay {
  /** As `postgres://user:password@host/database`. */
  readonly url: string;
  /** Leads to another server from now on; connections to the one before end. */
  turnTo(url: string): void;
  stop(): Promise<void>;
}

/** Starts a relay in a folder of its own before the server at an address, which is a socket in a folder. */
export async function startRelay(folder: string, first: string): Promise<Relay> {
  await mkdir(folder, { recursive: true });
  const sockets = new Set<Socket>();
  let target = socketOf(first);
  const server = createServer((client) => {
    const there = connect(target);
    for (const [socket, other] of [
      [client, there],
      [there, client],
    ] as const) {
      sockets.add(socket);
      // A line that breaks on one side is broken on the other.
      socket.on("error", () => other.destroy());
      socket.on("close", () => {
        sockets.delete(socket);
        other.destroy();
      });
      socket.pipe(other);
    }
  });
  server.listen(join(folder, SOCKET));
  await once(server, "listening");
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  const url = new URL(first);
  url.searchParams.set("host", folder);
  return {
    url: url.href,
    turnTo(next) {
      target = socketOf(next);
      endAll();
    },
    async stop() {
      server.close();
      endAll();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function socketOf(url: string): string {
  return join(new URL(url).searchParams.get("host")!, SOCKET);
}
