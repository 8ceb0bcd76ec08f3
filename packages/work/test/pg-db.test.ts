import { ArgosyError } from "@argosy/core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "../../../test/support/database.ts";
import { freshDatabase } from "../../../test/support/database.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { createDb } from "../src/index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const failure = (promise: Promise<unknown>): Promise<ArgosyError> =>
  promise.then(
    () => expect.fail("did not fail"),
    (error: unknown) => (error instanceof ArgosyError ? error : expect.fail(`not an ArgosyError: ${error}`)),
  );

describe("values", () => {
  test("come back as values of JavaScript", async () => {
    const row = await database.db.one(`select 9007199254740991::int8 as i, '{1.5,NaN,-Infinity,NULL}'::float8[] as f, '{}'::float8[] as e,
      '{{1,2},{3,4}}'::int4[] as m, '{7}'::int8[] as l, '{"a":[1]}'::jsonb as j, '2020-02-03'::date as d, null as n`);
    const expected = {
      i: 2 ** 53 - 1,
      f: [1.5, NaN, -Infinity, null],
      e: [],
      m: [
        [1, 2],
        [3, 4],
      ],
      l: [7],
      j: { a: [1] },
      d: "2020-02-03",
      n: null,
    };
    expect(row).toEqual(expected);
  });
  test("an integer that is not exact is an error", async () => {
    expect((await failure(database.db.one("select 9007199254740993::int8 as i"))).code).toBe("out_of_range");
  });
});

describe("insertMany", () => {
  test("keeps every kind of value", async () => {
    await database.db.query(
      "create table kinds (id text, n int8, f float8[], box box, meta jsonb, names text[], bytes bytea, at timestamptz)",
    );
    const columns = { id: "text", n: "int8", f: "float8[]", box: "box", meta: "jsonb", names: "text[]", bytes: "bytea", at: "timestamptz" };
    const at = new Date("2024-05-06T07:08:09.123Z");
    const row = {
      id: "a",
      n: 5,
      f: [1.25, NaN],
      box: "(2,3),(0,1)",
      meta: [{ x: 'quote " and \\' }],
      names: ['a "b"', "c,d", "\\"],
      bytes: Uint8Array.of(0, 255),
      at,
    };
    expect(await database.db.insertMany("kinds", columns, [row, { id: "b" }])).toBe(2);
    const rows = await database.db.query("select * from kinds order by id");
    expect(rows[0]).toMatchObject({ id: "a", n: 5, f: [1.25, NaN], meta: row.meta, names: row.names, at });
    expect(rows[0]!["bytes"]).toEqual(Buffer.from([0, 255]));
    expect(rows[1]).toEqual({ id: "b", n: null, f: null, box: null, meta: null, names: null, bytes: null, at: null });
  });
  test("writes all batches or none", async () => {
    await database.db.query("create table many (id int4 primary key)");
    const rows = Array.from({ length: 4_500 }, (_, id) => ({ id }));
    const error = await failure(database.db.insertMany("many", { id: "int4" }, [...rows, { id: 0 }]));
    expect([error.code, error.details["constraint"]]).toEqual(["already_exists", "many_pkey"]);
    expect(await database.db.one("select count(*) as n from many")).toEqual({ n: 0 });
    expect(await database.db.insertMany("many", { id: "int4" }, rows)).toBe(4_500);
    expect(await database.db.insertMany("many", { id: "int4" }, rows, { onConflict: "do nothing" })).toBe(0);
  });
});

describe("transaction", () => {
  test("takes back what it did when the work rejects, a savepoint only its own part", async () => {
    await database.db.query("create table steps (n int4)");
    await failure(
      database.db.transaction(async (tx) => {
        await tx.query("insert into steps values (1)");
        throw new ArgosyError("conflict", "no");
      }),
    );
    await database.db.transaction(async (tx) => {
      await tx.query("insert into steps values (2)");
      await failure(tx.transaction((inner) => inner.query("select no_such_column")));
      await tx.query("insert into steps values (3)");
    });
    expect(await database.db.query("select n from steps order by n")).toEqual([{ n: 2 }, { n: 3 }]);
  });
  test("runs again after a deadlock", async () => {
    await database.db.query("create table locks (id int4 primary key, n int4 default 0); insert into locks values (1), (2)");
    let runs = 0;
    let meet: () => void = () => undefined;
    const both = new Promise<void>((resolve) => {
      let here = 0;
      meet = () => ++here >= 2 && resolve();
    });
    const bump = (first: number, second: number) =>
      database.db.transaction(async (tx) => {
        runs++;
        await tx.query("update locks set n = n + 1 where id = $1", [first]);
        meet();
        await both;
        await tx.query("update locks set n = n + 1 where id = $1", [second]);
      });
    await Promise.all([bump(1, 2), bump(2, 1)]);
    expect(runs).toBeGreaterThan(2);
    expect(await database.db.query("select n from locks")).toEqual([{ n: 2 }, { n: 2 }]);
  });
});

describe("failures", () => {
  test("are told apart", async () => {
    const missing = await failure(database.db.query("select * from no_such_table"));
    expect([missing.code, missing.message]).toEqual(["internal", "the database refused a statement"]);
    expect((await failure(database.db.query("select $1::text", ["a\0b"]))).reason).toBe("TEXT_INVALID");
    const away = createDb({ url: "postgres://nobody@127.0.0.1:1/none", log: silentLog });
    expect((await failure(away.query("select 1"))).reason).toBe("DB_UNAVAILABLE");
  });
  test("a signal ends the statement on the server, and the connection stays good", async () => {
    const db = database.open({ poolSize: 1 });
    const stop = new AbortController();
    const waiting = failure(db.query("select pg_sleep(60)", [], { signal: stop.signal }));
    stop.abort();
    expect((await waiting).code).toBe("cancelled");
    expect(
      await db.one(
        "select count(*) as n from pg_stat_activity where query like '%sleep(60)%' and state = 'active' and pid <> pg_backend_pid()",
      ),
    ).toEqual({ n: 0 });
  });
  test("a statement over its limit ends with deadline_exceeded", async () => {
    const db = database.open({ statementTimeoutMs: 50 });
    expect((await failure(db.query("select pg_sleep(60)"))).code).toBe("deadline_exceeded");
    await db.transaction((tx) => tx.query("select pg_sleep(0.1)"), { statementTimeoutMs: 0 });
  });
  test("a session that the server ends, idle or at work, does not end the process, and queries are answered again", async () => {
    const db = database.open({ poolSize: 2 });
    const pids = await Promise.all([1, 2].map(() => db.one<{ pid: number }>("select pg_backend_pid() as pid, pg_sleep(0.05)")));
    const working = failure(db.query("select pg_sleep(60)"));
    await database.db.query("select pg_terminate_backend(pid) from unnest($1::int4[]) as pid", [pids.map((row) => row!.pid)]);
    expect((await working).reason).toBe("DB_UNAVAILABLE");
    // The end of an idle session may be on its way still when the pool hands it out.
    await expect.poll(() => db.one("select 1 as one").catch(() => undefined), { timeout: 5_000 }).toEqual({ one: 1 });
  });
});
