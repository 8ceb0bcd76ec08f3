import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Embedded } from "../../cli/src/server/embedded.ts";
import { startEmbedded } from "../../cli/src/server/embedded.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import type { TestDatabase } from "../support/database.ts";
import { freshDatabase } from "../support/database.ts";
import type { CollectedSpan, OtlpCollector } from "./otlp-collector.ts";
import { startCollector } from "./otlp-collector.ts";
import type { Journey, Visitor } from "./upload-to-export.ts";
import { ask, uploadToExport } from "./upload-to-export.ts";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const CALLER = "00f067aa0ba902b7";
/** What a person's file may be called, and what nobody who reads logs or traces may learn. */
const PERSON = "Mueller-Hans-1970";

let folder: string;
let database: TestDatabase;
let collector: OtlpCollector;
let home: Embedded;
let visitor: Visitor;
let journey: Journey;
let problem: { readonly traceId: string; readonly reason: string };
let problemHeader: string | null;
const lines: string[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-traced-"));
  await writeFrames(folder);
  database = await freshDatabase();
  collector = await startCollector();
  home = await startEmbedded({
    dataFolder: join(folder, "data"),
    databaseUrl: database.url,
    host: "127.0.0.1",
    port: 0,
    threads: 1,
    log: createLog({ service: "argosy", level: "debug", stream: { write: (line) => void lines.push(line) } }),
    settings: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
  });
  visitor = { url: home.url, token: home.token, traceparent: `00-${TRACE}-${CALLER}-01` };
  const frame = await readFile(join(folder, "a.png"));
  journey = await uploadToExport(visitor, [
    { name: `${PERSON}.png`, bytes: frame },
    { name: `${PERSON}-torn.png`, bytes: frame.subarray(0, 60) },
  ]);
  const body = JSON.stringify({ kind: "run", project: journey.project, collection: journey.collection, graph: `no-${PERSON}` });
  const refused = await ask(visitor, "POST", "/api/jobs", { body, headers: { "content-type": "application/json" } });
  problem = (await refused.json()) as typeof problem;
  problemHeader = refused.headers.get("argosy-trace");
  await home.stop();
});
afterAll(async () => {
  await home.stop();
  await collector.stop();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

const ofTrace = (): CollectedSpan[] => collector.spans.filter(({ traceId }) => traceId === TRACE);
const parsed = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);

describe("one upload-to-export run", () => {
  test("gives well-formed spans of every hop under the trace of its requests", () => {
    expect(collector.faults).toEqual([]);
    const hops = new Set(ofTrace().map(({ service }) => service));
    for (const hop of ["gateway", "ingest", "pipeline", "segment", "measure", "classify", "export"])
      expect(hops).toContain(`argosy-${hop}`);
    const tasks = new Set(ofTrace().flatMap(({ name }) => (name.startsWith("task ") ? [name] : [])));
    expect([...tasks].sort()).toEqual(["task classify", "task export", "task ingest", "task measure", "task segment"]);
  });
  test("leaves no span without its parent: all hang under the caller", () => {
    const spans = new Map(ofTrace().map((span) => [span.spanId, span]));
    expect(spans.size).toBe(ofTrace().length);
    const lost = ofTrace().filter(({ parentSpanId }) => parentSpanId !== CALLER && !spans.has(parentSpanId));
    expect(lost).toEqual([]);
    const roots = ofTrace().filter(({ parentSpanId }) => parentSpanId === CALLER);
    expect(new Set(roots.map(({ service }) => service))).toEqual(new Set(["argosy-gateway"]));
  });
  test("makes each task a step after the request that asked for it", () => {
    const spans = new Map(ofTrace().map((span) => [span.spanId, span]));
    for (const task of ofTrace().filter(({ name }) => name.startsWith("task "))) {
      const parent = spans.get(task.parentSpanId)!;
      expect(parent.name).toMatch(/PipelineService\/(createRun|createJob|addTasks)/);
      expect(task.startNanos).toBeGreaterThanOrEqual(parent.startNanos);
      expect(task.endNanos).toBeGreaterThan(task.startNanos);
    }
  });
  test("puts the same id on the log lines of every service", () => {
    const services = new Set(parsed().flatMap((line) => (line["traceId"] === TRACE ? [String(line["service"])] : [])));
    for (const service of ["gateway", "ingest", "segment", "measure", "classify", "export"]) expect(services).toContain(service);
  });
  test("a problem on the way carries the id, and its lines tell of it", () => {
    expect(problem).toMatchObject({ traceId: TRACE, status: 404 });
    expect(problemHeader).toBe(TRACE);
    const refused = parsed().filter(({ message, traceId }) => traceId === TRACE && /refused/.test(String(message)));
    expect(new Set(refused.map(({ service }) => service))).toContain("gateway");
    const failed = ofTrace().filter(({ failure }) => failure !== "");
    expect(failed.map(({ name }) => name)).toContain("PipelineService/createRun");
  });
});

describe("what is logged and traced", () => {
  test("is one JSON object a line, with time, level and service", () => {
    for (const line of lines) {
      expect(line.trim()).not.toMatch(/[\r\n]/);
      expect(JSON.parse(line)).toMatchObject({
        time: expect.stringMatching(/^\d{4}-/),
        level: expect.any(String),
        service: expect.any(String),
      });
    }
  });
  test("holds no name that a person gave, and no token", () => {
    const told = lines.join("") + collector.spans.map((span) => JSON.stringify({ ...span, startNanos: "", endNanos: "" })).join("");
    for (const secret of [PERSON, home.token, "Bearer", "eyJ", "password"]) expect(told).not.toContain(secret);
  });
});
