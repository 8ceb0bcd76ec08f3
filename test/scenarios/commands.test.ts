import { chmod, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { waitForJob } from "../../cli/src/flow/wait-for-job.ts";
import type { ArgosyProcess } from "../faults/argosy-process.ts";
import { argosy, clientOf, familyOf, killAll, startArgosy } from "../faults/argosy-process.ts";
import { jobEvents } from "../faults/job-events.ts";
import { writeFrames } from "../services/drawn-frames.ts";
import { darkGraph } from "./graphs.ts";

let folder: string;
let data: string;
const servers: ArgosyProcess[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "argosy-commands-"));
  await chmod(folder, 0o711);
  data = join(folder, "data");
  await writeFrames(join(folder, "frames"));
  await writeFile(join(folder, "dark.json"), JSON.stringify(darkGraph(127)));
});
afterAll(async () => {
  for (const { child } of servers) killAll(child.exitCode === null && child.signalCode === null ? familyOf(child.pid!) : []);
  await rm(folder, { recursive: true, force: true });
});

const COMMANDS = [
  "start",
  "run",
  "import",
  "label",
  "label import",
  "export",
  "nodes",
  "check-bundle",
  "check",
  "admin tasks",
  "admin requeue",
  "admin usage",
  "admin drain",
];

test("every command explains itself with --help", async () => {
  const helps = await Promise.all(COMMANDS.map(async (command) => [command, await argosy(...command.split(" "), "--help")] as const));
  for (const [command, { code, output }] of helps) {
    expect([command, code]).toEqual([command, 0]);
    expect(output).toContain(`Usage: argosy ${command}`);
    if (command !== "label") expect(output).toContain("--json");
  }
});

test("an unknown command or option is refused with a word of help", async () => {
  const [command, option] = await Promise.all([argosy("sail"), argosy("run", "--wind", "7", folder)]);
  expect([command.code, option.code]).toEqual([1, 1]);
  expect(command.output).toContain("unknown command");
  expect(option.output).toContain("unknown option");
});

describe("one server on a data folder", () => {
  test("serves all commands, refuses a second one, and ends cleanly at Ctrl-C", { timeout: 120_000 }, async () => {
    const server = startArgosy(["start", "--no-demo", "--port", "0", "--data", data]);
    servers.push(server);
    await clientOf(server, data);

    const second = await argosy("start", "--no-demo", "--port", "0", "--data", data);
    expect(second.code).toBe(1);
    expect(second.output).toMatch(new RegExp(`DATA_FOLDER_IN_USE: process ${server.child.pid} works on the data folder`));

    const outputs = ["--out", "b.zip", "--csv", "t.csv", "--canonical", "c.txt", "--masks", "masks", "--summary", "s.json"];
    const placed = outputs.map((text) => (text.startsWith("--") ? text : join(folder, text)));
    const run = await json("run", join(folder, "frames"), "--pipeline", join(folder, "dark.json"), "--data", data, ...placed, "--json");
    expect(run).toMatchObject({ images: { imported: 2, refused: 0 }, refused: [], objects: 12, bundle: join(folder, "b.zip") });
    expect(JSON.parse(await readFile(join(folder, "s.json"), "utf8"))).toEqual(run);
    for (const file of ["b.zip", "t.csv", "t.csv-metadata.json", "c.txt", "masks/a.labels.tif", "masks/deep/b.labels.tif"])
      expect([file, (await stat(join(folder, file))).size > 0]).toEqual([file, true]);

    const imported = await json("import", join(folder, "frames"), "--data", data, "--json");
    expect(imported).toMatchObject({ images: 2, refused: 0 });

    await writeFile(join(folder, "labels.csv"), "image,label,class,status\na.png,1,disc,validated\n");
    const labelled = await json("label", "import", join(folder, "labels.csv"), "--data", data, "--json");
    expect(labelled).toMatchObject({ changed: 1, unchanged: 0, refused: [] });

    const canonical = join(folder, "again.txt");
    expect(await json("export", "--canonical", canonical, "--data", data, "--json")).toMatchObject({ canonical });
    expect(await readFile(canonical, "utf8")).not.toBe("");

    expect(await json("check", "--data", data, "--json")).toMatchObject({ findings: [] });
    expect(await json("check-bundle", join(folder, "b.zip"), "--json")).toMatchObject({ bundle: join(folder, "b.zip") });
    expect(await json("nodes", "threshold.otsu", "--json")).toMatchObject([{ name: "threshold.otsu", stage: "segment" }]);

    server.child.kill("SIGINT");
    const { code, signal, output } = await server.ended;
    expect([signal, [0, 130].includes(code ?? -1)], output).toEqual([null, true]);
    for (const left of ["server.lock", "server.json", "postgres-run.json"])
      await expect(stat(join(data, left)), left).rejects.toThrow("ENOENT");
  });

  test("is free again: Ctrl-C in the middle of a run ends with 130, and the next start goes on", { timeout: 120_000 }, async () => {
    const interrupted = startArgosy(["start", "--once", "--data", data, "--frames", "4"]);
    servers.push(interrupted);
    const api = await clientOf(interrupted, data);
    const stop = new AbortController();
    const { value: begun } = await jobEvents(api, stop.signal).next();
    interrupted.child.kill("SIGINT");
    const { code, output } = await interrupted.ended;
    stop.abort();
    expect(code, output).toBe(130);
    expect(output).toMatch(/^argosy: interrupted/m);
    const next = startArgosy(["start", "--no-demo", "--port", "0", "--data", data]);
    servers.push(next);
    const again = await clientOf(next, data);
    expect(await waitForJob(again, begun!.id, () => undefined, new AbortController().signal)).toMatchObject({ state: "done", failed: 0 });
    const check = await argosy("check", "--data", data);
    expect([check.code, check.output]).toEqual([0, expect.stringContaining("clean")]);
    next.child.kill("SIGTERM");
    expect([0, 130]).toContain((await next.ended).code);
  });
});

async function json(...args: readonly string[]): Promise<unknown> {
  const { child, ended } = startArgosy(args);
  let printed = "";
  child.stdout!.on("data", (chunk: Buffer) => (printed += chunk.toString()));
  const { code, output } = await ended;
  expect(code, output).toBe(0);
  return JSON.parse(printed);
}
