/** How one statement is run. */
export interface QueryOptions {
  /** Cancels the statement on the server too; the call then fails with `cancelled`. */
  readonly signal?: AbortSignal | undefined;
}

/** How one transaction is run. */
export interface TransactionOptions extends QueryOptions {
  /** Limit of each statement in milliseconds, in place of the pool's; 0 = none. */
  readonly statementTimeoutMs?: number;
}

/** How many rows are inserted at once. */
export interface InsertOptions extends QueryOptions {
  /** Text after `on conflict`, as `do nothing` or `(id) do update set seen = now()`. */
  readonly onConflict?: string;
}

/** Columns of a bulk insert in order: name to PostgreSQL type, as `{ id: "text", box: "box", numbers: "float8[]", meta: "jsonb" }`. */
export type ColumnTypes = Readonly<Record<string, string>>;

/**
 * A PostgreSQL database as one service sees it: its own role, its own schema first on the search path.
 *
 * Rows come back as plain objects: `int8` as number (out of the safe range: an error), `float8[]` and the like as arrays of numbers,
 * `jsonb` as values, `timestamptz` as Date, `numeric` and `date` as text. A parameter for `jsonb` is given as JSON text
 * (a bare array would become a PostgreSQL array); numbers, strings, booleans, null, Date, bytes and arrays of them as they are.
 *
 * @throws {ArgosyError} from every method: `DB_UNAVAILABLE` when the server cannot be reached, is shutting down or full of sessions;
 *   `deadline_exceeded` over the statement limit; `cancelled` after the signal; `already_exists` with `details.constraint` for a
 *   unique violation; `conflict` with `details.constraint` for another constraint; `STORAGE_FULL`; `TEXT_INVALID` for text that
 *   PostgreSQL cannot hold; `internal` with the cause for all else.
 */
export interface Db {
  /** All rows of one statement. */
  query<Row extends object = Record<string, unknown>>(sql: string, params?: readonly unknown[], options?: QueryOptions): Promise<Row[]>;
  /** The first row, or `undefined`. */
  one<Row extends object = Record<string, unknown>>(
    sql: string,
    params?: readonly unknown[],
    options?: QueryOptions,
  ): Promise<Row | undefined>;
  /**
   * Runs `work` on one connection; commits when it resolves, rolls back when it rejects. Inside a transaction it makes a savepoint.
   * After a deadlock or serialisation failure `work` runs again, three times at most: it must not do what cannot be done twice.
   */
  transaction<T>(work: (tx: Db) => Promise<T>, options?: TransactionOptions): Promise<T>;
  /**
   * Inserts rows by `unnest` in batches of 2,000, each one statement; all in one transaction. A missing value is null.
   *
   * @returns How many rows were inserted or updated.
   */
  insertMany<Row extends object>(table: string, columns: ColumnTypes, rows: readonly Row[], options?: InsertOptions): Promise<number>;
  /** Ends all connections after what is running. Inside a transaction: an error. */
  close(): Promise<void>;
}
