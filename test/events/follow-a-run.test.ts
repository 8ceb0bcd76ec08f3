import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classifyService } from "@argosy/classify";
import { newId } from "@argosy/core";
import { exportService } from "@argosy/export";
import { encodePng } from "@argosy/formats";
import { ingestService } from "@argosy/ingest";
import { measureService } from "@argosy/measure";
import { pipelineService } from "@argosy/pipeline";
import { IngestServiceDefinition, PipelineServiceDefinition } from "@argosy/rpc";
import { loadTemplates } from "@argosy/runtime";
import { segmentService } from "@argosy/segment";
import { createJetStreamBus } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";
import type { NatsServer } from "../servers/nats-server.ts";
import { startNatsServer } from "../servers/nats-server.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";
import { silentLog } from "../support/silent-log.ts";
import type { ConsumerProcess } from "./consumer-process.ts";
import { startConsumer } from "./consumer-process.ts";

const STREAM = "events-test";
const SERVICES = [ingestService, segmentService, measureService, classifyService, exportService, pipelineService];
const program = await natsProgram();
const missing = typeof program === "string" ? undefined : program.missing;
test.runIf(process.env["CI"] === "true")("the server is there", () => expect(missing).toBeUndefined());

describe.skipIf(missing !== undefined)(`a consumer of its own${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  const project = newId();
  let folder: string;
  let nats: NatsServer;
  let home: ServiceHome;
  let consumers: ConsumerProcess[] = [];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-events-"));
    await writeFrames(folder);
    // Frames of three types are three stacks, and so at least three events.
    const planes = [1, 2, 3].map((seed) => Uint8Array.from({ length: 64 * 64 }, (_, i) => (i * seed) % 251));
    await writeFile(join(folder, "colours.png"), encodePng({ width: 64, height: 64, bits: 8, planes }));
    await writeFile(join(folder, "deep.png"), encodePng({ width: 64, height: 64, bits: 16, planes: [Uint16Array.from(planes[0]!)] }));
    nats = await startNatsServer(program as string);
    const bus = await createJetStreamBus({ connection: { servers: nats.url }, stream: STREAM, log: silentLog });
    home = await startServiceHome(project, SERVICES, bus);
  });
  afterAll(async () => {
    for (const consumer of consumers) await consumer.kill();
    await home?.stop();
    await nats?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const follow = async (): Promise<ConsumerProcess> => {
    const consumer = await startConsumer({ servers: nats.url, name: "outside", stream: STREAM });
    consumers = [...consumers, consumer];
    return consumer;
  };
  const startRun = async (collection: string) => {
    const pipeline = home.client(PipelineServiceDefinition);
    const graph = await pipeline.putGraph({ project, definition: { ...(await loadTemplates()).get("plankton")! } });
    return home.ended(project, (await pipeline.createRun({ project, collection, graph: graph.id })).id);
  };

  test("follows a run from image.ready to run.finished, is killed on the way, and goes on from its position with nothing missed", async () => {
    const first = await follow();
    const imported = await home.client(IngestServiceDefinition).createImport({ project, paths: [folder], collection: "frames" });
    await first.until(({ event }) => event === "image.ready");
    await first.kill();
    const before = first.seen.length;
    const { results } = await home.ended(project, imported.id);
    const ran = await startRun(results["collection"]!);
    expect(ran.state).toBe("done");
    expect(first.seen.length).toBe(before);

    const second = await follow();
    await second.until(({ event, runId }) => event === "run.finished" && runId === ran.results["run"]);
    const announced = await home.db.query<{ ids: string[] }>(
      "select payload->'imageIds' as ids from ingest.event where name = 'image.ready' order by position",
    );
    expect(announced.length).toBeGreaterThanOrEqual(3);
    const images = await home.db.query<{ id: string }>("select id from ingest.image where project_id = $1", [project]);
    await second.until(() => [...announced].every(({ ids }) => ids.every((image) => allOf(consumers).has(image))));
    expect([...allOf(consumers)].sort()).toEqual(images.map(({ id }) => id).sort());
    const ends = consumers.flatMap(({ seen }) => seen.filter(({ event }) => event === "run.finished"));
    expect(ends.map(({ runId, state }) => ({ runId, state }))).toEqual([{ runId: ran.results["run"], state: "done" }]);
    expect(ends[0]!.trace).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/);
  }, 120_000);

  test("is a program of about thirty lines that knows no package of ours", async () => {
    const text = await readFile(join(import.meta.dirname, "../../examples/follow-a-run/follow-a-run.ts"), "utf8");
    expect(text).not.toMatch(/argosy\/|\.\.\//);
    expect(text.trim().split("\n").length).toBeLessThanOrEqual(40);
  });
});

/** Every image that the consumers were told of. */
function allOf(consumers: readonly ConsumerProcess[]): Set<string> {
  return new Set(consumers.flatMap(({ seen }) => seen.flatMap(({ imageIds = [] }) => imageIds)));
}
