import { ArgosyError } from "@argosy/core";
import type { Access, BoundService, ServiceDefinition } from "@argosy/rpc";
import * as rpc from "@argosy/rpc";
import { createSigner, createVerifier } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manualClock } from "../support/manual-clock.ts";
import type { TestSystem } from "../support/start-services.ts";
import { startTestSystem } from "../support/start-services.ts";
import { loadServices } from "./services.ts";
import type { Party } from "./world-of-two.ts";
import { makeParty } from "./world-of-two.ts";

const CALL_MS = 5_000;
const WATCHED_MS = 500;
const clock = manualClock(Date.now());
let system: TestSystem;
let victim: Party;
let stranger: Party;

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices(), clock });
  victim = await makeParty(system, clock, "victim");
  stranger = await makeParty(system, clock, "stranger");
});
afterAll(() => system.stop());

/** Every service that the proto files define. */
const definitions = Object.values(rpc as Record<string, unknown>).filter(
  (value): value is ServiceDefinition => value !== null && typeof value === "object" && "fullName" in value && "methods" in value,
);
const methods = definitions.flatMap((definition) => Object.keys(definition.methods).map((method) => ({ definition, method })));

function boundOf(definition: ServiceDefinition): BoundService {
  const found = system.running.api.filter((service) => service.definition.fullName === definition.fullName);
  return found.length === 1 ? found[0]! : expect.fail(`${definition.name} is answered by ${found.length} services`);
}

/** What a call ends with: its error, or every message of its answer as text. */
async function call(
  definition: ServiceDefinition,
  method: string,
  request: object,
  token: string | undefined,
): Promise<ArgosyError | string> {
  // A stream that only watches says nothing by itself: being admitted for a while is all there is to see.
  const signal = AbortSignal.timeout(method.startsWith("watch") ? WATCHED_MS : CALL_MS);
  const outgoing = { token, traceparent: undefined, timeoutMs: CALL_MS, signal };
  try {
    if (definition.methods[method]!.responseStream !== true) {
      return JSON.stringify(await system.transport.unary(definition, method, request, outgoing));
    }
    const messages = system.transport.stream(definition, method, request, outgoing)[Symbol.asyncIterator]();
    const first = await messages.next();
    await messages.return?.();
    return JSON.stringify(first.value ?? null);
  } catch (error) {
    if (signal.aborted) return "";
    return error instanceof ArgosyError ? error : expect.fail(`${definition.name}.${method}: ${error}`);
  }
}

const sign = (party: Party, roles: Readonly<Record<string, "owner">> = { [party.project]: "owner" }) =>
  system.signer.sign({ user: party.account, roles, trace: "t" });

/** A request that names everything of a party, under the names that the messages use. */
const requestOf = (party: Party, project = party.project) => ({ ...party.ids, project });

/** Not for persons: whoever they are, the answer tells nothing of the project. */
const closedToPersons = (access: Access) => access === "service" || access === "local" || access === "admin";

describe.each(definitions.map((definition) => ({ name: definition.name, definition })))("$name", ({ definition }) => {
  test("is answered by one service, which says of every method who may call it", () => {
    expect(Object.keys(boundOf(definition).access).sort()).toEqual(Object.keys(definition.methods).sort());
  });

  describe.each(Object.keys(definition.methods).map((method) => ({ method })))("$method", ({ method }) => {
    const access = () => boundOf(definition).access[method]!;
    const refused = async (token: string | undefined, request: object = requestOf(victim)): Promise<ArgosyError> => {
      const outcome = await call(definition, method, request, token);
      return outcome instanceof ArgosyError ? outcome : expect.fail(`was answered with ${outcome}`);
    };

    test("no token", async () => expect(await refused(undefined)).toMatchObject({ code: "unauthenticated", reason: "TOKEN_MISSING" }));

    test("forged tokens", async () => {
      const other = await createSigner(clock).sign({ user: victim.account, roles: { [victim.project]: "owner" }, trace: "t" });
      const [head = "", , signature = ""] = (await sign(stranger)).split(".");
      const claims = Buffer.from(
        JSON.stringify({ roles: { [victim.project]: "owner" }, trace: "t", iss: "argosy", iat: 0, exp: 1e12 }),
      ).toString("base64url");
      const none = `${Buffer.from('{"alg":"none"}').toString("base64url")}.${claims}.`;
      for (const token of [other, `${head}.${claims}.${signature}`, none, victim.token, "x"])
        expect(await refused(token)).toMatchObject({ code: "unauthenticated", reason: "TOKEN_INVALID" });
    });

    test("an expired token", async () => {
      const old = createSigner(manualClock(clock.now() - 3_600_000));
      const verify = createVerifier(clock, [old.publicKey]);
      await expect(verify(await old.sign({ user: victim.account, roles: {}, trace: "t" }))).rejects.toMatchObject({
        reason: "TOKEN_EXPIRED",
      });
      const token = await system.signer.sign({ user: victim.account, roles: { [victim.project]: "owner" }, trace: "t" }, -1);
      expect(await refused(token)).toMatchObject({ code: "unauthenticated", reason: "TOKEN_EXPIRED" });
    });

    test("another project's token is answered as if there were no such project", async () => {
      const error = await refused(await sign(stranger));
      const missing = await refused(await sign(stranger), requestOf(victim, "0".repeat(26)));
      expect(error.code).toBe(closedToPersons(access()) ? "permission_denied" : "not_found");
      expect({ ...error, message: error.message }).toEqual({ ...missing, message: missing.message });
    });

    test("things of another project are not told under the name of one's own", async () => {
      const outcome = await call(definition, method, requestOf(victim, stranger.project), await sign(stranger));
      const text = outcome instanceof ArgosyError ? `${outcome.message} ${JSON.stringify(outcome.details)}` : outcome;
      expect(text).not.toContain(victim.mark);
    });
  });
});

test("no method is unscoped", () => {
  const unscoped = methods.filter(({ definition, method }) => boundOf(definition).access[method] === "unscoped");
  expect(unscoped).toEqual([]);
});
