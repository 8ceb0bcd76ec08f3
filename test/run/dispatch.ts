import { readdir, readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { ROOT } from "./command.ts";

/** What a file of `test/eval` or `test/bench` that can be called by name exports. */
export interface Runnable {
  /** @param samples - The folder of real images. It throws where a target is missed. */
  run(samples: string, args: readonly string[]): Promise<void>;
}

/** Runs `test/<kind>/<name>.ts` with the rest of the arguments. The folder of real images: `ARGOSY_SAMPLES`, default `../shared/data`. */
export async function dispatch(kind: "eval" | "bench", [name, ...args]: readonly string[]): Promise<void> {
  const folder = join(ROOT, "test", kind);
  const names = await namesIn(folder);
  if (name === undefined || !names.includes(name)) {
    console.error(`usage: npm run ${kind} -- NAME; known are ${names.join(", ")}`);
    process.exitCode = 2;
    return;
  }
  const { run } = (await import(join(folder, `${name}.ts`))) as Runnable;
  try {
    await run(resolve(ROOT, process.env["ARGOSY_SAMPLES"] ?? "../shared/data"), args);
  } catch (error) {
    console.error(error instanceof Error ? `\nfailed: ${error.message}` : error);
    if (error instanceof Error && args.includes("--verbose")) console.error(error.stack);
    process.exitCode = 1;
  }
}

async function namesIn(folder: string): Promise<readonly string[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts")).sort();
  const texts = await Promise.all(files.map((file) => readFile(join(folder, file), "utf8")));
  return files.filter((_, i) => texts[i]!.includes("export async function run(")).map((file) => file.slice(0, -".ts".length));
}
