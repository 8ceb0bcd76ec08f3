import { newId } from "@argosy/core";
import { createProject, insertToken } from "@argosy/gateway";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manualClock } from "../support/manual-clock.ts";
import type { TestSystem } from "../support/start-services.ts";
import { startTestSystem } from "../support/start-services.ts";
import type { Example } from "./operations.ts";
import { OPERATIONS } from "./operations.ts";
import { loadServices } from "./services.ts";
import type { Party } from "./world-of-two.ts";
import { makeParty } from "./world-of-two.ts";

type Response = Awaited<ReturnType<TestSystem["app"]["inject"]>>;

interface Operation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly open: boolean;
}

/** Stacks, statements, files of ours: nothing that an answer may show. */
const INSIDE = /\bat \S+ \(|node_modules|\.ts\b|\bselect\b.*\bfrom\b|\binsert into\b|postgres|\/home\/|\/tmp\//i;
const RIGHTS_MS = 30_000;
const clock = manualClock(Date.now());
let system: TestSystem;
let operations: Operation[];
let victim: Party;
let stranger: Party;
/** Tokens that must not open anything of the victim's project. */
const foreign: { readonly what: string; readonly program: string; readonly session: string }[] = [];

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices(), clock });
  victim = await makeParty(system, clock, "victim");
  stranger = await makeParty(system, clock, "stranger");
  foreign.push({ what: "another account's", program: stranger.token, session: stranger.session });
  const second = await createProject(system.db, victim.account, "second");
  const token = { accountId: victim.account, kind: "api", name: "t", project: second.id, role: "owner", ttlMs: 1e9 } as const;
  foreign.push({
    what: "the same account's other project's",
    program: (await insertToken(system.db, clock, token)).secret,
    session: stranger.session,
  });
  operations = operationsOf((await system.app.inject("/api/openapi.json")).json());
});
afterAll(() => system.stop());

function operationsOf(document: { paths: Record<string, Record<string, { operationId: string; security: unknown[] }>> }): Operation[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: operation.operationId,
      method: method.toUpperCase(),
      path,
      open: operation.security.length === 0,
    })),
  );
  // What deletes comes last, and of that the project.
  const order = ({ id, method }: Operation) => (id === "deleteProject" ? 2 : method === "DELETE" ? 1 : 0);
  return all.sort((a, b) => order(a) - order(b));
}

const exampleOf = ({ id }: Operation): Example => OPERATIONS[id] ?? expect.fail(`the operation ${id} has no example`);
const needsPerson = ({ binding }: Example, { id }: Operation) =>
  binding === "person" || binding === "admin" || /^(create|delete)Token$|^(restore|purge)Project$/.test(id);

/** Asks as somebody for a party's thing, or with `missing` for one that never was. */
async function ask(operation: Operation, token: string | undefined, party: Party, missing = false): Promise<Response> {
  const example = exampleOf(operation);
  const bindingName = operation.path.includes("{project}")
    ? "project"
    : (["token", "trashed"].find((name) => operation.path.includes(`{${name}}`)) ?? "id");
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    if (missing && name === bindingName) return newId();
    return (
      example.params?.[name] ??
      party.ids[name === "id" ? example.thing! : (example.names?.[name] ?? name)] ??
      expect.fail(`${operation.id} lacks ${name}`)
    );
  });
  const inBody = missing ? { ...party, project: newId() } : party;
  const body = example.body?.(inBody);
  const response = (await system.app.inject({
    method: operation.method as "GET",
    url: path + (example.query?.(inBody) ?? ""),
    headers: { ...example.headers, ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
    ...(body === undefined ? {} : { payload: body as object }),
    // Events never end; the others are read from the same kind of answer.
    ...(operation.id === "watchEvents" ? { payloadAsStream: true } : {}),
  })) as Response;
  if (response.statusCode >= 400 && operation.id !== "watchEvents")
    expect([operation.id, response.body]).toEqual([operation.id, expect.not.stringMatching(INSIDE)]);
  return response;
}

/** A problem without the name of its request. */
function problemOf(response: Response): unknown {
  if (response.body === "") return "";
  const { traceId: _, ...rest } = response.json() as Record<string, unknown>;
  return rest;
}

async function textOf(response: Response, operation: Operation): Promise<string> {
  if (operation.id !== "watchEvents") return response.body;
  const stream = response.stream();
  for await (const first of stream) {
    stream.destroy();
    return String(first);
  }
  return "";
}

test("every operation has an example, and every example an operation", () => {
  expect(operations.map(({ id }) => id).sort()).toEqual(Object.keys(OPERATIONS).sort());
});

test("open are exactly the operations that say nothing of a project", () => {
  const open = operations.filter((operation) => operation.open).map(({ id }) => id);
  const expected = Object.entries(OPERATIONS).filter(([, { binding }]) => binding === "public");
  expect(open.sort()).toEqual(expected.map(([id]) => id).sort());
});

// Before the owner deletes what is his.
describe("things of another project that a request names beside its own", () => {
  const own = (path: string) => `/api/projects/${stranger.project}/${path}`;
  const asked = (method: "GET" | "POST", url: string, payload?: object) =>
    system.app.inject({
      method,
      url,
      headers: { authorization: `Bearer ${stranger.token}` },
      ...(payload === undefined ? {} : { payload }),
    });
  const run = () => victim.ids["run"]!;

  test("in a query", async () => {
    const image = stranger.ids["image"];
    const addresses = [
      `/blobs/${image}/tiles/0/0/0?run=${run()}`,
      `/blobs/${image}.dzi?run=${run()}`,
      `/blobs/${image}_files/0/0_0.png?run=${run()}`,
      `/blobs/${image}/gettile/0/0/0?run=${run()}`,
      `/api/jobs?project=${victim.project}`,
    ];
    for (const address of addresses) {
      const response = await asked("GET", address);
      const missing = await asked("GET", address.replace(run(), newId()).replace(victim.project, newId()));
      expect([address, response.statusCode, problemOf(response)]).toEqual([address, 404, problemOf(missing)]);
    }
    for (const list of [`bundles?run=${run()}`, `runs?collection=${victim.ids["collection"]}`]) {
      const response = await asked("GET", own(list));
      expect([list, Object.values(response.json())[0]]).toEqual([list, []]);
    }
  });

  test("in a body", async () => {
    const { project } = stranger;
    const jobs = [
      { kind: "run", project, collection: victim.ids["collection"], graph: "plankton" },
      { kind: "run", project, collection: stranger.ids["collection"], graph: victim.ids["graph"] },
      { kind: "import", project, collection: "c", uploads: [victim.ids["upload"]] },
      { kind: "training", project, run: run() },
      { kind: "map", project, run: run() },
      { kind: "export", project, run: run() },
    ];
    for (const job of jobs) {
      const response = await asked("POST", "/api/jobs", job);
      expect([job, response.statusCode, response.body.includes(victim.mark)]).toEqual([job, 404, false]);
    }
    const labels = { labels: [{ object: victim.ids["object"], class: "theirs" }], createClasses: true };
    const labelled = await asked("POST", own("labels"), labels);
    expect(labelled.statusCode === 200 ? labelled.json().changed : 0).toBe(0);
    const label = await system.db.query("select 1 from classify.label where object_id = $1 and project_id = $2", [
      victim.ids["object"],
      project,
    ]);
    expect(label).toEqual([]);
  });

  test("in the address", async () => {
    const { ids } = victim;
    for (const path of [
      `collections/${ids["collection"]}`,
      `images/${ids["image"]}`,
      `graphs/${ids["graph"]}`,
      `runs/${run()}`,
      `runs/${run()}/objects.csv`,
      `runs/${run()}/images/${ids["image"]}/labels.tif`,
      `bundles/${ids["bundle"]}`,
      `models/${ids["model"]}`,
      `maps/${ids["map"]}`,
    ]) {
      const response = await asked("GET", own(path));
      expect([path, response.statusCode, response.body.includes(victim.mark)]).toEqual([path, 404, false]);
    }
  });
});

describe("over every operation that is not open", () => {
  const closed = () => operations.filter((operation) => !operation.open);

  test("no token: 401", async () => {
    for (const operation of closed())
      expect([operation.id, (await ask(operation, undefined, victim)).statusCode]).toEqual([operation.id, 401]);
  });

  test.each([
    { name: "a made-up secret", forge: async () => `argosy_${"A".repeat(43)}` },
    {
      name: "a signed identity of the inner calls",
      forge: () => system.signer.sign({ user: victim.account, roles: { [victim.project]: "owner" }, trace: "t" }),
    },
    { name: "a quote", forge: async () => "' or 1=1 --" },
  ])("a forged token, $name: 401", async ({ forge }) => {
    const token = await forge();
    for (const operation of closed()) expect([operation.id, (await ask(operation, token, victim)).statusCode]).toEqual([operation.id, 401]);
  });

  test("an expired token: 401 TOKEN_EXPIRED", async () => {
    const { secret } = await insertToken(system.db, clock, { accountId: victim.account, kind: "session", name: "old", ttlMs: -1 });
    for (const operation of closed()) {
      const response = await ask(operation, secret, victim);
      expect([operation.id, response.statusCode]).toEqual([operation.id, 401]);
      if (operation.method !== "HEAD") expect(await textOf(response, operation)).toContain('"TOKEN_EXPIRED"');
    }
  });

  test("another project's token: nothing is there, or nothing of the other project is told", async () => {
    // Who signs out ends his own session and nothing else.
    for (const operation of closed().filter(({ id }) => id !== "deleteSession")) {
      const example = exampleOf(operation);
      for (const { what, program, session } of foreign) {
        const token = needsPerson(example, operation) ? session : program;
        const response = await ask(operation, token, victim);
        const label = `${operation.id} with ${what} token`;
        if (example.binding === "bound") {
          expect([label, response.statusCode]).toEqual([label, 404]);
          expect([label, problemOf(response)]).toEqual([label, problemOf(await ask(operation, token, victim, true))]);
        } else if (example.binding === "admin") expect([label, response.statusCode]).toEqual([label, 403]);
        else {
          const text = await textOf(response, operation);
          expect([label, response.statusCode < 300]).toEqual([label, true]);
          // The second token is of the victim's own account: it may tell his name, never his project.
          for (const secret of [victim.project, `${victim.mark}-project`]) expect([label, text.includes(secret)]).toEqual([label, false]);
        }
      }
    }
  });

  test("a revoked token: 401 within 30 seconds", async () => {
    const { db } = system;
    for (const operation of closed()) {
      const { row, secret } = await insertToken(db, clock, { accountId: victim.account, kind: "session", name: "soon over", ttlMs: 1e9 });
      const me = () => system.app.inject({ url: "/api/me", headers: { authorization: `Bearer ${secret}` } });
      expect((await me()).statusCode).toBe(200);
      await db.query("update token set revoked_at = now() where id = $1", [row.id]);
      clock.advance(RIGHTS_MS);
      expect([operation.id, (await ask(operation, secret, victim)).statusCode]).toEqual([operation.id, 401]);
    }
  });

  test("a viewer's token changes nothing: 403 or, for what needs a person, 403 too", async () => {
    const viewer = { accountId: victim.account, kind: "api", name: "v", project: victim.project, role: "viewer", ttlMs: 1e9 } as const;
    const { secret } = await insertToken(system.db, clock, viewer);
    for (const operation of closed()) {
      if (operation.method === "GET" || operation.method === "HEAD" || exampleOf(operation).readsOnly === true) continue;
      expect([operation.id, (await ask(operation, secret, victim)).statusCode]).toEqual([operation.id, 403]);
    }
  });

  test("the owner is let in: what was refused above was there", async () => {
    for (const operation of closed()) {
      const example = exampleOf(operation);
      if (operation.id === "deleteSession" || example.binding === "admin") continue;
      const response = await ask(operation, needsPerson(example, operation) ? victim.session : victim.token, victim);
      const text = await textOf(response, operation);
      expect([operation.id, response.statusCode, [401, 403].includes(response.statusCode)]).toEqual([
        operation.id,
        response.statusCode,
        false,
      ]);
      expect([operation.id, text.includes("there is no such thing")]).toEqual([operation.id, false]);
      expect([operation.id, text.includes("something went wrong")]).toEqual([operation.id, false]);
    }
  });
});

test("an event stream ends when its token is revoked", async () => {
  const { db } = system;
  const { row, secret } = await insertToken(db, clock, { accountId: stranger.account, kind: "session", name: "s", ttlMs: 1e9 });
  const response = await system.app.inject({ url: "/api/events", headers: { authorization: `Bearer ${secret}` }, payloadAsStream: true });
  const chunks = response.stream()[Symbol.asyncIterator]();
  expect(String((await chunks.next()).value)).toContain("retry");
  await db.query("update token set revoked_at = now() where id = $1", [row.id]);
  const end = (async () => {
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) clock.advance(RIGHTS_MS);
  })();
  clock.advance(RIGHTS_MS);
  await end;
});

test("a project that another gateway has just made is open to its owner, and to nobody else", async () => {
  const { db, app } = system;
  const sessionOf = async ({ account }: Party) =>
    (await insertToken(db, clock, { accountId: account, kind: "session", name: "here", ttlMs: 1e9 })).secret;
  const [own, other] = [await sessionOf(stranger), await sessionOf(victim)];
  const ask = async (secret: string, project: string) =>
    (await app.inject({ url: `/api/projects/${project}`, headers: { authorization: `Bearer ${secret}` } })).statusCode;
  // From now on this gateway remembers the rights of both.
  expect([await ask(own, newId()), await ask(other, newId())]).toEqual([404, 404]);
  const made = await createProject(db, stranger.account, "made elsewhere");
  expect([await ask(own, made.id), await ask(other, made.id)]).toEqual([200, 404]);
});
