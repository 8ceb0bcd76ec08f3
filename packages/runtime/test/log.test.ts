import { ArgosyError, refusal } from "@argosy/core";
import { inTrace } from "@argosy/rpc";
import { expect, test } from "vitest";
import { createLog } from "../src/log.ts";

function recorded(level?: "debug" | "warn"): { readonly lines: string[]; readonly log: ReturnType<typeof createLog> } {
  const lines: string[] = [];
  const log = createLog({
    service: "tiles",
    stream: { write: (line) => void lines.push(line) },
    ...(level === undefined ? {} : { level }),
  });
  return { lines, log };
}

test("a line is one JSON object with level, time, service, message and fields", () => {
  const { lines, log } = recorded();
  log.child({ traceId: "t" }).info("tile\r\nrendered", { ms: 3 });
  expect(lines.length).toBe(1);
  expect(lines[0]?.trim()).not.toMatch(/[\r\n]/);
  const line = JSON.parse(lines[0]!) as Record<string, unknown>;
  expect(line).toMatchObject({ level: "info", service: "tiles", traceId: "t", message: "tile\r\nrendered", ms: 3 });
  expect(line["time"]).toMatch(/^\d{4}-\d\d-\d\dT/);
});
test("secrets are not written, at any depth, in fields, children and errors", () => {
  const { lines, log } = recorded();
  const secret = "hunter2";
  const error = new ArgosyError("internal", "no", {
    details: { password: secret },
    cause: Object.assign(new Error("why"), { apiToken: secret }),
  });
  log.child({ token: secret }).error("x", { headers: { Authorization: secret }, list: [{ cookie: secret }], DATABASE_URL: secret, error });
  expect(lines.join("")).not.toContain(secret);
  expect(lines.join("")).toContain("why");
});
test("an error that a person's input brought about is written without what he gave", () => {
  const { lines, log } = recorded();
  const person = "Mueller, Hans";
  const task = "a".repeat(64);
  const details = { path: `${person}.png`, task, rows: [person], count: 3 };
  log.error("a task failed", { error: refusal("COMPANION_MISSING", `${person}.png lacks its mask`, details) });
  expect(lines.join("")).not.toContain(person);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    error: { code: "unprocessable", reason: "COMPANION_MISSING", details: { task, count: 3 } },
  });
  expect(lines[0]).toContain("log.test");
});
test("the trace in hand goes on the line", () => {
  const { lines, log } = recorded();
  inTrace({ traceId: "t", spanId: "s", sampled: true }, () => log.info("in"));
  log.info("out");
  expect(lines.map((line) => (JSON.parse(line) as { traceId?: string }).traceId)).toEqual(["t", undefined]);
});
test("what JSON cannot hold does not stop the log", () => {
  const { lines, log } = recorded();
  const loop: Record<string, unknown> = { big: 2n ** 70n, bytes: new Uint8Array(9) };
  loop["self"] = loop;
  log.warn("odd", { loop });
  expect(lines[0]).toContain("9 bytes");
});
test("the level decides what is written", () => {
  const { lines, log } = recorded("warn");
  log.info("no");
  log.warn("yes");
  expect(lines.length).toBe(1);
});
