import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { once } from "node:events";
import { readFile, rm, writeFile } from "node:fs/promises";
import type { IncomingMessage } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { json } from "node:stream/consumers";
import { ArgosyError, toArgosyError } from "@argosy/core";
import type { ServiceName } from "@argosy/rpc";
import type { Cluster } from "./start-cluster.ts";
import type { ClusterStatus } from "./status.ts";
import { statusOf } from "./status.ts";
import { isServiceName } from "./topology.ts";

/** What another command asks of a cluster at work. */
export type Order =
  | { readonly do: "status" }
  | { readonly do: "kill"; readonly service: string; readonly number?: number | undefined }
  | { readonly do: "scale"; readonly service: string; readonly count: number };

interface ControlRecord {
  readonly url: string;
  readonly secret: string;
}

const MOST = 16;

/** Answers the orders of other commands on the same data folder, and of nobody else. */
export async function serveControl(cluster: Cluster, dataFolder: string): Promise<{ stop(): Promise<void> }> {
  const secret = randomBytes(24).toString("base64url");
  const server = createServer(async (request, response) => {
    try {
      if (!isAllowed(request, secret)) throw new ArgosyError("unauthenticated", "the order comes without the secret of the cluster");
      const answer = await obey(cluster, (await json(request)) as Order);
      response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(answer));
    } catch (error) {
      const { code, message } = toArgosyError(error);
      response.writeHead(400, { "content-type": "application/json" }).end(JSON.stringify({ code, message }));
    }
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const file = recordFile(dataFolder);
  const record: ControlRecord = { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, secret };
  await writeFile(file, JSON.stringify(record), { mode: 0o600 });
  return {
    async stop() {
      await rm(file, { force: true });
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Gives an order to the cluster that works on a data folder. @throws {ArgosyError} `unavailable` when none does. */
export async function giveOrder(dataFolder: string, order: Order): Promise<ClusterStatus> {
  const nobody = (cause: unknown) =>
    new ArgosyError("unavailable", `no cluster works on ${dataFolder}; start one with npm run cluster`, { cause });
  const text = await readFile(recordFile(dataFolder), "utf8").catch((error: NodeJS.ErrnoException) => {
    throw error.code === "ENOENT" ? nobody(error) : error;
  });
  const { url, secret } = JSON.parse(text) as ControlRecord;
  const headers = { authorization: `Bearer ${secret}` };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(order) }).catch((error: unknown) => {
    // A cluster that was killed leaves its record behind.
    throw isRefused(error) ? nobody(error) : error;
  });
  if (response.ok) return (await response.json()) as ClusterStatus;
  throw new ArgosyError("invalid_argument", ((await response.json()) as { message: string }).message);
}

async function obey(cluster: Cluster, order: Order): Promise<ClusterStatus> {
  if (order.do === "kill") kill(cluster, serviceOf(order.service), order.number);
  if (order.do === "scale") {
    if (!Number.isInteger(order.count) || order.count < 1 || order.count > MOST)
      throw new ArgosyError("invalid_argument", `a service has from 1 to ${MOST} processes here`);
    await cluster.scale(serviceOf(order.service), order.count);
  }
  return statusOf(cluster);
}

function kill(cluster: Cluster, service: ServiceName, number: number | undefined): void {
  const found = cluster.processes().filter(({ place }) => place.service === service && (number === undefined || place.number === number));
  const victim = found.find((each) => each.pid() !== undefined);
  if (victim === undefined) throw new ArgosyError("not_found", `no process of ${service} runs`);
  victim.kill("SIGKILL");
}

function serviceOf(name: string): ServiceName {
  if (isServiceName(name)) return name;
  throw new ArgosyError("invalid_argument", `there is no service ${name}`);
}

function isAllowed({ method, headers }: IncomingMessage, secret: string): boolean {
  const hash = (text: string) => createHash("sha256").update(text).digest();
  return method === "POST" && timingSafeEqual(hash(headers.authorization ?? ""), hash(`Bearer ${secret}`));
}

function isRefused(error: unknown): boolean {
  const { code } = ((error as Error).cause ?? {}) as NodeJS.ErrnoException;
  return code === "ECONNREFUSED";
}

function recordFile(dataFolder: string): string {
  return join(dataFolder, "control.json");
}
