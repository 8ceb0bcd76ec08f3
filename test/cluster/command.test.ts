import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { CheckWorkResponse } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ArgosyProcess } from "../faults/argosy-process.ts";
import { argosy, clientOf, startArgosy } from "../faults/argosy-process.ts";
import { Scenario } from "../scenarios/scenario.ts";
import { missingServers } from "./cluster-home.ts";

const missing = await missingServers();

/** Cells of the table's lines, by the process that they tell of. */
function rowsOf(output: string): Record<string, readonly string[]> {
  const lines = output.split("\n").filter((line) => /^\S+ {2,}/.test(line));
  return Object.fromEntries(lines.map((line) => line.split(/ {2,}/)).map(([name, ...cells]) => [name, cells]));
}

describe.skipIf(missing !== undefined)(`npm run cluster${missing === undefined ? "" : ` (skipped: ${missing})`}`, () => {
  let place: Scenario;
  let cluster: ArgosyProcess;
  let data: string;
  beforeAll(async () => {
    place = await Scenario.openFolder();
    data = join(place.folder, "cluster");
    cluster = startArgosy(["cluster", "--data", data, "--port", "0", "--processes", "measure=1"]);
    await clientOf(cluster, data);
  }, 180_000);
  afterAll(async () => {
    cluster?.child.kill("SIGKILL");
    await place?.end();
  });

  test("status shows every server and process, all ready", async () => {
    const { code, output } = await argosy("cluster", "status", "--data", data);
    expect(code, output).toBe(0);
    const rows = rowsOf(output);
    const services = ["classify-1", "export-1", "gateway-1", "ingest-1", "measure-1", "pipeline-1", "segment-1", "segment-2", "tiles-1"];
    expect(Object.keys(rows).sort()).toEqual(["nats", "postgres", "process", "s3", ...services].sort());
    for (const name of services) expect(rows[name]!.at(-1), name).toBe("ready");
  });
  test("a process that is killed is started again, at the same place", { timeout: 60_000 }, async () => {
    const before = rowsOf((await argosy("cluster", "status", "--data", data)).output)["segment-1"]!;
    expect((await argosy("cluster", "kill", "segment", "1", "--data", data)).code).toBe(0);
    await vi.waitFor(
      async () => {
        const after = rowsOf((await argosy("cluster", "status", "--data", data)).output)["segment-1"]!;
        expect(after[0]).not.toBe(before[0]);
        expect(after.slice(1, 3)).toEqual(before.slice(1, 3));
        expect(after.slice(3)).toEqual(["1", "ready"]);
      },
      { timeout: 50_000, interval: 500 },
    );
  });
  test("a service gets as many processes as are asked for", { timeout: 60_000 }, async () => {
    const { output } = await argosy("cluster", "scale", "measure", "2", "--data", data);
    expect(rowsOf(output)["measure-2"]!.at(-1)).toBe("ready");
    const { output: less } = await argosy("cluster", "scale", "measure", "1", "--data", data);
    expect(Object.keys(rowsOf(less))).not.toContain("measure-2");
  });
  test("what it does not know is refused in words", { timeout: 120_000 }, async () => {
    expect((await argosy("cluster", "kill", "nobody", "--data", data)).output).toContain("there is no service nobody");
    expect((await argosy("cluster", "status", "--data", join(data, "elsewhere"))).output).toContain("no cluster works on");
  });
  test("logs are shown, and hold no secret", async () => {
    const { output } = await argosy("cluster", "logs", "segment", "--data", data);
    expect(output).toContain("segment-2  {");
    expect(output).toContain('"message":"ready"');
    const password = await readFile(join(data, "secrets", "segment", "database-password"), "utf8");
    expect(output).not.toContain(password);
  });
  test("argosy check runs on it", async () => {
    const { code, output } = await argosy("check", "--data", data, "--json");
    expect(code, output).toBe(0);
    expect((JSON.parse(output) as CheckWorkResponse).findings).toEqual([]);
  });
  test("Ctrl-C ends everything in order", { timeout: 120_000 }, async () => {
    const { output } = await argosy("cluster", "status", "--data", data);
    const pids = Object.values(rowsOf(output)).flatMap(([pid]) => (/^\d+$/.test(pid ?? "") ? [Number(pid)] : []));
    expect(pids.length).toBe(12);
    cluster.child.kill("SIGINT");
    const ended = await cluster.ended;
    expect(ended.code, ended.output).toBe(0);
    expect(pids.filter(isAlive)).toEqual([]);
  });
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
