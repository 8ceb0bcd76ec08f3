import { spawn } from "node:child_process";
import { join } from "node:path";

/** Root of the checkout. */
export const ROOT = join(import.meta.dirname, "../..");

/** How a command ended. */
export interface Ended {
  readonly ok: boolean;
  /** What it wrote, both streams in the order in which they came. */
  readonly output: string;
  readonly seconds: number;
}

/** Runs a tool of the project in its root, or in `folder`, and gathers what it says. Its exit code decides; nothing is thrown. */
export function runCommand(words: readonly string[], folder = ROOT): Promise<Ended> {
  const begun = performance.now();
  const [program, ...args] = words;
  return new Promise((resolve) => {
    const said: Buffer[] = [];
    const end = (ok: boolean, last = ""): void => {
      resolve({ ok, output: Buffer.concat(said).toString("utf8") + last, seconds: (performance.now() - begun) / 1_000 });
    };
    const child = spawn(program!, args, { cwd: folder, stdio: ["ignore", "pipe", "pipe"], env: toolEnvironment() });
    child.stdout.on("data", (chunk: Buffer) => said.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
    child.on("error", (error) => end(false, error.message));
    child.on("close", (code, signal) => end(code === 0, signal === null ? "" : `ended by ${signal}\n`));
  });
}

/** The environment of a tool: the project's own programs come first. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  return { ...process.env, PATH: `${join(ROOT, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}` };
}
