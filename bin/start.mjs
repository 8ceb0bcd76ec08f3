#!/usr/bin/env node
// The one plain JavaScript file: it runs on any Node from 18 on, fetches the toolchain from npm where it is missing, and hands over.
import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const PNPM = "pnpm@10.34.9";
// Every core works on images already: garbage is collected by the thread that made it. Samples lie outside of the heap, and
// without the accounting each 64 MiB of them would have the whole heap searched, 150 times in a run of 600 small images.
const GARBAGE = [
  "--single-threaded-gc",
  "--max-semi-space-size=16",
  "--external-memory-accounted-in-global-limit",
  "--initial-old-space-size=256",
];
// Samples lie in large pieces of memory that come and go: up to 256 MB of what is free is kept, because having it from the system again, page
// by page, takes longer than many a step of the work on it.
const MEMORY = "glibc.malloc.mmap_threshold=134217728:glibc.malloc.trim_threshold=268435456";
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const entries = {
  start: ["cli/src/main.ts", "start"],
  argosy: ["cli/src/main.ts"],
  cluster: ["cli/src/main.ts", "cluster"],
  test: ["test/run/test.ts"],
  check: ["test/run/check.ts"],
  chart: ["test/run/chart.ts"],
  eval: ["test/run/eval.ts"],
  bench: ["test/run/bench.ts"],
  image: ["test/run/image.ts"],
  "test:k8s": ["test/run/k8s.ts"],
  "gen:api": ["test/run/gen-api.ts"],
  "gen:docs": ["test/run/gen-docs.ts"],
  "gen:simd": ["packages/kernels/assembly/build.ts"],
  "test:browser": ["test/run/browser.ts"],
  "test:cluster": ["test/run/cluster.ts"],
  "test:faults": ["test/run/faults.ts"],
  "test:long": ["test/run/faults.ts", "--long"],
  "test:servers": ["test/run/servers.ts"],
};

const [name = "start", ...args] = process.argv.slice(2);
const entry = entries[name];
if (entry === undefined) fail(`there is no command ${name}; known are ${Object.keys(entries).join(", ")}`);
const seconds = installed() ? { download: 0, install: 0 } : install();
handOver(entry, args, seconds);

/** Whether what the lockfile asks for has been installed. */
function installed() {
  const stamp = join(root, "node_modules", ".argosy-installed");
  return existsSync(stamp) && readFileSync(stamp, "utf8") === lockHash();
}

function lockHash() {
  return createHash("sha256")
    .update(readFileSync(join(root, "pnpm-lock.yaml")))
    .digest("hex");
}

/** Fetches everything from npm, then installs it; says how long each took. */
function install() {
  console.error("argosy: fetching the toolchain from npm (once)");
  const download = timed(() => pnpm(["fetch"]));
  console.error("argosy: installing");
  const installing = timed(() => pnpm(["install", "--offline", "--frozen-lockfile"]));
  mkdirSync(join(root, "node_modules"), { recursive: true });
  writeFileSync(join(root, "node_modules", ".argosy-installed"), lockHash());
  return { download, install: installing };
}

function pnpm(command) {
  const result = spawnSync("npx", ["--yes", PNPM, ...command, "--reporter", "append-only"], {
    cwd: root,
    stdio: ["ignore", "pipe", "inherit"],
    encoding: "utf8",
    env: { ...process.env, CI: process.env.CI ?? "true", ONNXRUNTIME_NODE_INSTALL: "skip" },
    shell: process.platform === "win32",
  });
  if (result.status === 0) return;
  process.stderr.write(result.stdout ?? "");
  fail(`npm could not provide what is needed (${PNPM} ${command.join(" ")}); is the registry reachable?`);
}

function timed(work) {
  const begun = process.hrtime.bigint();
  work();
  return Number(process.hrtime.bigint() - begun) / 1e9;
}

/** Runs the entry under the Node of the toolchain and ends as it does. Signals reach it too, so that it can end in order. */
function handOver([script, ...first], rest, startSeconds) {
  const own = join(root, "node_modules", ".bin");
  const node = existsSync(join(own, "node")) ? join(own, "node") : process.execPath;
  if (node === process.execPath && Number(process.versions.node.split(".")[0]) < 24) {
    fail(`Node 24 or later is needed, and npm offers none for ${process.platform} ${process.arch}; install it by hand`);
  }
  const child = spawn(node, [...GARBAGE, join(root, script), ...first, ...rest], {
    stdio: "inherit",
    env: {
      GLIBC_TUNABLES: MEMORY,
      ...process.env,
      PATH: `${own}:${process.env.PATH ?? ""}`,
      ARGOSY_START_SECONDS: JSON.stringify(startSeconds),
    },
  });
  // The terminal sends Ctrl-C to the child as well; a signal that was sent to this process alone is passed on.
  process.on("SIGINT", () => {});
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal === null ? (code ?? 1) : 128 + 15));
  child.on("error", (error) => fail(error.message));
}

function fail(message) {
  console.error(`argosy: ${message}`);
  process.exit(1);
}
