import { ArgosyError, newId } from "@argosy/core";
import { idleTracer } from "@argosy/rpc";
import { MemoryStore } from "@argosy/storage";
import { createLocalBus, systemClock } from "@argosy/work";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { TestDatabase } from "../../../test/support/database.ts";
import { freshDatabase } from "../../../test/support/database.ts";
import { silentLog } from "../../../test/support/silent-log.ts";
import { startHealthServer } from "../src/health-server.ts";
import { startServices } from "../src/lifecycle.ts";
import type { GivenPorts, RunningService, Service } from "../src/service.ts";
import { createMetrics } from "../src/telemetry/metrics.ts";
import { createWorkerPool } from "../src/worker-pool.ts";

let database: TestDatabase;
let ports: GivenPorts;
beforeAll(async () => {
  database = await freshDatabase();
  const workers = createWorkerPool({ size: 1, module: new URL("./support/worker.ts", import.meta.url) });
  const calls = () => expect.fail("nothing is called here");
  ports = {
    db: database.db,
    store: new MemoryStore(),
    bus: createLocalBus({ log: silentLog }),
    calls,
    workers,
    log: silentLog,
    metrics: createMetrics(),
    tracer: idleTracer,
    newId,
    settings: {},
    clock: systemClock,
  };
});
afterAll(() => database.drop());

const running = (happened: string[], name: string, more: Partial<RunningService> = {}): RunningService => ({
  api: [],
  subscriptions: [{ stop: async () => void happened.push(`${name} takes nothing`) }],
  stop: async () => void happened.push(`${name} stopped`),
  ...more,
});
const service = (name: string, start: () => Promise<RunningService>): Service => ({ name, migrations: [], start });

describe("startServices", () => {
  test("stops all subscriptions first, then the services from the last to the first", async () => {
    const happened: string[] = [];
    const services = ["a", "b"].map((name) => service(name, async () => running(happened, name)));
    const { stop } = await startServices(services, () => ports);
    await stop();
    expect(happened).toEqual(["a takes nothing", "b takes nothing", "b stopped", "a stopped"]);
  });
  test("stops what runs when one does not start", async () => {
    const happened: string[] = [];
    const failing = service("b", async () => {
      throw new ArgosyError("failed_precondition", "no");
    });
    const start = startServices([service("a", async () => running(happened, "a")), failing], () => ports);
    await expect(start).rejects.toMatchObject({ code: "failed_precondition" });
    expect(happened).toEqual(["a takes nothing", "a stopped"]);
  });
  test("one that does not stop does not keep the others", async () => {
    const happened: string[] = [];
    const bad = running(happened, "b", { stop: async () => Promise.reject(new Error("stuck")) });
    const { stop } = await startServices([service("a", async () => running(happened, "a")), service("b", async () => bad)], () => ports);
    await expect(stop()).rejects.toThrow("services did not stop cleanly");
    expect(happened).toContain("a stopped");
  });
});

describe("health", () => {
  test("names what keeps a service from answering; by default the database counts", async () => {
    const lost = database.open({ poolSize: 1 });
    await lost.close();
    const notReady = async () => Promise.reject(new ArgosyError("unavailable", "the model is not loaded"));
    const services = [
      service("a", async () => running([], "a")),
      service("b", async () => running([], "b", { ready: notReady })),
      service("c", async () => running([], "c")),
    ];
    const { health, stop } = await startServices(services, ({ name }) => (name === "c" ? { ...ports, db: lost } : ports));
    expect(await health()).toEqual({ b: "the model is not loaded", c: "the database does not answer" });
    await stop();
  });
  test("is told over HTTP, with the metrics", async () => {
    const metrics = createMetrics();
    metrics.onCall({ service: "TilesService", method: "renderTile", code: "not_found", ms: 3 });
    let missing: Record<string, string> = {};
    const server = await startHealthServer({ health: async () => missing, metricsText: metrics.text }, 0, "127.0.0.1");
    const ask = async (path: string) => {
      const response = await fetch(`http://127.0.0.1:${server.port}${path}`);
      return [response.status, await response.text()] as const;
    };
    expect((await ask("/live"))[0]).toBe(200);
    expect((await ask("/ready"))[0]).toBe(200);
    missing = { tiles: "the database does not answer" };
    expect(await ask("/ready")).toEqual([503, '{"ready":false,"missing":{"tiles":"the database does not answer"}}\n']);
    expect((await ask("/metrics"))[1]).toContain('argosy_calls_total{service="TilesService",method="renderTile",code="not_found"} 1');
    expect((await ask("/other"))[0]).toBe(404);
    await server.stop();
  });
});
