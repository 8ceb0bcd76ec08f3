import { createServer } from "node:http";

/** What the health server tells. */
export interface HealthSource {
  /** What keeps a service from answering, by its name; empty when all can. */
  health(): Promise<Readonly<Record<string, string>>>;
  metricsText(): Promise<string>;
}

/** A health server at work. */
export interface HealthServer {
  readonly port: number;
  stop(): Promise<void>;
}

/** Answers `/live`, `/ready` and `/metrics` on a port of its own, for a cluster's probes; `/ready` is 503 with the reasons. */
export async function startHealthServer(source: HealthSource, port: number, host = "0.0.0.0"): Promise<HealthServer> {
  const server = createServer({ requestTimeout: 5_000 }, async (request, response) => {
    const { status, type, text } = await answerOf(source, request.url ?? "").catch(() => ({ status: 500, type: "text/plain", text: "" }));
    response.writeHead(status, { "content-type": type }).end(text);
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : port,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answerOf(source: HealthSource, path: string): Promise<{ status: number; type: string; text: string }> {
  if (path === "/live") return { status: 200, type: "text/plain", text: "live\n" };
  if (path === "/metrics") return { status: 200, type: "text/plain; version=0.0.4", text: await source.metricsText() };
  if (path !== "/ready") return { status: 404, type: "text/plain", text: "not found\n" };
  const missing = await source.health();
  const status = Object.keys(missing).length === 0 ? 200 : 503;
  return { status, type: "application/json", text: `${JSON.stringify({ ready: status === 200, missing })}\n` };
}
