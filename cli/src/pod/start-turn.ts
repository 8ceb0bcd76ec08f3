import { readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** Who wants to start, and how it reaches the database that deals out the turns. */
export interface Starter {
  readonly service: string;
  /** The machine whose processors a start takes. */
  readonly node: string;
  readonly databaseUrl: string;
  readonly password: string;
}

/** A start that has waited for so long goes ahead beside the others. */
const WAIT_MS = 180_000;
const CONNECT_MS = 5_000;
// A machine that has gone silent shall not keep its turn for hours.
const KEEPALIVE = ["tcp_keepalives_idle=10", "tcp_keepalives_interval=5", "tcp_keepalives_count=3"];

/**
 * Waits until no other service starts on the machine: loading a program takes a processor for a second or more, and an upgrade that starts
 * everything anew would take all of them from the pods that still answer. Turns are given in the order in which they were asked for; one
 * ends with its connection, so also when the process does.
 *
 * @returns What ends the turn.
 * @throws {Error} when the database does not answer, or nobody ended his turn in time.
 */
export async function takeTurn({ service, node, databaseUrl, password }: Starter, waitMs = WAIT_MS): Promise<() => Promise<void>> {
  const url = new URL(databaseUrl);
  url.password = encodeURIComponent(password);
  const client = new pg.Client({
    connectionString: url.href,
    connectionTimeoutMillis: CONNECT_MS,
    application_name: `argosy ${service} starts`,
    options: [`statement_timeout=${waitMs}`, ...KEEPALIVE].map((setting) => `-c ${setting}`).join(" "),
  });
  // A connection that is lost ends the turn: the start goes on beside the next one.
  client.on("error", () => undefined);
  try {
    await client.connect();
    await client.query("select pg_advisory_lock(hashtext('argosy start'), hashtext($1))", [node]);
  } catch (error) {
    await client.end().catch(() => undefined); // the first error is the one to tell
    throw error;
  }
  return () => client.end();
}

/**
 * Waits for the turn of a service where its environment says on which machine it starts, by `NODE_NAME`. Without a turn it starts all the
 * same, and says so; what is missing or wrong in the environment is told by the service itself.
 *
 * @returns What ends the turn.
 */
export async function waitForTurn(service: string, env: Readonly<Record<string, string | undefined>>): Promise<() => Promise<void>> {
  const { NODE_NAME: node, DATABASE_URL: databaseUrl, SECRETS_FOLDER: folder } = env;
  if (node === undefined || databaseUrl === undefined || folder === undefined) return async () => undefined;
  try {
    const password = (await readFile(join(folder, "database-password"), "utf8")).trim();
    const end = await takeTurn({ service, node, databaseUrl, password });
    // A connection that was lost has ended the turn already.
    return () => end().catch(() => undefined);
  } catch (error) {
    const line = {
      level: "warn",
      time: new Date(),
      service,
      message: "starts without waiting for its turn",
      detail: (error as Error).message,
    };
    process.stderr.write(`${JSON.stringify(line)}\n`);
    return async () => undefined;
  }
}
