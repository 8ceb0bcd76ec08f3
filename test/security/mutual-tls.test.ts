import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { connect } from "node:http2";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Certified } from "@argosy/cli";
import { createAuthority, issueCertificate, makeSecretFolders } from "@argosy/cli";
import type { RpcServer, TlsIdentity } from "@argosy/rpc";
import * as rpc from "@argosy/rpc";
import { bindService, callersOf, createClient, overTcp, SERVICE_NAMES, serve } from "@argosy/rpc";
import { createSigner, createVerifier } from "@argosy/runtime";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { manualClock } from "../support/manual-clock.ts";
import type { LogLine } from "../support/silent-log.ts";
import { recordingLog } from "../support/silent-log.ts";

const DAY_MS = 86_400_000;
const clock = manualClock(Date.now());
const now = new Date(clock.now());
const inDays = (days: number) => new Date(now.getTime() + days * DAY_MS);
const lines: LogLine[] = [];
let folder: string;
let server: RpcServer;
/** What the gateway and one service sign with. */
const [persons, measure] = [createSigner(clock), createSigner(clock)];

const { ClassifyServiceDefinition } = rpc;
const methods = Object.keys(ClassifyServiceDefinition.methods);
const project = "ocean";

async function identityOf(name: string): Promise<TlsIdentity> {
  const file = (suffix: string) => readFile(join(folder, name, suffix), "utf8");
  const [authority, certificate, key] = await Promise.all([file("authority.crt"), file("tls.crt"), file("tls.key")]);
  return { authority, certificate, key };
}

const authority = async (): Promise<Certified> => ({
  certificate: await readFile(join(folder, "authority.crt"), "utf8"),
  key: await readFile(join(folder, "authority.key"), "utf8"),
});

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-secrets-"));
  await makeSecretFolders(folder, { now, addresses: ["127.0.0.1"] });
  const answer = async () => ({});
  const bound = bindService(
    ClassifyServiceDefinition,
    Object.fromEntries(methods.map((name) => [name, answer])) as never,
    Object.fromEntries(methods.map((name) => [name, "editor"])) as never,
  );
  const verifyIdentity = createVerifier(clock, [persons.publicKey, { publicKey: measure.publicKey, service: "measure" }], 0);
  const middleware = { verifyIdentity, log: recordingLog(lines), checkCallers: true };
  server = await serve([bound], middleware, { address: "127.0.0.1:0", tls: await identityOf("classify") });
});
afterAll(async () => {
  await server.stop(0);
  await rm(folder, { recursive: true });
});
beforeEach(() => {
  lines.length = 0;
});

interface Caller {
  readonly tls?: TlsIdentity;
  readonly token?: string;
  readonly server?: string;
}

/** How a training ends that somebody asks for. */
async function train({ tls, token, server: name = "classify" }: Caller): Promise<string> {
  const transport = overTcp(`127.0.0.1:${server.port}`, tls === undefined ? {} : { tls, server: name });
  const given = token ?? (await persons.sign({ user: "u", roles: { [project]: "editor" }, trace: "t" }));
  try {
    const client = createClient(ClassifyServiceDefinition, transport, { token: () => given });
    await client.train({ project }, { deadline: Date.now() + 5_000 });
    return "answered";
  } catch (error) {
    const { code, reason } = error as { code: string; reason?: string };
    return reason ?? code;
  } finally {
    await transport.close();
  }
}

/** A request of a client that trusts the server and shows nothing of itself. */
async function askWithoutCertificate(): Promise<void> {
  const ca = await readFile(join(folder, "authority.crt"), "utf8");
  const session = connect(`https://127.0.0.1:${server.port}`, { ca, servername: "classify" });
  try {
    const request = session.request({ ":method": "POST", ":path": "/argosy.v1.ClassifyService/Train", "content-type": "application/grpc" });
    await new Promise((resolve, reject) => {
      for (const source of [session, request]) source.once("error", reject);
      request.once("response", resolve);
      request.end();
    });
  } finally {
    session.destroy();
  }
}

/** Everything that was logged, once a line is there that says so. */
async function logged(message: string): Promise<string> {
  await expect.poll(() => lines.map((line) => line.message)).toContain(message);
  return JSON.stringify(lines);
}

describe("a call", () => {
  test("of the gateway with its certificate is answered", async () => {
    expect(await train({ tls: await identityOf("gateway") })).toBe("answered");
  });

  test("without a certificate is refused", async () => {
    await expect(askWithoutCertificate()).rejects.toMatchObject({ code: expect.stringMatching(/^(ERR_SSL|ERR_HTTP2|ECONNRESET)/) });
    expect(await logged("a connection was refused")).toContain("ERR_SSL_PEER_DID_NOT_RETURN_A_CERTIFICATE");
  });
  test("in plain text is refused", async () => {
    expect(await train({})).toBe("unavailable");
    await logged("a connection was refused");
  });
  test("with a certificate of another authority is refused", async () => {
    const other = await createAuthority(inDays(-1), inDays(1));
    const made = await issueCertificate(other, { name: "gateway", from: inDays(-1), until: inDays(1) });
    expect(await train({ tls: { authority: (await authority()).certificate, ...made } })).toBe("unavailable");
    await logged("a connection was refused");
  });
  test("with a certificate that signs itself is refused", async () => {
    const self = await createAuthority(inDays(-1), inDays(1));
    expect(await train({ tls: { authority: (await authority()).certificate, ...self } })).toBe("unavailable");
    await logged("a connection was refused");
  });
  test("with an expired certificate is refused", async () => {
    const made = await issueCertificate(await authority(), { name: "gateway", from: inDays(-2), until: inDays(-1) });
    expect(await train({ tls: { authority: (await authority()).certificate, ...made } })).toBe("unavailable");
    expect(await logged("a connection was refused")).toContain("CERT_HAS_EXPIRED");
  });
  test("to a server that has another name is not made", async () => {
    expect(await train({ tls: await identityOf("gateway"), server: "pipeline" })).toBe("unavailable");
  });
  test("of measure to train is refused, whatever token it carries", async () => {
    expect(await train({ tls: await identityOf("measure") })).toBe("PERMISSION_MISSING");
    const own = await measure.sign({ service: "measure", roles: {}, trace: "t" });
    expect(await train({ tls: await identityOf("measure"), token: own })).toBe("PERMISSION_MISSING");
    const text = await logged("call refused");
    expect(text).toContain('"peer":"measure"');
    expect(text).not.toContain(own);
  });
  test("with the token of a service in the hands of another one is refused", async () => {
    const own = await measure.sign({ service: "measure", roles: {}, trace: "t" });
    expect(await train({ tls: await identityOf("gateway"), token: own })).toBe("TOKEN_INVALID");
  });
});

describe("a token over a good line", () => {
  const editor = { user: "u", roles: { [project]: "editor" as const }, trace: "t" };
  test.each([
    { name: "forged by another key", token: () => createSigner(clock).sign(editor), reason: "TOKEN_INVALID" },
    { name: "for a person, signed by a service", token: () => measure.sign(editor), reason: "TOKEN_INVALID" },
    { name: "of yesterday", token: () => persons.sign(editor, -86_400), reason: "TOKEN_EXPIRED" },
    { name: "for another project", token: () => persons.sign({ ...editor, roles: { lake: "owner" } }), reason: "ID_INVALID" },
    { name: "of a viewer", token: () => persons.sign({ ...editor, roles: { ocean: "viewer" } }), reason: "PERMISSION_MISSING" },
    { name: "that is empty", token: async () => "", reason: "TOKEN_MISSING" },
  ])("$name is refused, and is not in the log", async ({ token, reason }) => {
    const text = await token();
    expect(await train({ tls: await identityOf("gateway"), token: text })).toBe(reason);
    const log = await logged("call refused");
    for (const part of text.split(".").filter((each) => each.length > 8)) expect(log).not.toContain(part);
  });
});

describe("the folders of secrets", () => {
  test("are for their owner's eyes only, and stay when they are made again", async () => {
    const files = SERVICE_NAMES.flatMap((name) =>
      ["tls.key", "identity.key", "nats.seed", "database-password"].map((file) => join(name, file)),
    );
    const before = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
    await makeSecretFolders(folder, { now: inDays(1), addresses: [] });
    expect(await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")))).toEqual(before);
    expect(new Set(before).size).toBe(files.length);
    const modes = await Promise.all([...files, "authority.key"].map(async (file) => (await stat(join(folder, file))).mode & 0o777));
    expect(new Set(modes)).toEqual(new Set([0o600]));
  });
  test("have certificates made anew in time", async () => {
    const old = await readFile(join(folder, "tiles", "tls.crt"), "utf8");
    await makeSecretFolders(folder, { now: inDays(340), addresses: [] });
    expect(await readFile(join(folder, "tiles", "tls.crt"), "utf8")).not.toBe(old);
  });
});

test("nobody but the gateway trains, and every method has a caller that exists", () => {
  expect(callersOf("ClassifyService", "train")).toEqual(["gateway"]);
  expect(callersOf("NoService", "train")).toEqual([]);
});
