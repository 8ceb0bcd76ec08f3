import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Ended } from "./command.ts";
import { ROOT, runCommand } from "./command.ts";

/** One check of the sources. */
export interface Check {
  readonly name: string;
  run(): Promise<Ended>;
}

/** A tool that loses its parser finds nothing and is content: fewer modules than this cannot be right. */
const LEAST_MODULES = 300;
const LAYERED = ["packages", "services", "cli", "deploy/src", "web/src", "test"];
/** Folder of proto files, folder of what is generated from it. */
const GENERATED = [
  ["proto", "packages/rpc/src/gen"],
  ["test/contracts/proto", "test/contracts/gen"],
] as const;

/** Everything that is checked without running the program; the slowest first. */
export const CHECKS: readonly Check[] = [
  { name: "types", run: () => runCommand(["tsc", "-b"]) },
  { name: "types in the browser", run: () => withGivenTypes(["tsc", "-p", "test/browser"]) },
  {
    name: "types of the page",
    run: () => withGivenTypes(["node", "node_modules/vue-tsc/bin/vue-tsc.js", "--noEmit", "-p", "."], join(ROOT, "web")),
  },
  { name: "layers", run: layers },
  { name: "unused code", run: () => runCommand(["knip", "--no-progress"]) },
  { name: "format and lint", run: () => runCommand(["biome", "check", "--error-on-warnings", "."]) },
  { name: "generated code", run: generated },
  { name: "proto", run: () => runCommand(["buf", "lint"]) },
];

/** What runs in a browser reads the types of the kernels as they are given out: they must be there. */
async function withGivenTypes(words: readonly string[], folder = ROOT): Promise<Ended> {
  const given = await runCommand(["tsc", "-b", "packages/kernels"]);
  return given.ok ? runCommand(words, folder) : given;
}

async function layers(): Promise<Ended> {
  const ended = await runCommand(["depcruise", "--config", ".dependency-cruiser.cjs", "--progress", "none", ...LAYERED]);
  if (!ended.ok) return ended;
  const modules = Number(/\((\d+) modules/.exec(ended.output)?.[1] ?? 0);
  if (modules >= LEAST_MODULES) return ended;
  return { ...ended, ok: false, output: `${ended.output}\nonly ${modules} modules were looked at\n` };
}

/** Generates anew beside the sources and compares: what is committed must be what the proto files give. */
async function generated(): Promise<Ended> {
  const scratch = await mkdtemp(join(tmpdir(), "argosy-generated-"));
  try {
    let [seconds, output] = [0, ""];
    for (const [source, target] of GENERATED) {
      const fresh = join(scratch, target);
      const ended = await runCommand(["buf", "generate", source, "-o", fresh]);
      seconds += ended.seconds;
      output += ended.ok ? await differences(join(ROOT, target), fresh, target) : ended.output;
    }
    return { ok: output === "", output, seconds };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function differences(committed: string, fresh: string, name: string): Promise<string> {
  const [before, after] = await Promise.all([readTree(committed), readTree(fresh)]);
  const files = new Set([...before.keys(), ...after.keys()]);
  return Array.from(files)
    .filter((file) => before.get(file) !== after.get(file))
    .map((file) => `${name}/${file} is not what the proto files give; run npm run gen\n`)
    .join("");
}

async function readTree(folder: string): Promise<Map<string, string>> {
  const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith(".ts"));
  return new Map(await Promise.all(files.map(async (file) => [file, await readFile(join(folder, file), "utf8")] as const)));
}
