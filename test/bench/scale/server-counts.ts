import { setTimeout as delay } from "node:timers/promises";
import type { Db } from "@argosy/work";
import type { Cluster } from "../../../cli/src/cluster/start-cluster.ts";
import { countRequests } from "../small-frames/count-requests.ts";

/** What the servers of a cluster have counted since their start, by name. */
export type ServerCounts = Readonly<Record<"transactions" | "logBytes" | "publishes" | "messages" | "messageBytes" | "requests", number>>;

/** A session of PostgreSQL tells what it did at the latest ten seconds after it has become idle. */
const TOLD_MS = 11_000;

/** Asks the servers, when the database has heard of everything. */
export async function countServers({ servers }: Cluster, monitorUrl: string, db: Db): Promise<ServerCounts> {
  await delay(TOLD_MS);
  const row = await db.one<{ transactions: number; bytes: number }>(
    `select xact_commit::float8 as transactions, pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::float8 as bytes
       from pg_stat_database where datname = current_database()`,
  );
  const bus = await ask<Readonly<Record<"in_msgs" | "out_msgs" | "in_bytes" | "out_bytes", number>>>(`${monitorUrl}/varz`);
  const streams = await ask<{ account_details?: readonly { stream_detail?: readonly { state: { last_seq: number } }[] }[] }>(
    `${monitorUrl}/jsz?streams=1&accounts=1`,
  );
  const sequences = (streams.account_details ?? []).flatMap(({ stream_detail }) => stream_detail ?? []).map(({ state }) => state.last_seq);
  const requests = await countRequests(servers.s3.url, servers.s3Keys);
  return {
    transactions: row!.transactions,
    logBytes: row!.bytes,
    publishes: sequences.reduce((sum, last) => sum + last, 0),
    messages: bus.in_msgs + bus.out_msgs,
    messageBytes: bus.in_bytes + bus.out_bytes,
    requests: Object.values(requests).reduce((sum, count) => sum + count, 0),
  };
}

async function ask<Answer>(url: string): Promise<Answer> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the bus does not tell what it did: ${response.status}`);
  return (await response.json()) as Answer;
}

/** What was counted between two looks. */
export function between(before: ServerCounts, after: ServerCounts): ServerCounts {
  const entries = Object.entries(after).map(([name, count]) => [name, count - before[name as keyof ServerCounts]]);
  return Object.fromEntries(entries) as ServerCounts;
}

/** Counts without those of idle servers in the meantime. */
export function less(counts: ServerCounts, idle: ServerCounts): ServerCounts {
  const entries = Object.entries(counts).map(([name, count]) => [name, Math.max(0, count - idle[name as keyof ServerCounts])]);
  return Object.fromEntries(entries) as ServerCounts;
}
