import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { connect, createServer } from "node:net";
import { Transform } from "node:stream";
import { setTimeout as pause } from "node:timers/promises";
import type { Home } from "./home.ts";

/** A home behind a line whose pace can be changed. */
export interface SlowLine {
  /** The home as it is seen through the line. */
  readonly home: Home;
  /** Bytes a second from the browser to the server; 0: as fast as it goes. What was carried is counted from here. */
  pace(bytes: number): void;
  /** Resolves when one connection has carried so many bytes to the server. */
  carried(bytes: number): Promise<void>;
  /** Breaks the connections that have carried much: what still is on its way in them never comes. */
  cut(): void;
  close(): void;
}

interface Connection {
  readonly sockets: readonly Socket[];
  bytes: number;
}

const TURN_MS = 50;
const MUCH = 2 ** 20;

/** Puts a line between the browser and a server, slow as at a field station, so that something can happen in the middle of an upload. */
export async function openSlowLine(home: Home): Promise<SlowLine> {
  const target = new URL(home.url);
  const connections = new Set<Connection>();
  let pace = 0;
  const slowed = (connection: Connection) =>
    new Transform({
      async transform(chunk: Buffer, _encoding, done) {
        if (pace > 0) await pause(Math.max(TURN_MS, (1_000 * chunk.length) / pace));
        connection.bytes += chunk.length;
        done(null, chunk);
      },
    });
  const server = createServer((browser) => {
    const upstream = connect(Number(target.port), target.hostname);
    const connection: Connection = { sockets: [browser, upstream], bytes: 0 };
    connections.add(connection);
    for (const [socket, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      socket
        .on("error", () => other.destroy())
        .on("close", () => {
          connections.delete(connection);
          other.destroy();
        });
    }
    browser.pipe(slowed(connection)).pipe(upstream);
    upstream.pipe(browser);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const end = ({ sockets }: Connection) => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    home: { ...home, url, signInUrl: () => home.signInUrl().replace(home.url, url) },
    pace(bytes) {
      pace = bytes;
      for (const connection of connections) connection.bytes = 0;
    },
    async carried(bytes) {
      while (![...connections].some((connection) => connection.bytes >= bytes)) await pause(TURN_MS);
    },
    cut() {
      for (const connection of connections) if (connection.bytes >= MUCH) end(connection);
    },
    close() {
      server.close();
      for (const connection of connections) end(connection);
    },
  };
}
