import { once } from "node:events";
import { createServer } from "node:net";
import { ArgosyError } from "@argosy/core";

// Below the ports that connections going out are given: a port stays free while the program on it is started again.
const LOWEST = 20_000;
const BLOCK = 100;
const BLOCKS = 119;
/** Processes that were started one after another begin far from each other. */
const APART = 61;
const ATTEMPTS = 500;

let asked = 0;

/**
 * Ports of this machine that nobody listens on. Each process begins in a block of its own and never gives a port twice: what another one was
 * given a moment ago, and does not listen on yet, is not given once more.
 */
export async function freePorts(count: number): Promise<number[]> {
  const first = ((process.pid * APART) % BLOCKS) * BLOCK;
  const ports: number[] = [];
  for (let attempt = 0; ports.length < count; attempt++) {
    if (attempt > ATTEMPTS + count) throw new ArgosyError("resource_exhausted", "no free ports were found");
    const port = LOWEST + ((first + asked++) % (BLOCK * BLOCKS));
    if (await isFree(port)) ports.push(port);
  }
  return ports;
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return true;
  } catch {
    return false;
  } finally {
    if (server.listening) {
      server.close();
      await once(server, "close");
    }
  }
}
