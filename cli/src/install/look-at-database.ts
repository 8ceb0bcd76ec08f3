import pg from "pg";
import { unreachable, Wrong } from "./finding.ts";

/** The database as its owner reaches it. */
export interface DatabasePlace {
  /** Without a password. */
  readonly url: string;
  readonly password: string;
  /** Oldest major version that will do. */
  readonly minimum: number;
  /** Connections that all pods together may open; 0: unknown. */
  readonly connections: number;
}

interface Facts {
  readonly number: string;
  readonly version: string;
  readonly role: boolean;
  readonly schema: boolean;
  readonly connections: number;
}

const WAIT_MS = 10_000;
const FACTS = `
  select current_setting('server_version_num') as number, current_setting('server_version') as version,
    (select rolsuper or rolcreaterole from pg_roles where rolname = current_user) as role,
    has_database_privilege(current_database(), 'create') as schema,
    current_setting('max_connections')::int as connections`;

/** Signs in and asks what an installation needs. @throws {Wrong} */
export async function lookAtDatabase({ url, password, minimum, connections }: DatabasePlace): Promise<string> {
  const place = new URL(url);
  place.password = encodeURIComponent(password);
  const client = new pg.Client({ connectionString: place.href, connectionTimeoutMillis: WAIT_MS, query_timeout: WAIT_MS });
  // A server that goes while it is asked fails the question.
  client.on("error", () => undefined);
  const server = `PostgreSQL at ${place.searchParams.get("host") ?? place.host}`;
  const role = decodeURIComponent(place.username);
  try {
    await client.connect();
    const [facts] = (await client.query<Facts>(FACTS)).rows;
    return judge(server, role, facts!, { minimum, connections });
  } catch (error) {
    throw error instanceof Wrong ? error : new Wrong(refused(error, { server, role, database: place.pathname.slice(1) }));
  } finally {
    await client.end().catch(() => undefined);
  }
}

function judge(server: string, role: string, facts: Facts, needed: Pick<DatabasePlace, "minimum" | "connections">): string {
  const major = Math.floor(Number(facts.number) / 10_000);
  if (major < needed.minimum)
    throw new Wrong(`${server} is too old: it is version ${facts.version}, and ${needed.minimum} or later is needed.`);
  if (!facts.role)
    throw new Wrong(`${server} lets the role ${role} make no roles: give it CREATEROLE, because every service has a role of its own.`);
  if (!facts.schema) throw new Wrong(`${server} lets the role ${role} make no schemas: let it own the database.`);
  if (facts.connections < needed.connections)
    throw new Wrong(
      `${server} allows ${facts.connections} connections, but the pods may open ${needed.connections}: raise max_connections, or lower database.connections.`,
    );
  return `${server} is version ${facts.version} and lets ${role} in.`;
}

function refused(error: unknown, { server, role, database }: { server: string; role: string; database: string }): string {
  const { code, message } = error as { code?: string; message: string };
  if (code === "28P01") return `${server} refuses the password of the role ${role}: put the right one into the secret of the database.`;
  if (code === "28000") return `${server} does not let the role ${role} in: ${message}.`;
  if (code === "3D000") return `${server} has no database ${database}: make it, with ${role} as its owner.`;
  if (code === "53300") return `${server} has no connection left: ${message}.`;
  const why = unreachable(error) ?? (/timeout/i.test(message) ? "nothing answers there" : message);
  return `${server} cannot be reached: ${why}.`;
}
