import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ingestService } from "@argosy/ingest";
import { pipelineService } from "@argosy/pipeline";
import { segmentService } from "@argosy/segment";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { manualClock } from "../support/manual-clock.ts";
import type { TestSystem } from "../support/start-services.ts";
import { startTestSystem } from "../support/start-services.ts";

const clock = manualClock(Date.now());
let system: TestSystem;
let webFolder: string;
let url: URL;
let token: string;

beforeAll(async () => {
  webFolder = await mkdtemp(join(tmpdir(), "argosy-web-"));
  await mkdir(join(webFolder, "assets"));
  await writeFile(join(webFolder, "index.html"), "<!doctype html><title>Argosy</title>");
  await writeFile(join(webFolder, "assets", "page-1a2b.js"), "export {};");
  await writeFile(join(webFolder, "secret.txt"), "not for the world");
  system = await startTestSystem({ services: [ingestService, segmentService, pipelineService], clock, webFolder });
  url = new URL(await system.app.listen({ host: "127.0.0.1", port: 0 }));
  token = await system.gateway.localToken();
});
afterAll(async () => {
  await system.stop();
  await rm(webFolder, { recursive: true, force: true });
});

/** Sends text over a bare connection; resolves with all that comes back once the other side has closed it. */
function talk(text: string, whenSent: () => void = () => undefined): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = "";
    const socket = connect(Number(url.port), url.hostname, () => socket.write(text, whenSent));
    socket.on("data", (data) => {
      answer += String(data);
    });
    socket.on("error", reject);
    socket.on("close", () => resolve(answer));
  });
}

describe("a slow body", () => {
  test("ends with its connection", async () => {
    const head = `POST /api/projects HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
    const requestSeen = new Promise<void>((resolve) => system.app.server.once("request", () => resolve()));
    const answer = talk(head);
    await requestSeen;
    clock.advance(60_000);
    expect(await answer).not.toContain("HTTP/1.1 2");
  });
});

describe("what no client sends", () => {
  test.each([
    {
      name: "two lengths",
      text: "POST /api/session HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    },
    { name: "headers without end", text: `GET / HTTP/1.1\r\nHost: x\r\nX: ${"a".repeat(20_000)}\r\n\r\n` },
  ])("$name: the connection ends with an error", async ({ text }) => {
    expect(await talk(text)).toMatch(/^HTTP\/1\.1 4(00|31)/);
  });
});

describe("the page", () => {
  const get = (path: string) => system.app.inject(path);

  test("is the same at each of its addresses, and runs only what is ours", async () => {
    for (const path of ["/", "/account", "/p/any/objects?run=1", `/viewer/${"0".repeat(26)}?x=1`]) {
      const { headers, body, statusCode } = await get(path);
      expect([statusCode, body]).toEqual([200, "<!doctype html><title>Argosy</title>"]);
      expect(headers["content-security-policy"]).toContain("script-src 'self'; style-src 'self'");
      expect(headers["content-security-policy"]).not.toContain("unsafe");
      expect(headers["content-security-policy"]).toContain("frame-ancestors 'none'");
    }
  });

  test("has its parts in one folder; nothing beside it is served", async () => {
    const part = await get("/assets/page-1a2b.js");
    expect([part.statusCode, part.headers["cache-control"]]).toEqual([200, "public, max-age=31536000, immutable"]);
    for (const path of ["/secret.txt", "/assets/../secret.txt", "/assets/%2e%2e/secret.txt", "/assets/none.js"])
      expect([path, (await get(path)).statusCode]).toEqual([path, 404]);
    expect((await get("/assets/%2e%2e%2fsecret.txt")).statusCode).toBe(400);
  });
});

test("a port that is taken is named", async () => {
  const { createGateway } = await import("@argosy/gateway");
  const second = createGateway({ signer: system.signer, host: "127.0.0.1", port: Number(url.port) });
  await expect(second.service.start(system.ports)).rejects.toMatchObject({
    reason: "SETTINGS_INVALID",
    details: { port: Number(url.port) },
  });
});
