import { setTimeout as delay } from "node:timers/promises";
import type { Log } from "@argosy/core";
import { ArgosyError } from "@argosy/core";
import type { ClientBase, PoolClient, PoolConfig } from "pg";
import pg from "pg";
import type { ColumnTypes, Db, InsertOptions, QueryOptions, TransactionOptions } from "./db.ts";
import { cancelBackend } from "./pg-cancel.ts";
import { breaksConnection, fromPgError, isContention } from "./pg-errors.ts";
import { insertBatches } from "./pg-insert.ts";
import { typeParsers } from "./pg-types.ts";

/** Where a database is and how it is used. */
export interface DbOptions {
  /** `postgres://user:password@host:port/database`; a socket folder as `?host=/folder`. */
  readonly url: string;
  /** Schemas that names are looked up in, the first one first. */
  readonly searchPath?: readonly string[];
  /** Role to act as, where the login may. */
  readonly role?: string;
  /** Connections at most; default 4. */
  readonly poolSize?: number;
  /** Shown in the server's list of sessions. */
  readonly name?: string;
  /** Limit of each statement in milliseconds; default 30,000. */
  readonly statementTimeoutMs?: number;
  readonly log: Log;
}

const CONNECT_MS = 5_000;
const STATEMENT_MS = 30_000;
// A server that has gone silent does not end a statement itself: the client gives up this much later than it should have.
const GRACE_MS = 5_000;
// The longest timer there is; pg takes 0 for "use the default".
const NO_LIMIT_MS = 2 ** 31 - 1;
const ATTEMPTS = 3;
const RETRY_MS = 25;

/** A {@link Db} over node-postgres. It connects when first used and heals by itself when the server was away. */
export function createDb(options: DbOptions): Db {
  const config = poolConfig(options);
  const pool = new pg.Pool(config);
  let ending: Promise<void> | undefined;
  // Without these listeners a connection that dies while idle or in hand ends the process.
  pool.on("error", (error) => options.log.warn("a database connection was lost", { error: error.message }));
  pool.on("connect", (client) => client.on("error", () => undefined));

  const withClient = async <T>(work: (client: PoolClient) => Promise<T>): Promise<T> => {
    const client = await pool.connect().catch((error: unknown) => {
      throw fromPgError(error);
    });
    let broken = false;
    try {
      return await work(client);
    } catch (error) {
      broken = breaksConnection(error instanceof ArgosyError ? (error.cause ?? error) : error);
      throw error;
    } finally {
      client.release(broken);
    }
  };
  const cancel = (processId: number) => cancelBackend(config, processId);

  return {
    ...statements((sql, params, signal) => withClient((client) => runOn(client, sql, params, signal, cancel))),
    transaction: (work, transactionOptions) =>
      withRetries(() => withClient((client) => inTransaction(client, work, transactionOptions, cancel))),
    async insertMany(table, columns, rows, insertOptions) {
      if (rows.length === 0) return 0;
      return this.transaction((tx) => tx.insertMany(table, columns, rows, insertOptions));
    },
    close() {
      ending ??= pool.end();
      return ending;
    },
  };
}

function poolConfig(options: DbOptions): PoolConfig {
  const statementMs = options.statementTimeoutMs ?? STATEMENT_MS;
  const settings = [`-c statement_timeout=${statementMs}`, "-c idle_in_transaction_session_timeout=60000"];
  if (options.searchPath !== undefined) settings.push(`-c search_path=${options.searchPath.join(",")}`);
  if (options.role !== undefined) settings.push(`-c role=${options.role}`);
  return {
    connectionString: options.url,
    max: options.poolSize ?? 4,
    connectionTimeoutMillis: CONNECT_MS,
    idleTimeoutMillis: 30_000,
    ...(statementMs === 0 ? {} : { query_timeout: statementMs + GRACE_MS }),
    keepAlive: true,
    keepAliveInitialDelayMillis: 5_000,
    application_name: options.name ?? "argosy",
    allowExitOnIdle: true,
    options: settings.join(" "),
    types: typeParsers,
  };
}

type RunStatement = (sql: string, params: readonly unknown[], signal: AbortSignal | undefined) => Promise<pg.QueryResult>;
type Cancel = (processId: number) => Promise<void>;

function statements(run: RunStatement): Pick<Db, "query" | "one"> {
  return {
    async query<Row extends object>(sql: string, params: readonly unknown[] = [], options: QueryOptions = {}) {
      return (await run(sql, params, options.signal)).rows as Row[];
    },
    async one<Row extends object>(sql: string, params: readonly unknown[] = [], options: QueryOptions = {}) {
      return (await run(sql, params, options.signal)).rows[0] as Row | undefined;
    },
  };
}

async function runOn(
  client: ClientBase,
  sql: string,
  params: readonly unknown[],
  signal: AbortSignal | undefined,
  cancel: Cancel,
  limitMs?: number,
): Promise<pg.QueryResult> {
  if (signal?.aborted) throw new ArgosyError("cancelled", "the query was cancelled");
  let cancelling: Promise<void> | undefined;
  const onAbort = () => {
    cancelling = cancel((client as unknown as { processID: number }).processID);
  };
  signal?.addEventListener("abort", onAbort, { once: true });
  try {
    // Without parameters several statements may stand in one text, as migrations have it.
    const limit = limitMs === undefined ? {} : { query_timeout: limitMs === 0 ? NO_LIMIT_MS : limitMs + GRACE_MS };
    const given = params.length === 0 ? {} : { values: [...params] };
    const result: pg.QueryResult | pg.QueryResult[] = await client.query({ text: sql, ...given, ...limit });
    return Array.isArray(result) ? result[result.length - 1]! : result;
  } catch (error) {
    throw fromPgError(error, signal);
  } finally {
    signal?.removeEventListener("abort", onAbort);
    // The request to cancel must have arrived before the connection serves somebody else.
    await cancelling;
  }
}

async function inTransaction<T>(
  client: ClientBase,
  work: (tx: Db) => Promise<T>,
  options: TransactionOptions = {},
  cancel: Cancel,
): Promise<T> {
  const run: RunStatement = (sql, params, signal = options.signal) =>
    runOn(client, sql, params, signal, cancel, options.statementTimeoutMs);
  try {
    await run("begin", [], undefined);
    if (options.statementTimeoutMs !== undefined) await run(`set local statement_timeout = ${options.statementTimeoutMs}`, [], undefined);
    const result = await work(transactionDb(run, 1));
    await run("commit", [], undefined);
    return result;
  } catch (error) {
    // When this fails too the connection is broken, and that is what the caller learns: nothing was written.
    await run("rollback", [], undefined);
    throw error;
  }
}

function transactionDb(run: RunStatement, depth: number): Db {
  return {
    ...statements(run),
    async transaction(work) {
      const savepoint = `argosy_${depth}`;
      await run(`savepoint ${savepoint}`, [], undefined);
      try {
        const result = await work(transactionDb(run, depth + 1));
        await run(`release savepoint ${savepoint}`, [], undefined);
        return result;
      } catch (error) {
        await run(`rollback to savepoint ${savepoint}`, [], undefined);
        throw error;
      }
    },
    async insertMany(table: string, columns: ColumnTypes, rows: readonly object[], options: InsertOptions = {}) {
      let written = 0;
      for (const { sql, params } of insertBatches(table, columns, rows, options.onConflict))
        written += (await run(sql, params, options.signal)).rowCount ?? 0;
      return written;
    },
    close: async () => {
      throw new ArgosyError("failed_precondition", "a transaction cannot close the database");
    },
  };
}

async function withRetries<T>(attempt: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS - 1; ; left--) {
    try {
      return await attempt();
    } catch (error) {
      if (left === 0 || !isContention(error)) throw error;
      // Lets the one that won take the row: the waiters for a row are not served in order.
      await delay(RETRY_MS);
    }
  }
}
