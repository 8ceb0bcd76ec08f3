import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT, toolEnvironment } from "./command.ts";

/** How tests ended. */
export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Files in which something failed. */
  readonly failedFiles: readonly string[];
}

/**
 * All tests, or those that the arguments select. A run that ends badly without a failed test counts as one.
 *
 * @param signal - ends them.
 */
export async function countTests(args: readonly string[], signal?: AbortSignal): Promise<Counts> {
  const scratch = await mkdtemp(join(tmpdir(), "argosy-tests-"));
  try {
    const report = join(scratch, "report.json");
    const ok = await vitest(["--reporter=default", "--reporter=json", `--outputFile.json=${report}`, ...args], signal);
    const counts = await readCounts(report);
    return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1) };
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function vitest(args: readonly string[], signal: AbortSignal | undefined): Promise<boolean> {
  const program = join(ROOT, "node_modules", "vitest", "vitest.mjs");
  const child = spawn(process.execPath, [program, "run", ...args], {
    cwd: ROOT,
    stdio: ["ignore", "inherit", "inherit"],
    env: toolEnvironment(),
  });
  const end = () => void child.kill("SIGTERM");
  signal?.addEventListener("abort", end);
  return new Promise<boolean>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve(code === 0));
  }).finally(() => signal?.removeEventListener("abort", end));
}

/** A suite that cannot be loaded has no tests in it to fail: it counts as one. */
async function readCounts(report: string): Promise<Counts> {
  const text = await readFile(report, "utf8").catch(() => undefined);
  if (text === undefined) return { passed: 0, failed: 1, skipped: 0, failedFiles: [] };
  const totals = JSON.parse(text) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numTodoTests: number;
    testResults: readonly { name: string; status: string; assertionResults: readonly { status: string }[] }[];
  };
  const broken = totals.testResults.filter(
    ({ status, assertionResults }) => status === "failed" && assertionResults.every((each) => each.status !== "failed"),
  ).length;
  return {
    passed: totals.numPassedTests,
    failed: totals.numFailedTests + broken,
    skipped: totals.numPendingTests + totals.numTodoTests,
    failedFiles: totals.testResults.filter(({ status }) => status === "failed").map(({ name }) => name),
  };
}
