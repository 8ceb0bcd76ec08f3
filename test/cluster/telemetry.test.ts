import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { SERVICE_NAMES } from "@argosy/rpc";
import { METRICS } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConsumerProcess } from "../events/consumer-process.ts";
import { startConsumer } from "../events/consumer-process.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import type { CollectedSpan, OtlpCollector } from "../telemetry/otlp-collector.ts";
import { startCollector } from "../telemetry/otlp-collector.ts";
import type { Journey } from "../telemetry/upload-to-export.ts";
import { ask, uploadToExport } from "../telemetry/upload-to-export.ts";
import type { ClusterHome } from "./cluster-home.ts";
import { missingServers, startClusterHome } from "./cluster-home.ts";
import type { Prometheus } from "./prometheus.ts";
import { missingPrometheus, startPrometheus } from "./prometheus.ts";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const CALLER = "b7ad6b7169203331";
/** What a person's file may be called, and what nobody who reads logs or traces may learn. */
const PERSON = "Mueller-Hans-1970";
const TASKED = ["ingest", "segment", "measure", "classify", "export"] as const;

const missing = (await missingServers()) ?? (await missingPrometheus());
test.runIf(process.env["CI"] === "true")("servers and Prometheus are there", () => expect(missing).toBeUndefined());

const NAME = `a cluster that is watched${missing === undefined ? "" : ` (skipped: ${missing})`}`;
describe.skipIf(missing !== undefined)(NAME, { timeout: 120_000 }, () => {
  let folder: string;
  let collector: OtlpCollector;
  let home: ClusterHome;
  let prometheus: Prometheus;
  let journey: Journey;
  const consumers: ConsumerProcess[] = [];
  let problem: { readonly traceId: string; readonly status: number };
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-watched-"));
    await writeFrames(folder);
    collector = await startCollector();
    home = await startClusterHome({ settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, LOG_LEVEL: "debug" } });
    const visitor = { url: home.cluster.url, token: home.cluster.token, traceparent: `00-${TRACE}-${CALLER}-01` };
    const first = await follow();
    const travelling = uploadToExport(visitor, [{ name: `${PERSON}.png`, bytes: await readFile(join(folder, "a.png")) }]);
    await Promise.race([first.until(({ event }) => event === "image.ready"), travelling]);
    await first.kill();
    journey = await travelling;
    const body = JSON.stringify({ kind: "run", project: journey.project, collection: journey.collection, graph: `no-${PERSON}` });
    const refused = await ask(visitor, "POST", "/api/jobs", { body, headers: { "content-type": "application/json" } });
    problem = (await refused.json()) as typeof problem;
    await lookTwice();
    const processes = home.cluster.processes();
    prometheus = await startPrometheus(
      Object.fromEntries(processes.map(({ place }) => [`${place.service}-${place.number}`, `127.0.0.1:${place.healthPort}`])),
    );
  }, 300_000);
  afterAll(async () => {
    for (const consumer of consumers) await consumer.kill();
    await prometheus?.stop();
    await home?.end();
    await collector?.stop();
    await rm(folder, { recursive: true, force: true });
  }, 60_000);

  /** The example program, as the one user of the bus that is for programs outside. */
  const follow = async (): Promise<ConsumerProcess> => {
    const place = { servers: home.cluster.servers.nats.url, name: "outside", stream: "argosy" };
    const consumer = await startConsumer(place, { LISTENER_FOLDER: join(home.folder, "data", "secrets", "listener") });
    consumers.push(consumer);
    return consumer;
  };
  /** A tile is drawn the first time, and known the second; its trace is another one. */
  const lookTwice = async (): Promise<void> => {
    const { images } = await home.api.get<{ images: { id: string }[] }>(
      `/api/projects/${journey.project}/collections/${journey.collection}/images`,
    );
    for (const _ of ["drawn", "known"]) await home.api.bytes(`/blobs/${images[0]!.id}/tiles/0/0/0`);
  };
  const ofTrace = (): CollectedSpan[] => collector.spans.filter(({ traceId }) => traceId === TRACE);
  const linesOf = async (): Promise<Record<string, unknown>[]> => {
    const logs = await Promise.all(home.cluster.processes().map(({ place }) => home.logOf(place.service, place.number)));
    return logs.flatMap((log) => log.trim().split("\n")).map((line) => JSON.parse(line) as Record<string, unknown>);
  };

  test("one upload-to-export run is one trace through every process", async () => {
    const hops = () => new Set(ofTrace().map(({ service }) => service.replace("argosy-", "")));
    await expect.poll(hops, { timeout: 60_000 }).toEqual(new Set(SERVICE_NAMES.filter((name) => name !== "tiles")));
    const tasks = () => [...new Set(ofTrace().flatMap(({ name }) => (name.startsWith("task ") ? [name] : [])))].sort();
    await expect.poll(tasks, { timeout: 60_000 }).toEqual(TASKED.map((stage) => `task ${stage}`).sort());
    const orphans = () => {
      const known = new Set([CALLER, ...ofTrace().map(({ spanId }) => spanId)]);
      return ofTrace().filter(({ parentSpanId }) => !known.has(parentSpanId));
    };
    await expect.poll(orphans, { timeout: 60_000 }).toEqual([]);
    expect(collector.faults).toEqual([]);
  });
  test("its id stands in the log of every process on the way, and in a problem", async () => {
    expect(problem).toMatchObject({ traceId: TRACE, status: 404 });
    const traced = (await linesOf()).filter(({ traceId }) => traceId === TRACE);
    expect(new Set(traced.map(({ service }) => service))).toEqual(new Set(SERVICE_NAMES.filter((name) => name !== "tiles")));
    expect(traced.some(({ message }) => message === "call refused")).toBe(true);
  });
  test("logs are one JSON object a line, without names that people gave and without secrets", async () => {
    for (const { place } of home.cluster.processes()) {
      const log = await home.logOf(place.service, place.number);
      for (const line of log.trim().split("\n"))
        expect(JSON.parse(line)).toMatchObject({
          time: expect.stringMatching(/^\d{4}-/),
          level: expect.any(String),
          service: expect.any(String),
        });
      for (const secret of [PERSON, home.cluster.token, "eyJ", "PRIVATE KEY", "postgres://"]) expect(log).not.toContain(secret);
    }
  });
  test("a program outside that was killed on the way goes on from its position, and misses nothing", async () => {
    const second = await follow();
    await second.until(({ event, runId }) => event === "run.finished" && runId === journey.run);
    const seen = consumers.flatMap((consumer) => consumer.seen);
    const { images } = await home.api.get<{ images: { id: string }[] }>(
      `/api/projects/${journey.project}/collections/${journey.collection}/images`,
    );
    expect([...new Set(seen.flatMap(({ imageIds = [] }) => imageIds))].sort()).toEqual(images.map(({ id }) => id).sort());
    expect(new Set(seen.map(({ trace }) => trace?.split("-")[1]))).toEqual(new Set([TRACE]));
  });
  test("a real Prometheus scrapes every process of every service", async () => {
    const health = async () => (await prometheus.targets()).map(({ job, health: state, error }) => `${job} ${state} ${error}`).sort();
    const all = home.cluster.processes().map(({ place }) => `${place.service}-${place.number} up `);
    await expect.poll(health, { timeout: 60_000 }).toEqual(all.sort());
    expect(new Set(all.map((text) => text.split("-")[0]))).toEqual(new Set(SERVICE_NAMES));
    const process = () => prometheus.query("argosy_process_resident_memory_bytes > 1e6");
    await expect.poll(async () => (await process()).length, { timeout: 60_000 }).toBe(all.length);
  });
  test("and knows queues, task seconds, bytes, cache hits and errors by reason", async () => {
    const amount = async (expression: string) => (await prometheus.query(expression))[0]?.value ?? 0;
    const told = { timeout: 60_000 };
    for (const stage of TASKED) {
      await expect.poll(() => amount(`sum(argosy_task_seconds_count{stage="${stage}"})`), told).toBeGreaterThanOrEqual(1);
      expect(await amount(`sum(argosy_tasks_ended_total{stage="${stage}",outcome="done"})`)).toBeGreaterThanOrEqual(1);
    }
    await expect
      .poll(async () => (await prometheus.query('argosy_tasks{state="ready"}')).map(({ value }) => value), told)
      .toEqual([0, 0, 0, 0, 0]);
    expect((await prometheus.query("argosy_oldest_task_seconds")).length).toBe(5);
    expect(await amount('sum(argosy_store_bytes_total{service="ingest",direction="written"})')).toBeGreaterThan(1_000);
    expect(await amount('sum(argosy_store_bytes_total{service="segment",direction="read"})')).toBeGreaterThan(100);
    for (const outcome of ["hit", "miss"])
      expect(await amount(`sum(argosy_cache_requests_total{cache="pictures",outcome="${outcome}"})`)).toBeGreaterThanOrEqual(1);
    expect(await amount('sum(argosy_cache_requests_total{cache="chunks"})')).toBeGreaterThanOrEqual(1);
    expect(await amount('sum(argosy_errors_total{service="gateway"})')).toBeGreaterThanOrEqual(1);
    expect(await amount('sum(argosy_requests_total{operation="createJob",status="202"})')).toBe(3);
    const known = (await prometheus.query('count by (__name__) ({__name__=~"argosy_.+"})')).map(({ labels }) => labels["__name__"]!);
    const ours = known.map((name) => name.replace(/_(bucket|sum|count)$/, "")).filter((name) => !/^argosy_(process|nodejs)_/.test(name));
    for (const name of new Set(ours)) expect(Object.keys(METRICS)).toContain(name);
  });
});
