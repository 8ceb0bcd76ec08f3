import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { JetStreamBus } from "@argosy/work";
import { createJetStreamBus } from "@argosy/work";
import { jetstreamManager } from "@nats-io/jetstream";
import { connect } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { natsProgram, startNats } from "../../cli/src/cluster/servers/nats.ts";
import type { Server } from "../../cli/src/cluster/servers/server.ts";
import { silentLog } from "../support/silent-log.ts";

const program = await natsProgram();
const missing = typeof program === "string" ? undefined : program.missing;

describe.skipIf(missing !== undefined)(`what a bus bears${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  let server: Server;
  let bus: JetStreamBus;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-nats-"));
    server = await startNats(program as string, folder);
    bus = await createJetStreamBus({ connection: { servers: server.url }, stream: "argosy", log: silentLog, ackWaitMs: 2_000 });
  });
  afterAll(async () => {
    await bus?.close();
    await server?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  /** Consumers of the stream, as the server has them. */
  const consumers = async (): Promise<string[]> => {
    const connection = await connect({ servers: server.url });
    const found = await Array.fromAsync((await jetstreamManager(connection)).consumers.list("argosy"));
    await connection.close();
    return found.map(({ name }) => name);
  };

  test("a server that is killed and comes back is used again; meanwhile a message is refused at once", { timeout: 60_000 }, async () => {
    const seen: unknown[] = [];
    await bus.subscribe("a", { name: "kept", concurrency: 1 }, async (message) => void seen.push(message));
    await server.crash();
    await vi.waitFor(() => expect(bus.publish("a", "lost")).rejects.toMatchObject({ code: "unavailable" }), 10_000);
    const begun = performance.now();
    await expect(bus.publish("a", "lost")).rejects.toMatchObject({ code: "unavailable" });
    expect(performance.now() - begun).toBeLessThan(1_000);
    await server.start();
    await vi.waitFor(() => bus.publish("a", "first"), { timeout: 20_000, interval: 200 });
    await vi.waitFor(() => expect(seen).toContain("first"), 20_000);
  });
  test("a server that has lost its folder gets stream and subscriptions anew", { timeout: 60_000 }, async () => {
    const seen: unknown[] = [];
    await bus.subscribe("b", { name: "anew", concurrency: 1 }, async (message) => void seen.push(message));
    await server.crash();
    await rm(server.folder!, { recursive: true });
    await server.start();
    // A message from before the subscription is there again is told to nobody: what counts on it sends it once more.
    const send = async (): Promise<void> => {
      await bus.publish("b", "again");
      expect(seen).toContain("again");
    };
    await vi.waitFor(send, { timeout: 30_000, interval: 300 });
  });
  test("a temporary name is gone with its subscription", async () => {
    const subscription = await bus.subscribe("c", { name: "passing", concurrency: 1, temporary: true }, async () => undefined);
    expect(await consumers()).toContain("passing_c");
    await subscription.stop();
    expect(await consumers()).not.toContain("passing_c");
  });
});
