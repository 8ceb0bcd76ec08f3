import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { makeSecretFolders } from "@argosy/cli";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { busConfig } from "../../cli/src/cluster/secrets.ts";
import { minioProgram } from "../../cli/src/cluster/servers/minio.ts";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";
import { preflight } from "../../cli/src/install/preflight.ts";
import type { S3Server } from "../servers/minio-server.ts";
import { startMinioServer } from "../servers/minio-server.ts";
import type { NatsServer } from "../servers/nats-server.ts";
import { startNatsServer } from "../servers/nats-server.ts";

const [nats, minio] = [await natsProgram(), await minioProgram()];
const missing = [nats, minio]
  .map((program) => (typeof program === "string" ? undefined : program.missing))
  .find((why) => why !== undefined);

describe.skipIf(missing !== undefined)(`the preflight${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let folder: string;
  let secrets: string;
  let bus: NatsServer;
  let plainBus: NatsServer;
  let s3: S3Server;
  let right: Readonly<Record<string, string>>;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-preflight-"));
    await makeSecretFolders(folder, { now: new Date(), addresses: ["127.0.0.1"] });
    secrets = join(folder, "pipeline");
    const configOf = await busConfig(folder);
    bus = await startNatsServer(nats as string, configOf);
    plainBus = await startNatsServer(nats as string, (place) => withoutJetStream(configOf(place)));
    s3 = await startMinioServer(minio as string);
    await writeFile(join(secrets, "s3-access-key"), s3.accessKey);
    await writeFile(join(secrets, "s3-secret-key"), s3.secretKey);
    const database = new URL(inject("databaseUrl"));
    await writeFile(join(folder, "password"), decodeURIComponent(database.password));
    database.password = "";
    right = {
      SECRETS_FOLDER: secrets,
      DATABASE_URL: database.href,
      DATABASE_PASSWORD_FILE: join(folder, "password"),
      NATS_URL: bus.url,
      S3_ENDPOINT: s3.endpoint,
      S3_BUCKET: await s3.newBucket(),
    };
  });
  afterAll(async () => {
    await Promise.all([bus?.stop(), plainBus?.stop(), s3?.stop()]);
    await rm(folder, { recursive: true, force: true });
  });

  /** What is said to be wrong, with these settings in place of the right ones. */
  async function wrong(changed: Readonly<Record<string, string>> = {}): Promise<readonly string[]> {
    const findings = await preflight({ ...right, ...changed });
    return findings.filter(({ ok }) => !ok).map(({ sentence }) => sentence);
  }

  async function withSecret<T>(name: string, value: string, before: string, work: () => Promise<T>): Promise<T> {
    await writeFile(join(secrets, name), value);
    try {
      return await work();
    } finally {
      await writeFile(join(secrets, name), before);
    }
  }

  test("finds nothing wrong with servers that are right, and says what they are", async () => {
    const findings = await preflight(right);
    expect(findings.map(({ what, ok }) => [what, ok])).toEqual([
      ["PostgreSQL", true],
      ["NATS", true],
      ["The object store", true],
    ]);
    const [database, queue, store] = findings.map(({ sentence }) => sentence);
    expect(database).toMatch(/^PostgreSQL at .+ is version \d+\.\d+.* and lets \w+ in\.$/);
    expect(queue).toMatch(/^NATS \d+\.\d+\.\d+ at nats:.+ knows pipeline and has JetStream with \d+ streams/);
    expect(store).toMatch(/lets us write, read and delete in the bucket argosy-/);
  });

  test("a wrong password", async () => {
    await writeFile(join(folder, "wrong"), "quite another one");
    expect(await wrong({ DATABASE_PASSWORD_FILE: join(folder, "wrong") })).toEqual([
      expect.stringMatching(/^PostgreSQL at .+ refuses the password of the role \w+: put the right one into the secret of the database\.$/),
    ]);
  });

  test("PostgreSQL too old", async () => {
    expect(await wrong({ DATABASE_MINIMUM: "99" })).toEqual([
      expect.stringMatching(/^PostgreSQL at .+ is too old: it is version \d+\.\d+.*, and 99 or later is needed\.$/),
    ]);
  });

  test("a database that is not there, connections that are not allowed, nobody who listens", async () => {
    const elsewhere = new URL(right["DATABASE_URL"]!);
    elsewhere.pathname = "/nowhere";
    expect(await wrong({ DATABASE_URL: elsewhere.href })).toEqual([
      expect.stringMatching(/ has no database nowhere: make it, with \w+ as its owner\.$/),
    ]);
    expect(await wrong({ DATABASE_CONNECTIONS_NEEDED: "90000" })).toEqual([
      expect.stringMatching(/ but the pods may open 90000: raise max_connections/),
    ]);
    expect(await wrong({ DATABASE_URL: "postgres://argosy@127.0.0.1:1/argosy" })).toEqual([
      "PostgreSQL at 127.0.0.1:1 cannot be reached: nothing listens there.",
    ]);
  });

  test("NATS without JetStream", async () => {
    expect(await wrong({ NATS_URL: plainBus.url })).toEqual([
      `NATS at ${plainBus.url} runs without JetStream: switch it on in its configuration, for the account of Argosy too.`,
    ]);
  });

  test("NATS that does not know us, or is not there", async () => {
    const stranger = await mkdtemp(join(folder, "stranger-"));
    await makeSecretFolders(stranger, { now: new Date(), addresses: ["127.0.0.1"] });
    const other = await startNatsServer(nats as string, await busConfig(stranger));
    try {
      expect(await wrong({ NATS_URL: other.url })).toEqual([
        expect.stringMatching(/^NATS at .+ and pipeline do not trust each other's certificates: /),
      ]);
    } finally {
      await other.stop();
    }
    expect(await wrong({ NATS_URL: "nats://127.0.0.1:1" })).toEqual([
      "NATS at nats://127.0.0.1:1 cannot be reached: nothing listens there.",
    ]);
  });

  test("a wrong S3 key: the secret one, and the access key", async () => {
    const secret = await withSecret("s3-secret-key", "c2VjcmV0IG9mIG5vYm9keQ", s3.secretKey, () => wrong());
    expect(secret).toEqual([
      `The object store at ${s3.endpoint} refuses the secret key: put the one that belongs to the access key into the secret of the store.`,
    ]);
    const access = await withSecret("s3-access-key", "AKnobody4711", s3.accessKey, () => wrong());
    expect(access).toEqual([
      `The object store at ${s3.endpoint} does not know the access key that begins with AKno: put the right one into the secret of the store.`,
    ]);
  });

  test("a bucket that is missing, a store that is not there", async () => {
    expect(await wrong({ S3_BUCKET: "nowhere" })).toEqual([
      `The object store at ${s3.endpoint} has no bucket nowhere: make it, or name another one in store.bucket.`,
    ]);
    expect(await wrong({ S3_ENDPOINT: "http://127.0.0.1:1" })).toEqual([
      "The object store at http://127.0.0.1:1 cannot be reached: nothing listens there.",
    ]);
  });

  test("everything at once is said at once", async () => {
    const all = await wrong({ DATABASE_MINIMUM: "99", NATS_URL: plainBus.url, S3_BUCKET: "nowhere" });
    expect(all.map((sentence) => sentence.split(" at ")[0])).toEqual(["PostgreSQL", "NATS", "The object store"]);
  });
});

function withoutJetStream(config: string): string {
  const { jetstream: _, accounts, ...rest } = JSON.parse(config) as { jetstream: object; accounts: Record<string, { jetstream?: string }> };
  const { jetstream: __, ...account } = accounts["ARGOSY"]!;
  return JSON.stringify({ ...rest, accounts: { ...accounts, ARGOSY: account } });
}
