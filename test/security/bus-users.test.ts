import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BusUser } from "@argosy/cli";
import { makeSecretFolders } from "@argosy/cli";
import { SERVICE_NAMES } from "@argosy/rpc";
import type { JetStreamBus } from "@argosy/work";
import { connectAs, createJetStreamBus, inboxOf, STAGES } from "@argosy/work";
import { AckPolicy, jetstream, jetstreamManager } from "@nats-io/jetstream";
import { createUser } from "@nats-io/nkeys";
import type { NatsConnection } from "@nats-io/transport-node";
import { connect } from "@nats-io/transport-node";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { busConfig } from "../../cli/src/cluster/secrets.ts";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";
import type { NatsServer } from "../servers/nats-server.ts";
import { startNatsServer } from "../servers/nats-server.ts";
import type { LogLine } from "../support/silent-log.ts";
import { recordingLog } from "../support/silent-log.ts";

const program = await natsProgram();
const missing = typeof program === "string" ? undefined : program.missing;
test.runIf(process.env["CI"] === "true")("the server is there", () => expect(missing).toBeUndefined());

const STREAM = "argosy";
const USERS = [...SERVICE_NAMES, "listener"] as const;

describe.skipIf(missing !== undefined)(`users of the bus${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  let server: NatsServer;
  const seeds = new Map<BusUser, string>();
  const lines: LogLine[] = [];
  const opened: (NatsConnection | JetStreamBus)[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-bus-"));
    await makeSecretFolders(folder, { now: new Date(), addresses: ["127.0.0.1"] });
    for (const user of USERS) seeds.set(user, await readFile(join(folder, user, "nats.seed"), "utf8"));
    server = await startNatsServer(program as string, await busConfig(folder));
  });
  afterAll(async () => {
    await Promise.all(opened.map((each) => each.close()));
    await server.stop();
    await rm(folder, { recursive: true });
  });

  async function optionsOf(user: BusUser, seed = seeds.get(user)!) {
    const file = (name: string) => readFile(join(folder, user, name), "utf8");
    const tls = { authority: await file("authority.crt"), certificate: await file("tls.crt"), key: await file("tls.key") };
    return { servers: server.url, ...connectAs({ name: user, seed, tls }) };
  }
  async function busOf(user: BusUser): Promise<JetStreamBus> {
    const bus = await createJetStreamBus({
      connection: await optionsOf(user),
      stream: STREAM,
      log: recordingLog(lines),
      backoff: () => 20,
    });
    opened.push(bus);
    return bus;
  }
  async function connectionOf(user: BusUser): Promise<NatsConnection> {
    const connection = await connect(await optionsOf(user));
    opened.push(connection);
    return connection;
  }
  /** What the server says to a message on a subject. */
  async function violationOf(connection: NatsConnection, act: () => void): Promise<string> {
    const said = (async () => {
      for await (const status of connection.status()) if (status.type === "error") return status.error.message;
      return "";
    })();
    act();
    await connection.flush();
    // Whatever the server has to say to what went before the flush comes before the answer to it.
    return Promise.race([said, connection.flush().then(() => "allowed")]);
  }

  test("every stage takes its tasks from pipeline, the gateway hears of jobs, and each message comes once", async () => {
    const heard: string[] = [];
    for (const stage of STAGES) {
      const bus = await busOf(stage);
      await bus.subscribe(`task.${stage}`, { name: stage, concurrency: 1 }, async (message) => {
        heard.push(`${stage} ${(message as { taskIds: string[] }).taskIds[0]}`);
      });
    }
    for (const name of ["gateway-1", "gateway-2"]) {
      const bus = await busOf("gateway");
      await bus.subscribe("job.changed", { name, concurrency: 1 }, async () => void heard.push(`${name} job`));
      await bus.subscribe("labels.changed", { name, concurrency: 1 }, async () => void heard.push(`${name} labels`));
    }
    // A program outside brings its own client, and finds the stream there.
    const outside = await connectionOf("listener");
    const manager = await jetstreamManager(outside);
    await manager.consumers.add(STREAM, {
      durable_name: "outside",
      filter_subject: `${STREAM}.*.run.finished`,
      ack_policy: AckPolicy.Explicit,
    });
    const consumer = await jetstream(outside).consumers.get(STREAM, "outside");
    const pipeline = await busOf("pipeline");
    for (const stage of STAGES) await pipeline.publish(`task.${stage}`, { taskIds: ["1"] }, { id: `t-${stage}` });
    for (const subject of ["job.changed", "labels.changed", "run.finished"]) await pipeline.publish(subject, { projectId: "p" });
    const message = await consumer.next({ expires: 20_000 });
    message?.ack();
    heard.push(`outside ${message?.subject.split(".").slice(2).join(".")}`);
    const expected = [
      ...STAGES.map((stage) => `${stage} 1`),
      ...["gateway-1", "gateway-2"].flatMap((name) => [`${name} job`, `${name} labels`]),
      "outside run.finished",
    ];
    await expect.poll(() => heard.toSorted(), { timeout: 20_000 }).toEqual(expected.toSorted());
  });

  test.each<{ user: BusUser; subject: string }>([
    { user: "measure", subject: `${STREAM}.x.task.segment` },
    { user: "measure", subject: `${STREAM}.x.task.measure` },
    { user: "segment", subject: `${STREAM}.x.run.finished` },
    { user: "gateway", subject: `${STREAM}.x.job.changed` },
    { user: "listener", subject: `${STREAM}.x.image.ready` },
    { user: "pipeline", subject: `${STREAM}.x.something.else` },
    { user: "measure", subject: `$JS.API.STREAM.DELETE.${STREAM}` },
    { user: "pipeline", subject: `$JS.API.STREAM.PURGE.${STREAM}` },
    { user: "gateway", subject: `$JS.API.STREAM.UPDATE.${STREAM}` },
    { user: "measure", subject: "$JS.API.STREAM.CREATE.other" },
    { user: "measure", subject: "$JS.API.STREAM.NAMES" },
    { user: "measure", subject: `$JS.API.STREAM.MSG.GET.${STREAM}` },
    { user: "measure", subject: `$JS.API.CONSUMER.CREATE.${STREAM}.mine.${STREAM}.*.task.segment` },
    { user: "measure", subject: `$JS.API.CONSUMER.CREATE.${STREAM}.measure_task_measure.${STREAM}.*.task.segment` },
    { user: "measure", subject: `$JS.API.CONSUMER.MSG.NEXT.${STREAM}.segment_task_segment` },
    { user: "measure", subject: `$JS.ACK.${STREAM}.segment_task_segment.1.1.1.1.1` },
    { user: "gateway", subject: `$JS.API.CONSUMER.CREATE.${STREAM}.mine.${STREAM}.*.task.segment` },
    { user: "gateway", subject: `$JS.API.CONSUMER.CREATE.${STREAM}.segment_task_segment.${STREAM}.*.job.changed` },
    { user: "gateway", subject: `$JS.API.CONSUMER.MSG.NEXT.${STREAM}.segment_task_segment` },
    { user: "listener", subject: `$JS.API.CONSUMER.DELETE.${STREAM}.segment_task_segment` },
    { user: "tiles", subject: "anything" },
  ])("$user may not publish to $subject", async ({ user, subject }) => {
    const connection = await connectionOf(user);
    const answer = await violationOf(connection, () => connection.publish(subject, "{}"));
    expect(answer).toBe(`Permissions Violation for Publish to "${subject}"`);
  });

  test.each<{ user: BusUser; subject: string }>([
    { user: "measure", subject: `${STREAM}.>` },
    { user: "measure", subject: ">" },
    { user: "measure", subject: `${inboxOf("gateway")}.>` },
    { user: "measure", subject: "_INBOX.>" },
    { user: "tiles", subject: "$SYS.>" },
  ])("$user may not listen to $subject", async ({ user, subject }) => {
    const connection = await connectionOf(user);
    const answer = await violationOf(connection, () => void connection.subscribe(subject, { callback: () => undefined }));
    expect(answer).toBe(`Permissions Violation for Subscription to "${subject}"`);
  });

  test("a service hears of no message of another one through the bus either", async () => {
    const bus = await busOf("measure");
    await expect(bus.publish("task.segment", { taskIds: ["2"] })).rejects.toMatchObject({ code: "unavailable" });
    await expect(bus.subscribe("task.segment", { name: "segment", concurrency: 1 }, async () => undefined)).rejects.toThrow();
  });

  test("who is no user is refused: no key, an unknown one, and no certificate", async () => {
    const { authenticator: _, ...anonymous } = await optionsOf("segment");
    await expect(connect({ ...anonymous, reconnect: false })).rejects.toThrow(/authorization/i);
    const stranger = new TextDecoder().decode(createUser().getSeed());
    await expect(connect({ ...(await optionsOf("segment", stranger)), reconnect: false })).rejects.toThrow(/authorization/i);
    const { tls: _tls, ...plain } = await optionsOf("segment");
    const ca = await readFile(join(folder, "authority.crt"), "utf8");
    await expect(connect({ ...plain, tls: { servername: "nats", ca } as object, reconnect: false, timeout: 5_000 })).rejects.toThrow();
  });

  test("the server has logged what it refused, and no seed stands in any log", async () => {
    const said = `${await server.said()} ${JSON.stringify(lines)}`;
    expect(said).toContain('Publish Violation - Subject "argosy.x.task.segment"');
    for (const seed of seeds.values()) expect(said).not.toContain(seed);
  });
});
