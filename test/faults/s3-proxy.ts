import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer, request } from "node:http";
import type { AddressInfo } from "node:net";
import { buffer } from "node:stream/consumers";

/**
 * What can go wrong with a request to an object store: it is told to come again; it is done, and its answer is an error; its answer stops
 * after the headers, or in the middle; its answer names other bytes than were sent.
 */
export const STORE_FAULTS = ["busy", "lateError", "hang", "cut", "wrongEtag"] as const;
/** One of {@link STORE_FAULTS}. */
export type StoreFault = (typeof STORE_FAULTS)[number];

/** A request as the proxy sees it. */
export interface StoreRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
}

/** A line to an object store on which faults happen. */
export interface S3Proxy {
  readonly url: string;
  /** Decides what goes wrong with each request from now on; absent: nothing. */
  disturb(decide?: (request: StoreRequest) => StoreFault | undefined): void;
  /** Holds requests back until they are let go. @returns What is held so far, and what lets it go. */
  hold(which: (request: StoreRequest) => boolean): { readonly held: readonly StoreRequest[]; letGo(): void };
  /** How often each fault has happened. */
  readonly happened: Readonly<Record<StoreFault, number>>;
  stop(): Promise<void>;
}

const NONE = Object.fromEntries(STORE_FAULTS.map((fault) => [fault, 0])) as Record<StoreFault, number>;

/** Starts a proxy before the S3 server at an address. */
export async function startS3Proxy(target: string): Promise<S3Proxy> {
  const happened = { ...NONE };
  let decide: (request: StoreRequest) => StoreFault | undefined = () => undefined;
  let holding: ((asked: StoreRequest) => Promise<void>) | undefined;
  const server = createServer(async (incoming, response) => {
    try {
      const asked = { method: incoming.method!, path: incoming.url! };
      const body = await buffer(incoming);
      await holding?.(asked);
      const fault = decide(asked);
      if (fault !== undefined) happened[fault]++;
      await answer(target, { incoming, body, response }, fault);
    } catch {
      // Whoever asked has gone, or the store has: either sees a line that broke.
      response.destroy();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    disturb(next = () => undefined) {
      decide = next;
    },
    hold(which) {
      const held: StoreRequest[] = [];
      const { promise, resolve } = Promise.withResolvers<void>();
      holding = async (asked) => {
        if (!which(asked)) return;
        held.push(asked);
        await promise;
      };
      return {
        held,
        letGo() {
          holding = undefined;
          resolve();
        },
      };
    },
    happened,
    async stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}

interface Exchange {
  readonly incoming: IncomingMessage;
  readonly body: Buffer;
  readonly response: ServerResponse;
}

async function answer(target: string, exchange: Exchange, fault: StoreFault | undefined): Promise<void> {
  const { response } = exchange;
  if (fault === "busy") return refuse(response, 503, "SlowDown");
  const stored = await forward(target, exchange);
  if (fault === "lateError") return refuse(response, 500, "InternalError");
  const headers = { ...stored.headers, ...(fault === "wrongEtag" ? { etag: `"${"0".repeat(32)}"` } : {}) };
  response.writeHead(stored.status, headers);
  if (fault === "hang") {
    response.flushHeaders();
    return;
  }
  if (fault !== "cut") {
    response.end(stored.body);
    return;
  }
  response.flushHeaders();
  response.write(stored.body.subarray(0, stored.body.length / 2), () => response.destroy());
}

function refuse(response: ServerResponse, status: number, code: string): void {
  const text = `<?xml version="1.0" encoding="UTF-8"?><Error><Code>${code}</Code><Message>not now</Message></Error>`;
  response.writeHead(status, { "content-type": "application/xml", "content-length": Buffer.byteLength(text) }).end(text);
}

interface Stored {
  readonly status: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: Buffer;
}

/** The same request, with the host that was signed. */
async function forward(target: string, { incoming, body }: Exchange): Promise<Stored> {
  const { hostname, port } = new URL(target);
  const { "transfer-encoding": _, ...headers } = incoming.headers;
  const asked = request({ hostname, port, method: incoming.method, path: incoming.url, headers, agent: false });
  asked.end(body);
  const [answered] = (await once(asked, "response")) as [IncomingMessage];
  return { status: answered.statusCode!, headers: answered.headers, body: await buffer(answered) };
}
