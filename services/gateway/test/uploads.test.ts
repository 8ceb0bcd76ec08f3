import { createHash } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadServices } from "../../../test/security/services.ts";
import type { TestSystem } from "../../../test/support/start-services.ts";
import { startTestSystem } from "../../../test/support/start-services.ts";

const TUS = { "tus-resumable": "1.0.0" };
const BYTES = { ...TUS, "content-type": "application/offset+octet-stream" };
const NAME = `filename ${Buffer.from("tow/a.png").toString("base64")}`;
let system: TestSystem;
let authorization: string;
let all: string;

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices() });
  authorization = `Bearer ${await system.gateway.localToken()}`;
  const { projects } = (await system.app.inject({ url: "/api/projects", headers: { authorization } })).json();
  all = `/api/projects/${projects[0].id}/uploads`;
});
afterAll(() => system.stop());

type Method = "POST" | "PATCH" | "HEAD" | "DELETE" | "OPTIONS";
const send = (method: Method, url: string, headers: Record<string, string>, payload?: Buffer) =>
  system.app.inject({ method, url, headers: { authorization, ...headers }, ...(payload === undefined ? {} : { payload }) });
const open = async (size: number) =>
  String((await send("POST", all, { ...TUS, "upload-length": String(size), "upload-metadata": NAME })).headers.location);
const patch = (url: string, offset: number, bytes: string, more: Record<string, string> = {}) =>
  send("PATCH", url, { ...BYTES, "upload-offset": String(offset), ...more }, Buffer.from(bytes));
const offsetOf = async (url: string) => (await send("HEAD", url, TUS)).headers["upload-offset"];

test("the server says what it can", async () => {
  const response = await system.app.inject({ method: "OPTIONS", url: all });
  expect(response.statusCode).toBe(204);
  expect(response.headers).toMatchObject({
    "tus-version": "1.0.0",
    "tus-extension": "creation,creation-with-upload,termination,checksum,expiration",
    "tus-checksum-algorithm": "sha1,sha256,md5",
  });
  expect(Number(response.headers["tus-max-size"])).toBeGreaterThan(2 ** 30);
});

test("an upload is opened, continued where it stands, and stays when it is finished", async () => {
  const url = await open(10);
  expect(url).toMatch(new RegExp(`^${all}/[0-9a-v]{26}$`));
  expect(await offsetOf(url)).toBe("0");
  const first = await patch(url, 0, "12345");
  expect([first.statusCode, first.headers["upload-offset"]]).toEqual([204, "5"]);
  expect(new Date(String(first.headers["upload-expires"])).getTime()).toBeGreaterThan(Date.now());
  expect((await patch(url, 5, "67890")).headers["upload-offset"]).toBe("10");
  const head = await send("HEAD", url, TUS);
  expect(head.headers).toMatchObject({
    "upload-offset": "10",
    "upload-length": "10",
    "cache-control": "no-store",
    "tus-resumable": "1.0.0",
  });
  const stored = await system.database.db.one<{ parts: { key: string }[] }>("select parts from ingest.upload where id = $1", [
    url.slice(-26),
  ]);
  const bytes = await Promise.all(stored!.parts.map(async ({ key }) => Buffer.from((await system.store.get(key))!).toString()));
  expect(bytes.join("")).toBe("1234567890");
});

test("bytes may come along with the opening", async () => {
  const response = await send("POST", all, { ...BYTES, "upload-length": "5", "upload-metadata": NAME }, Buffer.from("123"));
  expect([response.statusCode, response.headers["upload-offset"]]).toEqual([201, "3"]);
});

test("an empty file is finished when it is opened", async () => {
  expect(await offsetOf(await open(0))).toBe("0");
});

test("an upload that is given up is gone", async () => {
  const url = await open(5);
  expect((await send("DELETE", url, TUS)).statusCode).toBe(204);
  expect((await send("HEAD", url, TUS)).statusCode).toBe(404);
  expect((await patch(url, 0, "12345")).statusCode).toBe(404);
});

describe("a checksum", () => {
  const digest = (algorithm: string, text: string) => `${algorithm} ${createHash(algorithm).update(text).digest("base64")}`;

  test.each(["sha1", "sha256", "md5"])("%s that is right", async (algorithm) => {
    const url = await open(5);
    expect((await patch(url, 0, "12345", { "upload-checksum": digest(algorithm, "12345") })).statusCode).toBe(204);
  });

  test("that is wrong: 460, and nothing of it counts or stays", async () => {
    const url = await open(5);
    const response = await patch(url, 0, "12345", { "upload-checksum": digest("sha1", "54321") });
    expect([response.statusCode, response.json().reason]).toEqual([460, "CHECKSUM_MISMATCH"]);
    expect(await offsetOf(url)).toBe("0");
    const keys = await Array.fromAsync(system.store.list(""));
    expect(keys.filter((key) => key.includes(url.slice(-26)))).toEqual([]);
  });

  test("of an unknown kind: 400", async () => {
    expect((await patch(await open(5), 0, "12345", { "upload-checksum": "crc32 AAAA" })).statusCode).toBe(400);
  });
});

describe("is refused", () => {
  test("a wrong offset: 409 with the right one", async () => {
    const url = await open(10);
    const response = await patch(url, 3, "x");
    expect([response.statusCode, response.json().reason, response.json().details]).toEqual([
      409,
      "UPLOAD_CONFLICT",
      { expected: 0, got: 3 },
    ]);
  });

  test("one of two at a time, and none of its bytes", async () => {
    const url = await open(10);
    const outcomes = await Promise.all([patch(url, 0, "aaaaa"), patch(url, 0, "bbbbb")]);
    const statuses = outcomes.map(({ statusCode }) => statusCode).sort();
    expect([
      [204, 409],
      [204, 423],
    ]).toContainEqual(statuses);
    expect(await offsetOf(url)).toBe("5");
  });

  test("more bytes than the upload has: 413", async () => {
    const url = await open(3);
    expect((await patch(url, 0, "12345")).statusCode).toBe(413);
    expect(await offsetOf(url)).toBe("0");
  });

  test.each([
    { name: "a length below zero", headers: { "upload-length": "-1" }, status: 400 },
    { name: "no length", headers: {}, status: 400 },
    { name: "a length that is no number", headers: { "upload-length": "1e3" }, status: 400 },
    { name: "a length beyond the limit", headers: { "upload-length": "999999999999999" }, status: 413 },
    { name: "a length beyond all numbers", headers: { "upload-length": "9".repeat(30) }, status: 400 },
    { name: "metadata that is no base64", headers: { "upload-length": "1", "upload-metadata": "filename !!" }, status: 400 },
    { name: "no name", headers: { "upload-length": "1", "upload-metadata": "" }, status: 400 },
    { name: "a name with a NUL", headers: { "upload-length": "1", "upload-metadata": "filename YQBi" }, status: 400 },
    { name: "an unknown kind", headers: { "upload-length": "1", "upload-metadata": `${NAME},kind ${btoa("disk")}` }, status: 400 },
  ])("$name: $status", async ({ headers, status }) => {
    const given = { ...TUS, "upload-metadata": NAME, ...headers } as Record<string, string>;
    expect((await send("POST", all, given)).statusCode).toBe(status);
  });

  test("another version of the protocol: 412 with ours", async () => {
    const response = await send("POST", all, { "tus-resumable": "0.2.2", "upload-length": "1", "upload-metadata": NAME });
    expect([response.statusCode, response.headers["tus-version"]]).toEqual([412, "1.0.0"]);
  });

  test("a body of another type", async () => {
    expect(
      (await send("PATCH", await open(5), { ...TUS, "upload-offset": "0", "content-type": "text/csv" }, Buffer.from("12345"))).statusCode,
    ).toBe(400);
  });
});
