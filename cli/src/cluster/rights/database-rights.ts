import type { ServiceName } from "@argosy/rpc";
import { SERVICE_NAMES } from "@argosy/rpc";
import type { Db } from "@argosy/work";
import { scramVerifier } from "./scram-verifier.ts";

/** The role that a service signs in with. */
export function roleOf(service: ServiceName): string {
  return `argosy_${service}`;
}

/**
 * Makes a role for every service, or gives it another password. Passwords reach the server as verifiers, so that no log of statements
 * shows them. Needs the right to make roles.
 */
export async function makeServiceRoles(db: Db, passwords: Readonly<Record<ServiceName, string>>): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtext('argosy roles'))");
    for (const service of SERVICE_NAMES) await makeRole(tx, roleOf(service), passwords[service]);
  });
}

/**
 * Gives each service's role what it needs of this database: the rows of its own schema, and the views in `read`. None owns anything, so
 * none can make, change or drop a table. Run it as the owner of the schemas, after every migration; it can be repeated. Schemas that are
 * not there are left out.
 */
export async function grantServices(db: Db): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.query("select pg_advisory_xact_lock(hashtext('argosy rights'))");
    const schemas = new Set((await tx.query<{ name: string }>("select nspname as name from pg_namespace")).map(({ name }) => name));
    await tx.query("do $$ begin execute format('revoke all on database %I from public', current_database()); end $$");
    await tx.query("revoke create on schema public from public");
    for (const service of SERVICE_NAMES) for (const statement of statementsOf(service, schemas)) await tx.query(statement);
  });
}

async function makeRole(tx: Db, role: string, password: string): Promise<void> {
  const there = await tx.one("select 1 from pg_roles where rolname = $1", [role]);
  if (there === undefined) await tx.query(`create role ${role}`);
  await tx.query(`alter role ${role} login password '${scramVerifier(password)}'`);
}

function statementsOf(service: ServiceName, schemas: ReadonlySet<string>): string[] {
  const role = roleOf(service);
  return [
    `do $$ begin execute format('grant connect on database %I to ${role}', current_database()); end $$`,
    `grant usage on schema read to ${role}`,
    `grant select on all tables in schema read to ${role}`,
    // Tiles keeps nothing and has no schema.
    ...(schemas.has(service) ? ownSchema(service, role) : []),
    ...(service === "pipeline" ? OUTBOX.filter((schema) => schemas.has(schema)).flatMap((schema) => outboxOf(schema, role)) : []),
    // What was done stays written down, whatever the service that wrote it is made to do.
    ...(service === "gateway" && schemas.has(service) ? [`revoke update, delete on gateway.audit from ${role}`] : []),
  ];
}

function ownSchema(schema: string, role: string): string[] {
  return [
    `grant usage on schema ${schema} to ${role}`,
    `grant select, insert, update, delete on all tables in schema ${schema} to ${role}`,
    `grant usage on all sequences in schema ${schema} to ${role}`,
  ];
}

/** Others whose events pipeline sends. */
const OUTBOX = ["ingest", "classify"] as const;

/** To send an event it must be read, locked, and marked as sent. */
function outboxOf(schema: string, role: string): string[] {
  return [`grant usage on schema ${schema} to ${role}`, `grant select, update (published_at) on ${schema}.event to ${role}`];
}
