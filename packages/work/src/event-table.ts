import type { Db } from "./db.ts";
import type { EventBus } from "./event-bus.ts";
import type { EventName, EventPayloads } from "./events.ts";
import type { Migration, MigrationSet } from "./migrations.ts";

const EVENT_TABLE: Migration = {
  name: "0000-event.sql",
  sql: `create table event (
  position bigserial primary key,
  name text not null,
  project_id text,
  payload jsonb not null,
  trace text not null,
  created_at timestamptz not null default now(),
  published_at timestamptz
);
create index event_unpublished on event (position) where published_at is null;
`,
};

/** The table of facts that a service tells others: written in the fact's own transaction, published afterwards. Goes before its own steps. */
export function eventMigration(schema: string): MigrationSet {
  return { schema, migrations: [EVENT_TABLE] };
}

/**
 * Notes an event in the schema's `event` table. Call it in the transaction that makes the fact true.
 *
 * @param trace - W3C `traceparent` of what the fact came from; the message carries it.
 */
export async function appendEvent<Name extends EventName>(tx: Db, name: Name, payload: EventPayloads[Name], trace: string): Promise<void> {
  const projectId = "projectId" in payload ? payload.projectId : null;
  const params = [name, projectId, JSON.stringify(payload), trace];
  await tx.query("insert into event (name, project_id, payload, trace) values ($1, $2, $3::jsonb, $4)", params);
}

/**
 * Publishes the events of one schema that are not published yet, oldest first, at most `limit`; an event may go out twice after a crash.
 * Safe to run in several processes, and against commits that come out of order: it asks for a state, not for a position.
 *
 * @param schema - its name becomes part of the messages' ids.
 * @returns How many were published; as many as `limit` means that there may be more.
 */
export async function publishEvents(db: Db, bus: EventBus, schema: string, limit = 200): Promise<number> {
  return db.transaction(async (tx) => {
    const rows = await tx.query<{ position: number; name: string; payload: unknown; trace: string }>(
      `select position, name, payload, trace from ${schema}.event where published_at is null order by position limit $1 for update skip locked`,
      [limit],
    );
    for (const { position, name, payload, trace } of rows) await bus.publish(name, payload, { id: `${schema}.${position}`, trace });
    const positions = rows.map(({ position }) => position);
    if (rows.length > 0) await tx.query(`update ${schema}.event set published_at = now() where position = any($1)`, [positions]);
    return rows.length;
  });
}

/** Those of some schemas that have an event to publish, found in one statement. */
export async function schemasWithEvents(db: Db, schemas: readonly string[]): Promise<string[]> {
  const each = schemas.map(
    (schema) => `select '${schema}' as schema where exists (select 1 from ${schema}.event where published_at is null)`,
  );
  return (await db.query<{ schema: string }>(each.join(" union all "))).map((row) => row.schema);
}
