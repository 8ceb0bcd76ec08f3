import { createAuthority, issueCertificate } from "@argosy/cli";
import type { BoundService } from "@argosy/rpc";
import { bindService, createClient, inProcess, overTcp, serve } from "@argosy/rpc";
import { describe, expect, test } from "vitest";
import { silentLog } from "../support/silent-log.ts";
import { EchoServiceDefinition } from "./gen/argosy/test/v1/echo.ts";
import { rpcContract } from "./rpc.ts";

describe("in process", () => {
  rpcContract(async (service, middleware) => {
    const transport = inProcess([service], middleware);
    return { transport, close: () => transport.close() };
  });

  test("a service that is not there is unavailable", async () => {
    const services: BoundService[] = [];
    const client = createClient(
      EchoServiceDefinition,
      inProcess(services, { verifyIdentity: async () => ({ roles: {}, trace: "t" }), log: silentLog }),
    );
    await expect(client.who({})).rejects.toMatchObject({ code: "unavailable" });
  });
});

describe("over TCP with certificates", () => {
  rpcContract(async (service, middleware) => {
    const dates = { from: new Date(Date.now() - 60_000), until: new Date(Date.now() + 3_600_000) };
    const authority = await createAuthority(dates.from, dates.until);
    const identity = async (name: string) => ({
      authority: authority.certificate,
      ...(await issueCertificate(authority, { name, ...dates })),
    });
    const server = await serve([service], middleware, { address: "127.0.0.1:0", tls: await identity("echo") });
    const transport = overTcp(`127.0.0.1:${server.port}`, { tls: await identity("caller"), server: "echo" });
    return {
      transport,
      async close() {
        await transport.close();
        await server.stop(1_000);
      },
    };
  });
});

describe("over TCP", () => {
  rpcContract(async (service, middleware) => {
    const server = await serve([service], middleware, { address: "127.0.0.1:0" });
    const transport = overTcp(`127.0.0.1:${server.port}`);
    return {
      transport,
      async close() {
        await transport.close();
        await server.stop(1_000);
      },
    };
  });

  const identified = { verifyIdentity: async () => ({ user: "u", roles: { ocean: "owner" as const }, trace: "t" }), log: silentLog };
  const access = {
    echo: "viewer",
    fail: "viewer",
    hang: "viewer",
    count: "viewer",
    edit: "viewer",
    work: "viewer",
    own: "viewer",
    who: "unscoped",
  } as const;
  const text = async (request: { text: string }) => ({ text: request.text });
  const hang = () => new Promise<never>(() => undefined);
  async function* count() {
    yield {};
  }
  const service = bindService(
    EchoServiceDefinition,
    { echo: text, fail: text, hang, count, edit: text, work: text, own: text, who: async () => ({}) },
    access,
  );

  test("nobody listening is unavailable, and the client finds the server once it is there again", async () => {
    const first = await serve([service], identified, { address: "127.0.0.1:0" });
    const address = `127.0.0.1:${first.port}`;
    const transport = overTcp(address);
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    expect(await client.echo({ project: "ocean", text: "a" })).toMatchObject({ text: "a" });
    await first.stop(0);
    await expect(client.echo({ project: "ocean" })).rejects.toMatchObject({ code: "unavailable" });
    const second = await serve([service], identified, { address });
    expect(await client.echo({ project: "ocean", text: "b" })).toMatchObject({ text: "b" });
    await transport.close();
    await second.stop(0);
  });
  test("a call that may be made twice finds the server when it is back; another one fails at once", async () => {
    const first = await serve([service], identified, { address: "127.0.0.1:0" });
    const address = `127.0.0.1:${first.port}`;
    const transport = overTcp(address);
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    await client.who({});
    await first.stop(0);
    const [asked, counted] = [client.who({}), Array.fromAsync(client.count({ project: "ocean" }))];
    await expect(client.echo({ project: "ocean" })).rejects.toMatchObject({ code: "unavailable" });
    const second = await serve([service], identified, { address });
    expect(await asked).toEqual({ user: "", trace: "" });
    expect(await counted).toHaveLength(1);
    await transport.close();
    await second.stop(0);
  });
  test("it says that nobody answers before its time is over", async () => {
    const transport = overTcp("127.0.0.1:1");
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    const deadline = Date.now() + 2_000;
    await expect(client.who({}, { deadline })).rejects.toMatchObject({ code: "unavailable" });
    await transport.close();
  });
  test("while one server of two ends, calls go to the other", async () => {
    const servers = [await serve([service], identified, { address: "127.0.0.1:0" })];
    servers.push(await serve([service], identified, { address: "127.0.0.1:0" }));
    const addresses = servers.map(({ port }) => `127.0.0.1:${port}`);
    const transport = overTcp(addresses.join(","));
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    for (const [i, address] of [...addresses, ...addresses].entries()) {
      const stopped = servers[i % 2]!.stop();
      await Promise.all(Array.from({ length: 50 }, () => client.who({})));
      await stopped;
      await Promise.all(Array.from({ length: 50 }, () => client.who({})));
      servers[i % 2] = await serve([service], identified, { address });
    }
    await transport.close();
    await Promise.all(servers.map((server) => server.stop(0)));
  });
  test("a stop with grace lets open calls end, then ends them", async () => {
    const server = await serve([service], identified, { address: "127.0.0.1:0" });
    const transport = overTcp(`127.0.0.1:${server.port}`);
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    await client.who({});
    const open = client.hang({ project: "ocean" }).catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    await server.stop(50);
    expect(["cancelled", "unavailable"]).toContain(((await open) as { code: string }).code);
    await transport.close();
  });
});
