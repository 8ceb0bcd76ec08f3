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
