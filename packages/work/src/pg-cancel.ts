import type { PoolConfig } from "pg";
import pg from "pg";

/** Asks the server, over a connection of its own, to end what a session is doing. The statement's own limit stands behind it. */
export async function cancelBackend(config: PoolConfig, processId: number): Promise<void> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_cancel_backend($1)", [processId]);
  } catch {
    // The server is away: the waiting statement learns that by itself.
  } finally {
    await client.end().catch(() => undefined);
  }
}
