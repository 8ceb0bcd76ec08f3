import { spawn } from "node:child_process";
import { readdir, readFile } from "node:fs/promises";

/** What a program cost. */
export interface Measured {
  readonly seconds: number;
  /** Greatest sum of the resident memory of the program and all its descendants, in bytes; a page that two share counts twice. */
  readonly peakMemory: number;
  /** What it printed. */
  readonly output: string;
}

/** How a program is run. */
export interface MeasuredOptions {
  readonly folder: string;
  readonly env?: NodeJS.ProcessEnv;
}

const SAMPLE_MS = 100;
const PAGE_BYTES = 4_096;

/** Runs a program to its end and watches its memory. @throws {Error} when it fails, with the end of what it said. */
export async function runMeasured(words: readonly string[], { folder, env = process.env }: MeasuredOptions): Promise<Measured> {
  const [program, ...args] = words;
  const begun = performance.now();
  const child = spawn(program!, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] });
  const [said, complained]: [Buffer[], Buffer[]] = [[], []];
  child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => complained.push(chunk));
  let peakMemory = 0;
  let sampling = Promise.resolve();
  const timer = setInterval(() => {
    sampling = sampling.then(async () => {
      peakMemory = Math.max(peakMemory, await memoryBelow(child.pid!));
    });
  }, SAMPLE_MS);
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  }).finally(() => clearInterval(timer));
  const seconds = (performance.now() - begun) / 1_000;
  await sampling;
  const output = Buffer.concat(said).toString("utf8");
  if (code !== 0)
    throw new Error(`${words.join(" ")} ended with ${code}: ${(Buffer.concat(complained).toString("utf8") || output).slice(-2_000)}`);
  return { seconds, peakMemory, output };
}

/** Resident memory of a process and all its descendants, in bytes; a page that two share counts twice. */
export async function memoryBelow(root: number): Promise<number> {
  const numbers = (await readdir("/proc")).filter((name) => /^\d+$/.test(name));
  const parents = new Map<number, { readonly parent: number; readonly bytes: number }>();
  await Promise.all(
    numbers.map(async (name) => {
      // A process may end while we look.
      const text = await readFile(`/proc/${name}/stat`, "utf8").catch(() => undefined);
      const fields = text?.slice(text.lastIndexOf(")") + 2).split(" ");
      if (fields !== undefined) parents.set(Number(name), { parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE_BYTES });
    }),
  );
  const isBelow = (id: number): boolean => id === root || (parents.has(id) && id > 1 && isBelow(parents.get(id)!.parent));
  return Array.from(parents).reduce((sum, [id, { bytes }]) => sum + (isBelow(id) ? bytes : 0), 0);
}
