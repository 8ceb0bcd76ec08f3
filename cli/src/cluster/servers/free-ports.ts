import { randomInt } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:net";
import { ArgosyError } from "@argosy/core";

// Below the ports that connections going out are given: a port stays free while the program on it is started again.
const LOWEST = 20_000;
const HIGHEST = 31_900;
const ATTEMPTS = 500;

/** Ports of this machine that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let attempt = 0; ports.size < count; attempt++) {
    if (attempt > ATTEMPTS + count) throw new ArgosyError("resource_exhausted", "no free ports were found");
    const port = randomInt(LOWEST, HIGHEST);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
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
