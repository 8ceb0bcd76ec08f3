import { createServer } from "node:http";
import { idleTracer } from "@argosy/rpc";
import { afterEach, expect, test } from "vitest";
import type { LogLine } from "../../../../test/support/silent-log.ts";
import { recordingLog } from "../../../../test/support/silent-log.ts";
import type { OtlpCollector } from "../../../../test/telemetry/otlp-collector.ts";
import { startCollector } from "../../../../test/telemetry/otlp-collector.ts";
import { createMetrics } from "../../src/telemetry/metrics.ts";
import { createTracer } from "../../src/telemetry/otlp-tracer.ts";

const lines: LogLine[] = [];
const metrics = createMetrics();
const log = recordingLog(lines);
const tracerFor = (settings: Record<string, string>) => createTracer({ log, metrics, settings });
const begin = { service: "tiles", kind: "internal" } as const;
const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0)) await step();
});

async function collect(): Promise<OtlpCollector> {
  const collector = await startCollector();
  undo.push(collector.stop);
  return collector;
}

test.each([{}, { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1", OTEL_SDK_DISABLED: "true" }])("%j records nothing", (settings) => {
  expect(tracerFor(settings).tracer).toBe(idleTracer);
});
test.each([{ OTEL_EXPORTER_OTLP_PROTOCOL: "grpc" }, { OTEL_TRACES_SAMPLER_ARG: "2" }])("%j is refused", (settings) => {
  expect(() => tracerFor(settings)).toThrow(Object.keys(settings)[0]);
});
test("steps of one trace come with their parents, times, values and failures; an end counts once", async () => {
  const collector = await collect();
  const { tracer, stop } = tracerFor({ OTEL_EXPORTER_OTLP_ENDPOINT: `${collector.url}/` });
  const outer = tracer.begin("outer", { ...begin, attributes: { text: "a", whole: 3, part: 0.5, yes: true } });
  const inner = tracer.begin("inner", { service: "export", kind: "server", parent: outer.context });
  inner.end({ failure: "NO_LUCK" });
  inner.end();
  outer.end({ attributes: { more: 1 } });
  await stop();
  expect(collector.faults).toEqual([]);
  const byName = Object.fromEntries(collector.spans.map((span) => [span.name, span]));
  expect(byName["outer"]).toMatchObject({
    service: "argosy-tiles",
    parentSpanId: "",
    failure: "",
    attributes: { text: "a", whole: "3", part: "0.5", yes: "true", more: "1" },
  });
  expect(byName["inner"]).toMatchObject({ service: "argosy-export", parentSpanId: outer.context.spanId, failure: "NO_LUCK" });
  expect(byName["inner"]!.traceId).toBe(byName["outer"]!.traceId);
  expect(Math.abs(Number(byName["outer"]!.endNanos / 1_000_000n) - Date.now())).toBeLessThan(60_000);
});
test("what its caller does not record is not recorded; of new traces the share that is asked for", async () => {
  const collector = await collect();
  const { tracer, stop } = tracerFor({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: "0.25" });
  const parent = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7", sampled: false };
  tracer.begin("unsampled", { ...begin, parent }).end();
  for (let i = 0; i < 1_600; i++) {
    const traceId = `${"a".repeat(19)}${((i * 2 ** 52) / 1_600).toString(16).split(".")[0]!.padStart(13, "0")}`;
    tracer.begin("new", { ...begin, traceId }).end();
  }
  await stop();
  expect(collector.spans.map(({ name }) => name)).toEqual(Array.from({ length: 400 }, () => "new"));
});
test("a collector that answers badly for a moment is asked again, one that is away costs the spans and is told of", async () => {
  let asked = 0;
  const flaky = createServer((request, response) => {
    request.resume();
    response.writeHead(++asked === 1 ? 503 : 200).end();
  });
  await new Promise<void>((resolve) => flaky.listen(0, "127.0.0.1", resolve));
  const { port } = flaky.address() as { port: number };
  const settings = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `http://127.0.0.1:${port}/any`, OTEL_EXPORTER_OTLP_HEADERS: "api-key=a%20b" };
  const first = tracerFor(settings);
  for (let i = 0; i < 512; i++) first.tracer.begin("a", begin).end();
  await expect.poll(() => asked, { timeout: 20_000 }).toBe(2);
  await first.stop();
  expect(await metrics.text()).toMatch(/argosy_spans_total\{outcome="sent"\} \d+/);
  flaky.closeAllConnections();
  await new Promise((resolve) => flaky.close(resolve));
  const second = tracerFor(settings);
  second.tracer.begin("a", begin).end();
  await second.stop();
  expect(lines.at(-1)).toMatchObject({ level: "warn", fields: { spans: 1 } });
  expect(JSON.stringify(lines)).not.toContain("a b");
  expect(await metrics.text()).toMatch(/argosy_spans_total\{outcome="lost"\} 1/);
});
test("more steps than are kept are lost and counted, not kept", async () => {
  const { tracer, stop } = tracerFor({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:1" });
  const before = /outcome="lost"\} (\d+)/.exec(await metrics.text())![1]!;
  for (let i = 0; i < 6_000; i++) tracer.begin("a", begin).end();
  await stop();
  expect(Number(/outcome="lost"\} (\d+)/.exec(await metrics.text())![1])).toBe(Number(before) + 6_000);
});
