import { grantServices, roleOf } from "@argosy/cli";
import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { applyMigrations } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "../support/database.ts";
import { freshDatabase } from "../support/database.ts";
import { rolePassword } from "../support/role-password.ts";
import type { LogLine } from "../support/silent-log.ts";
import { recordingLog } from "../support/silent-log.ts";
import { loadServices } from "./services.ts";

const FORBIDDEN = "42501";
const lines: LogLine[] = [];
let database: TestDatabase;
/** A session of each service, signed in by its role and password. */
let sessions: Readonly<Record<ServiceName, Db>>;
/** Every table, by its schema. */
let tables: readonly { readonly schema: string; readonly name: string }[];

beforeAll(async () => {
  database = await freshDatabase();
  const { createGateway } = await import("@argosy/gateway");
  const { createSigner } = await import("@argosy/runtime");
  const { systemClock } = await import("@argosy/work");
  const gateway = createGateway({ signer: createSigner(systemClock) });
  const read = { schema: "read", migrations: [{ name: "0000-read.sql", sql: "comment on schema read is 'views'" }] };
  const services = [...(await loadServices()), gateway.service];
  await applyMigrations(database.db, [read, ...services.flatMap((service) => service.migrations)]);
  // Twice, as after every migration.
  await grantServices(database.db);
  await grantServices(database.db);
  sessions = Object.fromEntries(SERVICE_NAMES.map((name) => [name, signIn(name, rolePassword(name))])) as never;
  tables = await database.db.query("select schemaname as schema, tablename as name from pg_tables where schemaname = any($1)", [
    [...SERVICE_NAMES, "public"],
  ]);
});
afterAll(() => database.drop());

function signIn(service: ServiceName, password: string): Db {
  const url = new URL(database.url);
  url.username = roleOf(service);
  url.password = encodeURIComponent(password);
  return database.open({ url: url.href, searchPath: [service, "public"], poolSize: 1, log: recordingLog(lines) });
}

/** What PostgreSQL says to a statement: the code of its refusal, or "allowed", and nothing is changed either way. */
async function answer(db: Db, sql: string): Promise<string> {
  try {
    await db.transaction(async (tx) => {
      await tx.query(sql);
      throw new Error("take it back");
    });
    return "allowed";
  } catch (error) {
    if ((error as Error).message === "take it back") return "allowed";
    return ((error as Error).cause as { code?: string } | undefined)?.code ?? String(error);
  }
}

describe.each(SERVICE_NAMES.map((service) => ({ service })))("the role of $service", ({ service }) => {
  test("reads its own tables and no other service's", async () => {
    expect(tables.length).toBeGreaterThan(30);
    // Pipeline sends what stands in the outboxes of others.
    const outboxes = service === "pipeline" ? ["ingest.event", "classify.event"] : [];
    for (const { schema, name } of tables) {
      const expected = schema === service || outboxes.includes(`${schema}.${name}`) ? "allowed" : FORBIDDEN;
      expect([schema, name, await answer(sessions[service], `select * from ${schema}.${name} limit 1`)]).toEqual([schema, name, expected]);
    }
  });
  test("reads every view that is for all", async () => {
    const views = await database.db.query<{ name: string }>("select viewname as name from pg_views where schemaname = 'read'");
    expect(views.length).toBeGreaterThan(15);
    for (const { name } of views) expect(await answer(sessions[service], `select * from read.${name} limit 1`)).toBe("allowed");
  });
  test("makes, changes and drops nothing", async () => {
    const own = tables.find(({ schema }) => schema === service)?.name;
    const statements = [
      `create table ${own === undefined ? "public" : service}.mine (x integer)`,
      "create table public.mine (x integer)",
      "create view read.mine as select 1",
      "create temporary table mine (x integer)",
      "create schema mine",
      "create role mine",
      "create extension hstore",
      ...(own === undefined ? [] : [`alter table ${own} add column mine integer`, `drop table ${own} cascade`, `truncate ${own} cascade`]),
      ...(own === undefined ? [] : [`alter table ${own} disable trigger all`, `grant select on ${own} to public`]),
    ];
    for (const statement of statements) expect([statement, await refusalOf(statement)]).toEqual([statement, FORBIDDEN]);
  });
  /** A grant that one may not give is not refused, only told; then nobody has it. */
  async function refusalOf(statement: string): Promise<string> {
    if (!statement.startsWith("grant")) return answer(sessions[service], statement);
    await sessions[service].query(statement).catch(() => undefined);
    const given = await database.db.query(
      "select 1 from information_schema.role_table_grants where grantee = 'PUBLIC' and table_schema = $1",
      [service],
    );
    return given.length === 0 ? FORBIDDEN : "allowed";
  }
});

describe("single rights", () => {
  test("segment sees no users, however it asks", async () => {
    for (const sql of ["select * from gateway.account", "select count(*) from gateway.token", "update gateway.account set admin = true"])
      expect(await answer(sessions.segment, sql)).toBe(FORBIDDEN);
    expect(await answer(sessions.segment, `set role ${roleOf("gateway")}`)).toBe(FORBIDDEN);
  });
  test("the gateway adds to the audit and changes nothing in it", async () => {
    const entry = `insert into audit (position, at, account_id, operation, trace, previous, hash) values (1, now(), 'a', 'o', 't', '', '')`;
    expect(await answer(sessions.gateway, entry)).toBe("allowed");
    for (const sql of ["update audit set account_id = 'b'", "delete from audit", "truncate audit"])
      expect(await answer(sessions.gateway, sql)).toBe(FORBIDDEN);
  });
  test("pipeline marks events of others as sent, and writes none", async () => {
    expect(await answer(sessions.pipeline, "select position from ingest.event for update skip locked")).toBe("allowed");
    expect(await answer(sessions.pipeline, "update classify.event set published_at = now()")).toBe("allowed");
    for (const sql of [
      "update ingest.event set payload = '{}'",
      "delete from ingest.event",
      "insert into ingest.event (name, payload, trace) values ('a', '{}', 't')",
    ])
      expect(await answer(sessions.pipeline, sql)).toBe(FORBIDDEN);
  });
});

test("a wrong password is refused, and no password is in the log", async () => {
  const wrong = "another password than that of measure";
  const refused = await signIn("measure", wrong)
    .query("select 1")
    .then(
      () => "answered",
      (error: unknown) => JSON.stringify([String(error), (error as Error).cause]),
    );
  expect(refused).toContain("28P01");
  const said = `${refused} ${JSON.stringify(lines)}`;
  for (const secret of [wrong, ...SERVICE_NAMES.map(rolePassword)]) expect(said).not.toContain(secret);
});
