import { afterAll, beforeAll, expect, test } from "vitest";
import type { TestDatabase } from "../../test/support/database.ts";
import { freshDatabase } from "../../test/support/database.ts";
import type { Starter } from "../src/pod/start-turn.ts";
import { takeTurn } from "../src/pod/start-turn.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await freshDatabase();
});
afterAll(() => database.drop());

function starter(service: string, node = "one"): Starter {
  const { username, password } = new URL(database.url);
  expect(username).not.toBe("");
  return { service, node, databaseUrl: database.url, password: decodeURIComponent(password) };
}

/** Services whose start waits, by the database. */
const waiting = async () => {
  const rows = await database.db.query<{ name: string }>(
    "select application_name as name from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' order by query_start",
  );
  return rows.map(({ name }) => name);
};

test("starts on one machine take turns in the order in which they came, those on another one do not wait for them", async () => {
  const order: string[] = [];
  const endFirst = await takeTurn(starter("ingest"));
  const others = [];
  for (const name of ["tiles", "export"]) {
    others.push(
      takeTurn(starter(name)).then(async (end) => {
        order.push(name);
        await end();
      }),
    );
    await expect.poll(waiting, { timeout: 20_000 }).toContain(`argosy ${name} starts`);
  }
  await (await takeTurn(starter("measure", "two")))();
  expect(order).toEqual([]);
  await endFirst();
  await Promise.all(others);
  expect(order).toEqual(["tiles", "export"]);
});

test("a turn whose process is lost ends, and nobody waits for ever", async () => {
  await takeTurn(starter("ingest"));
  await expect(takeTurn(starter("tiles"), 200)).rejects.toThrow("statement timeout");
  await database.db.query("select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'argosy ingest starts'");
  await (await takeTurn(starter("tiles")))();
});
