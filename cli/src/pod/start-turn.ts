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
