import type { Job } from "@argosy/rpc";
import { expect } from "vitest";
import { patiently } from "./fault-home.ts";
import { kill, killWithTask } from "./kill-service.ts";
import type { OutageHome } from "./outage-home.ts";
import { until } from "./until.ts";

const LIMIT_MS = 60_000;

/**
 * Kills tiles while it draws a tile: what it reads is held back until then.
 *
 * @returns Milliseconds from the kill until the tile was answered.
 */
export async function killWhileDrawing(home: OutageHome, project: string): Promise<number> {
  const { image } = (await home.db.one<{ image: string }>("select id as image from read.image where project_id = $1 order by id limit 1", [
    project,
  ]))!;
  const tile = `/blobs/${image}/tiles/0/0/0`;
  const line = home.store.hold(({ method, path }) => method === "GET" && path.includes(project));
  const headers = { authorization: `Bearer ${home.cluster.token}` };
  const asked = fetch(new URL(tile, home.cluster.url), { headers });
  await until("tiles reads", async () => (line.held.length > 0 ? true : undefined), LIMIT_MS);
  const killed = performance.now();
  await kill(home, "tiles");
  line.letGo();
  const answer = await asked;
  // Another try of the gateway's may have found it back.
  expect([200, 502, 503]).toContain(answer.status);
  if (answer.status !== 200) expect(answer.headers.get("retry-after")).not.toBeNull();
  const drawn = await patiently(() => home.api.bytes(tile));
  const ms = performance.now() - killed;
  if (answer.status === 200) expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.from(drawn))).toBe(true);
  expect(drawn.length).toBeGreaterThan(1_000);
  return ms;
}

/**
 * Kills classify while it trains: what it stores is held back until then.
 *
 * @returns Milliseconds from the kill until the training was begun again.
 */
export async function killWhileTraining(home: OutageHome, { project, results }: Job): Promise<number> {
  const run = results["run"]!;
  const { objects } = await home.api.get<{ objects: { id: string }[] }>(`/api/projects/${project}/runs/${run}/objects`);
  const labels = objects.slice(0, 20).map(({ id }, i) => ({ object: id, class: i % 2 === 0 ? "round" : "long" }));
  await home.api.post(`/api/projects/${project}/labels`, { run, labels, createClasses: true });
  const line = home.store.hold(({ method, path }) => method === "PUT" && path.includes("/classify/"));
  const { id } = await home.api.post<Job>("/api/jobs", { kind: "training", project, run, trees: 10, seed: 3 });
  await until("classify stores", async () => (line.held.length > 0 ? true : undefined), LIMIT_MS);
  const ms = await killWithTask(home, "classify", id, 0);
  line.letGo();
  expect((await home.endedJob(id)).results["model"]).toBeDefined();
  return ms;
}
