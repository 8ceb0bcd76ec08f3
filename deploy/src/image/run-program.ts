import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { ArgosyError } from "@argosy/core";

const run = promisify(execFile);
const LIMIT_MS = 600_000;

/** Runs a program and gives what it wrote. @throws {ArgosyError} `failed_precondition` with what it said, when it fails or is not there. */
export async function runProgram(folder: string, program: string, ...args: readonly string[]): Promise<string> {
  try {
    return (await run(program, [...args], { cwd: folder, timeout: LIMIT_MS, maxBuffer: 64 << 20 })).stdout;
  } catch (cause) {
    const { code, stderr } = cause as { code?: unknown; stderr?: string };
    if (code === "ENOENT") {
      throw new ArgosyError(
        "failed_precondition",
        `${program} is not on the PATH: an image is built on Debian, with ${program} installed`,
        { cause },
      );
    }
    const said = String(stderr ?? cause).slice(-1_000);
    throw new ArgosyError("failed_precondition", `${program} ${args[0] ?? ""} failed: ${said}`, { cause });
  }
}
