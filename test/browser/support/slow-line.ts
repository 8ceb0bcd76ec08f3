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
  /** Bytes a second from the browser to the server; 0: as fast as it goes. */
  pace(bytes: number): void;
  close(): void;
}

const TURN_MS = 50;

/** Puts a line between the browser and a server, slow as at a field station, so that something can happen in the middle of an upload. */
export async function openSlowLine(home: Home): Promise<SlowLine> {
  const target = new URL(home.url);
  const sockets = new Set<Socket>();
  let pace = 0;
  const slowed = () =>
    new Transform({
      async transform(chunk: Buffer, _encoding, done) {
        if (pace > 0) await pause(Math.max(TURN_MS, (1_000 * chunk.length) / pace));
        done(null, chunk);
      },
    });
  const server = createServer((browser) => {
    const upstream = connect(Number(target.port), target.hostname);
    for (const [socket, other] of [
      [browser, upstream],
      [upstream, browser],
    ] as const) {
      sockets.add(socket);
      socket
        .on("error", () => other.destroy())
        .on("close", () => {
          sockets.delete(socket);
          other.destroy();
        });
    }
    browser.pipe(slowed()).pipe(upstream);
    upstream.pipe(browser);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    home: { ...home, url, signInUrl: () => home.signInUrl().replace(home.url, url) },
    pace(bytes) {
      pace = bytes;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
