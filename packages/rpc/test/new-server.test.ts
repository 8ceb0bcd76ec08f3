import type { BoundService, RpcServer } from "@argosy/rpc";
import { bindService, createClient, overTcp, serve } from "@argosy/rpc";
import { experimental } from "@grpc/grpc-js";
import { afterEach, describe, expect, test } from "vitest";
import { EchoServiceDefinition } from "../../../test/contracts/gen/argosy/test/v1/echo.ts";
import { until } from "../../../test/faults/until.ts";
import { silentLog } from "../../../test/support/silent-log.ts";

const SCHEME = "book";
const FRESH_MS = 20;
const LIMIT_MS = 20_000;

/** What stands behind the one name of the book. */
let ports: readonly number[] = [];

/** Says it once to each channel, and is asked again only where a connection was lost: as with the name of a headless Service. */
class Book implements experimental.Resolver {
  readonly #listener: experimental.ResolverListener;

  constructor(_target: experimental.GrpcUri, listener: experimental.ResolverListener) {
    this.#listener = listener;
  }

  static getDefaultAuthority(): string {
    return "localhost";
  }

  updateResolution(): void {
    const endpoints = ports.map((port) => ({ addresses: [{ host: "127.0.0.1", port }] }));
    setImmediate(() => this.#listener(experimental.statusOrFromValue(endpoints), {}, null, ""));
  }

  destroy(): void {}
}
experimental.registerResolver(SCHEME, Book);

const middleware = {
  verifyIdentity: async () => ({ user: "u", roles: { ocean: "owner" as const }, trace: "t" }),
  log: silentLog,
};
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

/** Answers with its own name; a count goes on until the server is told. */
function named(user: string, counted: Promise<void> = Promise.resolve()): BoundService {
  const text = async (request: { text: string }) => ({ text: request.text });
  async function* count() {
    yield {};
    await counted;
    yield {};
  }
  const who = async () => ({ user, trace: "" });
  const hang = () => new Promise<never>(() => undefined);
  return bindService(EchoServiceDefinition, { echo: text, fail: text, hang, count, edit: text, work: text, own: text, who }, access);
}

describe("a name behind which servers come and go", () => {
  const servers: RpcServer[] = [];
  const start = async (service: BoundService) => {
    const server = await serve([service], middleware, { address: "127.0.0.1:0" });
    servers.push(server);
    return server.port;
  };
  afterEach(() => Promise.all(servers.splice(0).map((server) => server.stop(0))));

  test("a server that is new is asked though no connection was lost, and a call on the former line goes on", async () => {
    const told = Promise.withResolvers<void>();
    const first = await start(named("first", told.promise));
    const second = await start(named("second"));
    ports = [first];
    const transport = overTcp(`${SCHEME}:servers`, { freshMs: FRESH_MS });
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    const counting = client.count({ project: "ocean" })[Symbol.asyncIterator]();
    expect((await counting.next()).done).toBe(false);
    expect((await client.who({})).user).toBe("first");
    const asked = async (user: string) =>
      until(`${user} is asked`, async () => ((await client.who({})).user === user ? true : undefined), LIMIT_MS);
    ports = [first, second];
    await asked("second");
    await asked("first");
    ports = [second];
    await until(
      "only the second is asked",
      async () => {
        const users = await Promise.all(Array.from({ length: 10 }, () => client.who({})));
        return users.every(({ user }) => user === "second") ? true : undefined;
      },
      LIMIT_MS,
    );
    told.resolve();
    expect((await counting.next()).done).toBe(false);
    expect((await counting.next()).done).toBe(true);
    await transport.close();
  });

  test("where the name is lost, those who were behind it go on answering", async () => {
    ports = [await start(named("first"))];
    const transport = overTcp(`${SCHEME}:servers`, { freshMs: FRESH_MS });
    const client = createClient(EchoServiceDefinition, transport, { token: () => "any" });
    await client.who({});
    ports = [];
    const begun = performance.now();
    await until(
      "many calls were answered",
      async () => {
        expect((await client.who({})).user).toBe("first");
        return performance.now() - begun > 10 * FRESH_MS ? true : undefined;
      },
      LIMIT_MS,
    );
    await transport.close();
  });
});
