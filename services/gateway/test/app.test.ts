import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadServices } from "../../../test/security/services.ts";
import type { TestSystem } from "../../../test/support/start-services.ts";
import { startTestSystem } from "../../../test/support/start-services.ts";

let system: TestSystem;
let headers: Record<string, string>;
let project: string;

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices() });
  headers = { authorization: `Bearer ${await system.gateway.localToken()}` };
  project = (await system.app.inject({ url: "/api/projects", headers })).json().projects[0].id;
});
afterAll(() => system.stop());

const get = (url: string) => system.app.inject({ url, headers });
const post = (url: string, payload: object | string, type = "application/json") =>
  system.app.inject({ method: "POST", url, headers: { ...headers, "content-type": type }, payload });

describe("every answer", () => {
  test("tells browsers to guess and run nothing", async () => {
    for (const url of ["/healthz", "/api/me", "/nope", "/blobs/x"]) {
      const { headers: sent } = await get(url);
      expect(sent).toMatchObject({ "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "x-frame-options": "DENY" });
      expect(sent["content-security-policy"]).toContain("default-src 'none'");
      expect(sent["argosy-trace"]).toMatch(/^[0-9a-f]{32}$/);
    }
  });

  test("of a failure is a problem document with the trace and nothing of the inside", async () => {
    const response = await get(`/api/projects/${project}/runs/${"0".repeat(26)}`);
    expect(response.headers["content-type"]).toBe("application/problem+json; charset=utf-8");
    expect(response.json()).toMatchObject({ status: 404, code: "not_found", traceId: response.headers["argosy-trace"] });
    expect(response.body).not.toMatch(/select |node_modules|\.ts|at /);
  });
});

describe("addresses", () => {
  test.each([
    "/blobs/%2e%2e%2fx",
    "/blobs/..%2f..%2fetc%2fpasswd",
    "/blobs/%00",
    `/blobs/${"a".repeat(150)}`,
    "/api/jobs/%00",
    "/zarr/..%2f/zarr.json",
    `/api/projects/${"x".repeat(26)}`,
    "/assets/../package.json",
  ])("%s is not there", async (url) => expect((await get(url)).statusCode).toBe(404));

  test("a broken escape is malformed", async () => expect((await get("/blobs/%ff")).statusCode).toBe(400));
});

describe("bodies", () => {
  test.each([
    { name: "an unknown field", body: { name: "a", owner_id: "x" }, pointer: "/owner_id" },
    { name: "a number for a text", body: { name: 5 }, pointer: "/name" },
    { name: "null", body: { name: null }, pointer: "/name" },
    { name: "a control character", body: { name: "a\nb" }, pointer: "/name" },
  ])("$name is refused by its place", async ({ body, pointer }) => {
    const response = await post("/api/projects", body);
    expect([response.statusCode, response.json().reason, response.json().details.pointer]).toEqual([400, "FIELD_INVALID", pointer]);
  });

  test("numbers are not read out of texts", async () => {
    const token = { name: "t", project, role: "viewer", days: "0x10" };
    expect((await post("/api/tokens", token)).json()).toMatchObject({ reason: "FIELD_INVALID", details: { pointer: "/days" } });
    expect((await post("/api/tokens", { ...token, days: true })).statusCode).toBe(400);
    expect((await post("/api/tokens", { ...token, days: 1e20 })).statusCode).toBe(400);
  });

  test("2 MB are too many", async () => {
    const response = await post("/api/projects", `{"name":"${"a".repeat(2 ** 21)}"}`);
    expect([response.statusCode, response.json().reason]).toEqual([413, "BODY_TOO_LARGE"]);
  });

  test("200,000 levels are too many", async () => {
    const response = await post("/api/projects", "[".repeat(200_000) + "]".repeat(200_000));
    expect([response.statusCode, response.json().reason]).toEqual([400, "JSON_TOO_DEEP"]);
  });

  test("other types are not read", async () => {
    expect((await post("/api/projects", "<name/>", "text/xml")).statusCode).toBe(400);
    expect((await post("/api/projects", "name=a", "application/x-www-form-urlencoded")).statusCode).toBe(400);
  });

  test("a job is judged by the fields of its kind", async () => {
    const unknown = await post("/api/jobs", { kind: "magic", project });
    expect([unknown.statusCode, unknown.json().reason]).toEqual([400, "FIELD_INVALID"]);
    const lacking = await post("/api/jobs", { kind: "run", project, graph: "plankton" });
    expect(lacking.json().detail).toContain("collection");
    const strange = await post("/api/jobs", { kind: "run", project, graph: "plankton", collection: project, speed: 9 });
    expect(strange.json().details.pointer).toBe("/speed");
  });
});

describe("queries", () => {
  test.each(["limit=0", "limit=1.5", "limit=x", "limit=1001", "colour=red", "state=lost", "project=1"])("%s is refused", async (query) => {
    const response = await get(`/api/jobs?${query}`);
    expect([response.statusCode, response.json().reason]).toEqual([400, "FIELD_INVALID"]);
  });

  test("a NUL is refused before anybody sees it", async () => {
    const response = await get(`/api/projects/${project}/runs/${project}/objects?sort=%00`);
    expect([response.statusCode, response.json().reason]).toEqual([400, "TEXT_INVALID"]);
  });

  test("a filter has three parts", async () => {
    expect((await get(`/api/projects/${project}/runs/${project}/objects?filter=area`)).json()).toMatchObject({ reason: "FIELD_INVALID" });
  });
});

describe("graphs and nodes", () => {
  test("every node class is shown with the schema of its parameters", async () => {
    const { nodes } = (await get("/api/nodes")).json();
    const otsu = nodes.find(({ name }: { name: string }) => name === "threshold.otsu");
    expect(otsu).toMatchObject({ version: 1, stage: "segment", params: { type: "object" }, inputs: { image: { kind: "image" } } });
    expect(otsu.examples.length).toBeGreaterThan(0);
  });

  test("a wrong parameter is named with what was expected and what came", async () => {
    const { templates } = (await get("/api/templates")).json();
    const definition = templates.find(({ name }: { name: string }) => name === "plankton");
    const [node] = definition.nodes;
    const wrong = { ...definition, nodes: definition.nodes.map((n: object) => (n === node ? { ...n, params: { nonsense: 1 } } : n)) };
    const response = await post(`/api/projects/${project}/graphs/validate`, { definition: wrong });
    expect([response.statusCode, response.json().reason, response.json().details.pointer]).toEqual([400, "PARAM_INVALID", "/nonsense"]);
  });

  test("a stored graph is given back with its defaults", async () => {
    const { templates } = (await get("/api/templates")).json();
    const stored = await post(`/api/projects/${project}/graphs`, { definition: { ...templates[0], name: "mine" } });
    expect(stored.statusCode).toBe(201);
    const { graphs } = (await get(`/api/projects/${project}/graphs`)).json();
    expect(graphs.map(({ name }: { name: string }) => name)).toContain("mine");
  });
});

test("the document is OpenAPI 3.1, and each operation says what it answers", async () => {
  const document = (await system.app.inject("/api/openapi.json")).json();
  expect(document.openapi).toBe("3.1.0");
  const operations = Object.values(
    document.paths as Record<string, Record<string, { operationId: string; responses: object; summary: string }>>,
  ).flatMap((methods) => Object.values(methods));
  expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
  for (const { responses, summary } of operations) {
    expect(summary).not.toBe("");
    expect(Object.keys(responses)).toContain("default");
  }
});

test("the check finds nothing wrong, and says what it looked at", async () => {
  const response = await post(`/api/projects/${project}/check`, {});
  expect(response.statusCode).toBe(200);
  expect(response.json()).toMatchObject({ findings: [], checked: { audit: expect.any(Number) } });
});
