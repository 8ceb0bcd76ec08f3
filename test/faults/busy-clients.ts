import { once } from "node:events";
import type { ClientRequest, IncomingMessage } from "node:http";
import { request } from "node:http";
import { text } from "node:stream/consumers";
import type { Job } from "@argosy/rpc";
import type { FaultHome } from "./fault-home.ts";

/** Requests that are on their way at once. */
export const CLIENTS = 50;

/** Addresses that every service has a part in answering; `number` makes the pictures among them such as were never asked for. */
export async function addressesOfAll(home: FaultHome, { id, project, results }: Job): Promise<(number: number) => string> {
  const { image } = (await home.db.one<{ image: string }>("select id as image from read.image where project_id = $1 order by id limit 1", [
    project,
  ]))!;
  const of = `/api/projects/${project}`;
  const run = `${of}/runs/${results["run"]}`;
  const all = [
    `/api/jobs/${id}`,
    `${run}/objects`,
    `${run}/feature-sets`,
    `${run}/canonical`,
    `${of}/images/${image}`,
    `${of}/collections`,
    `${of}/classes`,
    `${of}/bundles`,
  ];
  const picture = (number: number) => `/blobs/${image}/tiles/0/0/0?edge=${number.toString(16).padStart(6, "0")}`;
  return (number) => (number % 3 === 0 ? picture(number) : all[number % all.length]!);
}

/** Asks for each of these at once. @returns What went wrong, by address; empty: every one was answered. */
export async function askAtOnce({ cluster }: FaultHome, addresses: readonly string[]): Promise<readonly string[]> {
  const headers = { authorization: `Bearer ${cluster.token}` };
  const asked = addresses.map(async (address) => {
    try {
      const answer = await fetch(new URL(address, cluster.url), { headers });
      const text = await answer.text();
      return answer.status === 200 ? [] : [`${address}: ${answer.status} ${text.slice(0, 300)}`];
    } catch (error) {
      return [`${address}: ${error} ${(error as Error).cause}`];
    }
  });
  return (await Promise.all(asked)).flat();
}

/** Asks for each of these, and waits until the gateway has taken every request. @returns What went wrong, when all are over. */
export async function askUntilTaken({ cluster }: FaultHome, addresses: readonly string[]): Promise<() => Promise<readonly string[]>> {
  const asked = addresses.map((address) => {
    // Whoever expects this is told as soon as his request has been read.
    const headers = { authorization: `Bearer ${cluster.token}`, expect: "100-continue" };
    const sent = request(new URL(address, cluster.url), { headers, agent: false });
    const taken = once(sent, "continue");
    const over = problemsOf(sent).catch((error: unknown) => [`${error}`]);
    sent.end();
    return { taken, over: over.then((problems) => problems.map((problem) => `${address}: ${problem}`)) };
  });
  await Promise.all(asked.map(({ taken }) => taken));
  return async () => (await Promise.all(asked.map(({ over }) => over))).flat();
}

async function problemsOf(sent: ClientRequest): Promise<readonly string[]> {
  const [answer] = (await once(sent, "response")) as [IncomingMessage];
  const said = await text(answer);
  return answer.statusCode === 200 ? [] : [`${answer.statusCode} ${said.slice(0, 300)}`];
}
