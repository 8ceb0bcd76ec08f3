import { ArgosyError } from "@argosy/core";
import type { BoundService, Client, Identity, Implementation, Middleware, Transport } from "@argosy/rpc";
import { bindService, createClient, inTrace } from "@argosy/rpc";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { LogLine } from "../support/silent-log.ts";
import { recordingLog } from "../support/silent-log.ts";
import type { EchoServiceDefinition as Definition } from "./gen/argosy/test/v1/echo.ts";
import { EchoServiceDefinition } from "./gen/argosy/test/v1/echo.ts";

/** How a transport is put between a client and a service. */
export type Connect = (service: BoundService, middleware: Middleware) => Promise<{ transport: Transport; close(): Promise<void> }>;

/** Tokens of the suite: who they stand for is written here, so that the suite needs no keys. */
const IDENTITIES: Readonly<Record<string, Identity>> = {
  viewer: { user: "vera", roles: { ocean: "viewer" }, trace: "t" },
  editor: { user: "emil", roles: { ocean: "editor" }, trace: "t" },
  owner: { user: "olga", roles: { ocean: "owner" }, trace: "t", local: true },
  service: { service: "segment", roles: {}, trace: "t" },
};

const TRACE = { traceId: "4bf92f3577b34da6a3ce929d0e0e4736", spanId: "00f067aa0ba902b7", sampled: true };

const failure = (promise: Promise<unknown>): Promise<ArgosyError> =>
  promise.then(
    () => expect.fail("did not fail"),
    (error: unknown) => (error instanceof ArgosyError ? error : expect.fail(`not an ArgosyError: ${error}`)),
  );

async function verifyIdentity(token: string): Promise<Identity> {
  if (token === "expired") throw new ArgosyError("unauthenticated", "the token has expired", { reason: "TOKEN_EXPIRED" });
  const identity = IDENTITIES[token];
  if (identity === undefined) throw new ArgosyError("unauthenticated", "the token is not valid", { reason: "TOKEN_INVALID" });
  return identity;
}

/** What the handlers saw, for the tests to ask. */
class Echo {
  produced = 0;
  cancelled = Promise.withResolvers<ArgosyError>();
  ended = Promise.withResolvers<void>();

  readonly handlers: Implementation<Definition> = {
    echo: async ({ text, blob, numbers }) => ({ text, blob, numbers }),
    edit: async ({ text }) => ({ text }),
    work: async ({ text }) => ({ text }),
    own: async ({ text }) => ({ text }),
    who: async (_, { identity, trace }) => ({ user: identity.user ?? identity.service ?? "", trace: trace.traceId }),
    fail: async ({ text }) => {
      if (text === "refusal")
        throw new ArgosyError("unprocessable", "the grün image is too large", {
          reason: "IMAGE_TOO_LARGE",
          details: { limit: 5, what: "☃" },
          cause: new Error("secret"),
        });
      if (text === "many") throw new ArgosyError("conflict", "much to say", { details: { list: "x".repeat(20_000) } });
      throw new TypeError("secret: /etc/secret");
    },
    hang: (_, { signal }) =>
      new Promise((_resolve, reject) => {
        signal.addEventListener("abort", () => {
          this.cancelled.resolve(signal.reason as ArgosyError);
          reject(signal.reason);
        });
      }),
    count: (request, { signal }) => this.#count(request, signal),
  };

  async *#count({ count, size, fail, hang }: { count: number; size: number; fail: boolean; hang: boolean }, signal: AbortSignal) {
    try {
      for (let number = 1; number <= count; number++) {
        this.produced = number;
        yield { number, padding: new Uint8Array(size) };
      }
      if (fail) throw new ArgosyError("data_loss", "the rest is gone", { reason: "OBJECT_CORRUPT", details: { key: "k" } });
      if (hang) await new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason)));
    } finally {
      this.ended.resolve();
    }
  }
}

/** What calling promises, whichever way a call goes. */
export function rpcContract(connect: Connect): void {
  let echo: Echo;
  let current: Echo;
  let close: () => Promise<void>;
  let transport: Transport;
  const lines: LogLine[] = [];
  const as = (token: string | undefined): Client<Definition> => createClient(EchoServiceDefinition, transport, { token: () => token });
  const request = { project: "ocean", text: "hello" };

  beforeAll(async () => {
    const names = ["echo", "fail", "hang", "count", "edit", "work", "own", "who"] as const;
    const relayed = Object.fromEntries(
      names.map((name) => [
        name,
        (message: never, context: never) => (current.handlers[name] as (...given: never[]) => unknown)(message, context),
      ]),
    ) as unknown as Implementation<Definition>;
    const access = {
      echo: "viewer",
      fail: "viewer",
      hang: "viewer",
      count: "viewer",
      edit: "editor",
      work: "service",
      own: "local",
      who: "unscoped",
    } as const;
    const service = bindService(EchoServiceDefinition, relayed, access, { hang: { timeoutMs: 300 }, count: { idleMs: 300 } });
    const connected = await connect(service, { verifyIdentity, log: recordingLog(lines) });
    transport = connected.transport;
    close = connected.close;
  });
  afterAll(() => close());
  beforeEach(() => {
    echo = new Echo();
    current = echo;
    lines.length = 0;
  });

  describe("one answer", () => {
    test("comes back as it was given", async () => {
      const given = { ...request, blob: Uint8Array.of(0, 1, 255), numbers: [0.1, Number.NaN, -0, 2 ** 60] };
      const { text, blob, numbers } = await as("viewer").echo(given);
      expect({ text, blob: [...blob], numbers }).toEqual({ text: "hello", blob: [0, 1, 255], numbers: given.numbers });
    });
    test("what was left out has its zero value", async () => {
      const { text, numbers } = await as("viewer").echo({ project: "ocean" });
      expect({ text, numbers }).toEqual({ text: "", numbers: [] });
    });
    test("a message over 4 MiB is refused on either way", async () => {
      const error = await failure(as("viewer").echo({ ...request, blob: new Uint8Array(5 * 2 ** 20) }));
      expect(error.code).toBe("payload_too_large");
    });
  });

  describe("errors", () => {
    test("keep code, reason, message and details; the cause stays behind", async () => {
      const error = await failure(as("viewer").fail({ ...request, text: "refusal" }));
      const { code, reason, message, details, cause } = error;
      const expected = {
        code: "unprocessable",
        reason: "IMAGE_TOO_LARGE",
        message: "the grün image is too large",
        details: { limit: 5, what: "☃" },
      };
      expect({ code, reason, message, details }).toEqual(expected);
      expect(cause).toBeUndefined();
    });
    test("details beyond 4 KiB are left out", async () => {
      const error = await failure(as("viewer").fail({ ...request, text: "many" }));
      expect([error.code, error.details]).toEqual(["conflict", { detailsTooLarge: true }]);
    });
    test("what nobody foresaw is internal, says nothing to the caller and everything to the log", async () => {
      const error = await failure(as("viewer").fail(request, { trace: TRACE }));
      expect(error.code).toBe("internal");
      expect(`${error.message}${JSON.stringify(error.details)}${error.cause ?? ""}`).not.toContain("secret");
      const line = lines.find(({ level }) => level === "error")!;
      expect(((line.fields["error"] as ArgosyError).cause as Error).message).toContain("secret");
      expect(line.fields).toMatchObject({ api: "EchoService", method: "fail", traceId: TRACE.traceId, user: "vera" });
    });
  });

  describe("identity", () => {
    test.each([
      { token: undefined, reason: "TOKEN_MISSING" },
      { token: "forged", reason: "TOKEN_INVALID" },
      { token: "expired", reason: "TOKEN_EXPIRED" },
    ])("the token $token is refused with $reason, also for a stream and where no project is named", async ({ token, reason }) => {
      const client = as(token);
      const stream = async () => {
        for await (const _ of client.count({ project: "ocean", count: 1 })) expect.fail("a message came");
      };
      for (const error of [await failure(client.echo(request)), await failure(stream()), await failure(client.who({}))])
        expect([error.code, error.reason]).toEqual(["unauthenticated", reason]);
    });
    test.each(["echo", "edit", "own"] as const)("%s in a foreign project is not found", async (method) => {
      const error = await failure(as("owner")[method]({ project: "desert", text: "" }));
      expect(error.code).toBe("not_found");
    });
    test("a project is not found in what every object inherits", async () => {
      for (const project of ["constructor", "__proto__"]) expect((await failure(as("viewer").echo({ project }))).code).toBe("not_found");
    });
    test("a request without project is refused", async () => {
      expect((await failure(as("viewer").echo({ project: "" }))).reason).toBe("FIELD_INVALID");
    });
    test.each([
      { method: "edit", allowed: ["editor", "owner", "service"] },
      { method: "echo", allowed: ["viewer", "editor", "owner", "service"] },
      { method: "work", allowed: ["service"] },
      { method: "own", allowed: ["owner"] },
    ] as const)("$method is for $allowed", async ({ method, allowed }) => {
      const answers = ["viewer", "editor", "owner", "service"].map(async (token) => {
        const outcome = await as(token)
          [method](request)
          .catch((error: ArgosyError) => error.reason);
        if (typeof outcome === "object") return [token];
        expect(outcome).toBe("PERMISSION_MISSING");
        return [];
      });
      expect((await Promise.all(answers)).flat()).toEqual(allowed);
    });
    test("a call names its caller and its trace", async () => {
      expect(await as("viewer").who({}, { trace: TRACE })).toEqual({ user: "vera", trace: TRACE.traceId });
      expect(await inTrace(TRACE, () => as("editor").who({}))).toEqual({ user: "emil", trace: TRACE.traceId });
      expect((await as("viewer").who({})).trace).toMatch(/^[0-9a-f]{32}$/);
    });
  });

  describe("time", () => {
    test("the caller's deadline ends the call on both sides", async () => {
      const error = await failure(as("viewer").hang(request, { deadline: Date.now() + 30 }));
      expect(error.code).toBe("deadline_exceeded");
      await echo.cancelled.promise;
    });
    test("the method's own limit holds where the caller asks for more", async () => {
      const error = await failure(as("viewer").hang(request, { deadline: Date.now() + 20_000 }));
      expect([error.code, error.details]).toEqual(["deadline_exceeded", { limitMs: 300 }]);
    });
    test("the caller's signal cancels the handler", async () => {
      const stop = new AbortController();
      const call = failure(as("viewer").hang(request, { signal: stop.signal }));
      setImmediate(() => stop.abort());
      expect((await call).code).toBe("cancelled");
      expect((await failure(as("viewer").hang(request, { signal: AbortSignal.abort() }))).code).toBe("cancelled");
    });
    test("a stream that stands still ends", async () => {
      const client = as("viewer");
      const read = async () => {
        for await (const { number } of client.count({ project: "ocean", count: 1, hang: true })) expect(number).toBe(1);
      };
      expect((await failure(read())).code).toBe("deadline_exceeded");
      await echo.ended.promise;
    });
  });

  describe("streams", () => {
    test("give every message in order, then end", async () => {
      const numbers: number[] = [];
      for await (const { number } of as("viewer").count({ project: "ocean", count: 1_000 })) numbers.push(number);
      expect(numbers).toEqual(Array.from({ length: 1_000 }, (_, i) => i + 1));
    });
    test("give what came before an error, then the error", async () => {
      const numbers: number[] = [];
      const read = async () => {
        for await (const { number } of as("viewer").count({ project: "ocean", count: 3, fail: true })) numbers.push(number);
      };
      const { code, reason, details } = await failure(read());
      expect({ numbers, code, reason, details }).toEqual({
        numbers: [1, 2, 3],
        code: "data_loss",
        reason: "OBJECT_CORRUPT",
        details: { key: "k" },
      });
    });
    test("a caller that stops reading stops the handler", async () => {
      for await (const { number } of as("viewer").count({ project: "ocean", count: 1_000_000, size: 1_000 })) if (number === 3) break;
      await echo.ended.promise;
      expect(echo.produced).toBeLessThan(100_000);
    });
    test("a caller that reads slowly slows the handler down", async () => {
      const messages = as("viewer")
        .count({ project: "ocean", count: 1_000, size: 2 ** 20 })
        [Symbol.asyncIterator]();
      await messages.next();
      // As many turns as a sender without bounds would need to send everything.
      for (let turn = 0; turn < 2_000; turn++) await new Promise((resolve) => setImmediate(resolve));
      expect(echo.produced).toBeLessThan(100);
      await messages.return?.();
      await echo.ended.promise;
    });
    test("the caller's signal ends it", async () => {
      const stop = new AbortController();
      const read = async () => {
        for await (const _ of as("viewer").count({ project: "ocean", count: 1, hang: true }, { signal: stop.signal })) stop.abort();
      };
      expect((await failure(read())).code).toBe("cancelled");
      await echo.ended.promise;
    });
  });
}
