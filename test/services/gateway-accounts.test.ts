import { createAccount, createProject, insertToken, verifyAudit } from "@argosy/gateway";
import { ingestService } from "@argosy/ingest";
import { pipelineService } from "@argosy/pipeline";
import { segmentService } from "@argosy/segment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manualClock } from "../support/manual-clock.ts";
import type { TestSystem } from "../support/start-services.ts";
import { startTestSystem } from "../support/start-services.ts";

const clock = manualClock(Date.now());
const PASSWORD = "correct horse battery";
const HOST = { host: "argosy.test" };
let system: TestSystem;
let owner: string;

beforeAll(async () => {
  system = await startTestSystem({ services: [ingestService, segmentService, pipelineService], clock, password: PASSWORD });
  owner = await system.gateway.localToken();
});
afterAll(() => system.stop());

const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const cookieOf = (header: string | readonly string[] | undefined) => String(header).split(";", 1)[0]!;

describe("the first start", () => {
  test("makes one owner with one project", async () => {
    const me = (await system.app.inject({ url: "/api/me", headers: bearer(owner) })).json();
    expect(me).toMatchObject({ name: "owner", admin: true, local: true });
    const { projects } = (await system.app.inject({ url: "/api/projects", headers: bearer(owner) })).json();
    expect(projects).toEqual([expect.objectContaining({ name: "My images", role: "owner" })]);
  });

  test("a new local token ends the old one", async () => {
    const old = await system.gateway.localToken();
    owner = await system.gateway.localToken();
    expect((await system.app.inject({ url: "/api/me", headers: bearer(old) })).statusCode).toBe(401);
    expect((await system.app.inject({ url: "/api/me", headers: bearer(owner) })).statusCode).toBe(200);
  });
});

describe("the sign-in code", () => {
  test("signs one browser in and counts once", async () => {
    const address = await system.gateway.signInUrl();
    const first = await system.app.inject({ url: address });
    expect([first.statusCode, first.headers.location]).toEqual([303, "/"]);
    expect(String(first.headers["set-cookie"])).toMatch(/^argosy_session=argosy_[\w-]{43}; .*HttpOnly; SameSite=Lax$/);
    expect((await system.app.inject({ url: address })).statusCode).toBe(401);
    const cookie = cookieOf(first.headers["set-cookie"]);
    expect((await system.app.inject({ url: address, headers: { cookie } })).statusCode).toBe(303);
    expect((await system.app.inject({ url: "/api/me", headers: { cookie } })).json()).toMatchObject({ local: true });
  });

  test("is too old after a day", async () => {
    const address = await system.gateway.signInUrl();
    clock.advance(24 * 3_600_000);
    expect((await system.app.inject({ url: address })).statusCode).toBe(401);
  });
});

describe("a password", () => {
  const signIn = (name: string, password: string) =>
    system.app.inject({ method: "POST", url: "/api/session", payload: { name, password } });

  test("signs in, not as somebody at the machine", async () => {
    const response = await signIn("Owner", PASSWORD);
    expect(response.statusCode).toBe(204);
    const me = await system.app.inject({ url: "/api/me", headers: { cookie: cookieOf(response.headers["set-cookie"]) } });
    expect(me.json()).toMatchObject({ name: "owner", local: false });
  });

  test("a wrong one and an unknown name are answered alike", async () => {
    const [wrong, unknown] = [await signIn("owner", "wrong"), await signIn("nobody", "wrong")];
    const plain = (body: string) => ({ ...JSON.parse(body), traceId: "" });
    expect(plain(wrong.body)).toEqual(plain(unknown.body));
    expect(wrong.statusCode).toBe(401);
  });

  test("who guesses is slowed down", async () => {
    const answers = [];
    for (let i = 0; i < 11; i++) answers.push((await signIn("guessed", String(i))).statusCode);
    expect(answers).toEqual([...Array(10).fill(401), 429]);
    clock.advance(60_000);
    expect((await signIn("guessed", "again")).statusCode).toBe(401);
  });
});

describe("a cookie", () => {
  const unsafe = async (headers: Record<string, string>) => {
    const { headers: given } = await system.app.inject({ url: await system.gateway.signInUrl() });
    const cookie = cookieOf(given["set-cookie"]);
    return (await system.app.inject({ method: "DELETE", url: "/api/session", headers: { ...HOST, cookie, ...headers } })).statusCode;
  };

  test.each([
    { name: "the page itself", headers: { "sec-fetch-site": "same-origin" }, status: 204 },
    { name: "an older browser on the page itself", headers: { origin: "http://argosy.test" }, status: 204 },
    { name: "another site", headers: { "sec-fetch-site": "cross-site" }, status: 403 },
    { name: "a neighbour under the same domain", headers: { "sec-fetch-site": "same-site" }, status: 403 },
    { name: "another site in an older browser", headers: { origin: "http://evil.test" }, status: 403 },
    { name: "a page without origin", headers: { origin: "null" }, status: 403 },
    { name: "nobody says where from", headers: {}, status: 403 },
  ])("$name: $status", async ({ headers, status }) => expect(await unsafe(headers as Record<string, string>)).toBe(status));
});

describe("a token for programs", () => {
  const make = async (role: string) => {
    const { projects } = (await system.app.inject({ url: "/api/projects", headers: bearer(owner) })).json();
    const payload = { name: "robot", project: projects[0].id, role, days: 1 };
    return (await system.app.inject({ method: "POST", url: "/api/tokens", headers: bearer(owner), payload })).json();
  };

  test("opens one project with one role, and is stored as a hash only", async () => {
    const { secret, project } = await make("viewer");
    const me = (await system.app.inject({ url: "/api/me", headers: bearer(secret) })).json();
    expect(me).toMatchObject({ admin: false, local: false, projects: { [project]: "viewer" } });
    const stored = await system.db.query("select t::text as row from token t");
    expect(JSON.stringify(stored)).not.toContain(secret);
    const listed = await system.app.inject({ url: "/api/tokens", headers: bearer(owner) });
    expect(listed.body).not.toContain(secret);
  });

  test("is refused at once where it was revoked", async () => {
    const { secret, id } = await make("editor");
    expect((await system.app.inject({ url: "/api/me", headers: bearer(secret) })).statusCode).toBe(200);
    expect((await system.app.inject({ method: "DELETE", url: `/api/tokens/${id}`, headers: bearer(owner) })).statusCode).toBe(204);
    expect((await system.app.inject({ url: "/api/me", headers: bearer(secret) })).statusCode).toBe(401);
  });

  test("makes no tokens and names no files of the machine", async () => {
    const { secret, project } = await make("owner");
    const token = { name: "child", project, role: "owner", days: 1 };
    expect((await system.app.inject({ method: "POST", url: "/api/tokens", headers: bearer(secret), payload: token })).statusCode).toBe(403);
    const job = { kind: "import", project, paths: ["/etc"] };
    const response = await system.app.inject({ method: "POST", url: "/api/jobs", headers: bearer(secret), payload: job });
    expect([response.statusCode, response.json().reason]).toEqual([403, "PERMISSION_MISSING"]);
  });
});

describe("the audit", () => {
  const entries = async () => (await system.db.one<{ count: number }>("select count(*)::int as count from audit"))!.count;

  test("has one entry for each change, none for what was refused or only read", async () => {
    const before = await entries();
    const created = await system.app.inject({ method: "POST", url: "/api/projects", headers: bearer(owner), payload: { name: "audited" } });
    const { id } = created.json();
    await system.app.inject({ method: "POST", url: "/api/projects", headers: bearer(owner), payload: { name: "audited" } });
    await system.app.inject({ url: `/api/projects/${id}`, headers: bearer(owner) });
    await system.app.inject({ method: "PATCH", url: `/api/projects/${id}`, headers: bearer(owner), payload: { owner_id: "x" } });
    expect(await entries()).toBe(before + 1);
    const last = await system.db.one("select operation, target, project_id from audit order by position desc limit 1");
    expect(last).toEqual({ operation: "createProject", target: "/api/projects", project_id: id });
  });

  test("can only grow", async () => {
    await expect(system.db.query("update audit set operation = 'x'")).rejects.toThrow();
    await expect(system.db.query("delete from audit")).rejects.toThrow();
    expect(await verifyAudit(system.db)).toEqual({ entries: await entries(), faults: [] });
  });

  test("shows what was changed, removed or put in behind its back", async () => {
    const check = (sql: string) =>
      system.db
        .transaction(async (tx) => {
          await tx.query("alter table audit disable trigger audit_append_only");
          await tx.query(sql);
          throw Object.assign(new Error("undo"), { found: (await verifyAudit(tx)).faults });
        })
        .catch((error: { found: string[] }) => error.found);
    expect(await check("update audit set account_id = 'x' where position = 2")).toEqual(["the entry 2 was changed"]);
    expect(await check("delete from audit where position = 2")).toEqual(["the entry 2 is missing"]);
    expect(await check("update audit set previous = 'x' where position = 2")).toContain("the entry 2 does not follow the one before");
  });
});

test("a project of one person is not there for another", async () => {
  const other = await createAccount(system.db, { name: "other" });
  const project = await createProject(system.db, other.id, "theirs");
  const { secret } = await insertToken(system.db, clock, { accountId: other.id, kind: "session", name: "s", ttlMs: 1e6 });
  expect((await system.app.inject({ url: `/api/projects/${project.id}`, headers: bearer(secret) })).statusCode).toBe(200);
  expect((await system.app.inject({ url: `/api/projects/${project.id}`, headers: bearer(owner) })).statusCode).toBe(404);
});
