import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startChild, untilReady } from "../../cli/src/cluster/child.ts";
import { freePorts } from "../../cli/src/cluster/servers/free-ports.ts";

const PROGRAM = "/usr/bin/prometheus";

/** A real Prometheus that scrapes processes of ours. */
export interface Prometheus {
  /** Health of each process that it scrapes, by its job. */
  targets(): Promise<readonly Target[]>;
  /** The values of an expression (PromQL) now. */
  query(expression: string): Promise<readonly Sample[]>;
  stop(): Promise<void>;
}

/** A process as Prometheus sees it. */
export interface Target {
  readonly job: string;
  readonly health: "up" | "down" | "unknown";
  readonly error: string;
}

/** One value with its labels. */
export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Why Prometheus is not there: Debian's package `prometheus` brings it; `undefined` where it is. */
export async function missingPrometheus(): Promise<string | undefined> {
  return access(PROGRAM).then(
    () => undefined,
    () => `${PROGRAM} is not there; install the package prometheus`,
  );
}

/** Starts Prometheus on a free port; it looks at each address, `host:port`, every second. */
export async function startPrometheus(jobs: Readonly<Record<string, string>>): Promise<Prometheus> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-prometheus-"));
  const [port] = await freePorts(1);
  const scrapes = Object.entries(jobs).map(([job, address]) => ({ job_name: job, static_configs: [{ targets: [address] }] }));
  // YAML holds JSON.
  await writeFile(join(folder, "prometheus.yml"), JSON.stringify({ global: { scrape_interval: "1s" }, scrape_configs: scrapes }));
  const args = [
    `--config.file=${join(folder, "prometheus.yml")}`,
    `--storage.tsdb.path=${join(folder, "data")}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ];
  const program = { name: "prometheus", file: PROGRAM, args, env: {}, logFile: join(folder, "log") };
  const child = await startChild(program);
  const url = `http://127.0.0.1:${port}`;
  await untilReady(child, program, async () => (await fetch(`${url}/-/ready`)).ok);
  const ask = async <T>(path: string): Promise<T> => {
    const response = await fetch(url + path);
    const { data, error } = (await response.json()) as { data: T; error?: string };
    if (error !== undefined) throw new Error(`${error}: ${await readFile(program.logFile, "utf8")}`);
    return data;
  };
  return {
    async targets() {
      const { activeTargets } = await ask<{
        activeTargets: readonly { scrapePool: string; health: Target["health"]; lastError: string }[];
      }>("/api/v1/targets?state=active");
      return activeTargets.map(({ scrapePool, health, lastError }) => ({ job: scrapePool, health, error: lastError }));
    },
    async query(expression) {
      const { result } = await ask<{ result: readonly { metric: Record<string, string>; value: [number, string] }[] }>(
        `/api/v1/query?query=${encodeURIComponent(expression)}`,
      );
      return result.map(({ metric, value }) => ({ labels: metric, value: Number(value[1]) }));
    },
    async stop() {
      await child.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
