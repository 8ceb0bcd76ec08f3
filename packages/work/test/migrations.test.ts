import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "../../../test/support/database.ts";
import { freshDatabase } from "../../../test/support/database.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { appendEvent, applyMigrations, createLocalBus, eventMigration, publishEvents } from "../src/index.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

const first = { name: "0001-first.sql", sql: "create table first (n int4); insert into first values (1);" };
const second = { name: "0002-second.sql", sql: "alter table first add column m int4 default 2;" };

test("steps are applied once, in order, in their schema, however many runners there are", async () => {
  const set = { schema: "ones", migrations: [second, first] };
  const applied = await Promise.all([applyMigrations(database.db, [set]), applyMigrations(database.db, [set])]);
  expect(applied.flat().sort()).toEqual(["ones/0001-first.sql", "ones/0002-second.sql"]);
  expect(await database.db.query("select * from ones.first")).toEqual([{ n: 1, m: 2 }]);
});
test("a changed step is refused", async () => {
  const changed = { ...first, sql: `${first.sql} ` };
  await expect(applyMigrations(database.db, [{ schema: "ones", migrations: [changed] }])).rejects.toMatchObject({
    code: "failed_precondition",
  });
});
test("a new step below an applied one is refused", async () => {
  await applyMigrations(database.db, [{ schema: "twos", migrations: [second].map((step) => ({ ...step, sql: "select 1" })) }]);
  const set = { schema: "twos", migrations: [first, { ...second, sql: "select 1" }] };
  await expect(applyMigrations(database.db, [set])).rejects.toMatchObject({ code: "failed_precondition" });
});
test("a step that fails leaves nothing behind", async () => {
  const broken = { name: "0001-broken.sql", sql: "create table half (n int4); select no_such_function();" };
  await expect(applyMigrations(database.db, [{ schema: "broken", migrations: [broken] }])).rejects.toMatchObject({ code: "internal" });
  expect(await database.db.one("select to_regclass('broken.half') as half")).toEqual({ half: null });
});
test("events are published once their transaction is done, once, in order", async () => {
  await applyMigrations(database.db, [eventMigration("facts")]);
  const db = database.open({ searchPath: ["facts"] });
  const bus = createLocalBus({ log: silentLog });
  const seen: unknown[] = [];
  await bus.subscribe("job.*", { name: "test", concurrency: 1 }, async (message) => void seen.push(message));
  const job = (jobId: string) => ({ projectId: "p", jobId });
  await db.transaction(async (tx) => {
    await appendEvent(tx, "job.changed", job("a"), "trace");
    expect(await publishEvents(database.db, bus, "facts")).toBe(0);
  });
  await appendEvent(db, "job.changed", job("b"), "trace");
  expect(await publishEvents(db, bus, "facts")).toBe(2);
  expect(await publishEvents(db, bus, "facts")).toBe(0);
  await bus.idle();
  expect(seen).toEqual([job("a"), job("b")]);
});
