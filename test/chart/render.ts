import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { VERSION } from "@argosy/core";
import { writeChart } from "@argosy/deploy";
import { Yaml } from "cdk8s";
import type { ChartTools } from "./chart-tools.ts";
import { chartTools } from "./chart-tools.ts";

const run = promisify(execFile);

/** An object of Kubernetes. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  // biome-ignore lint/suspicious/noExplicitAny: what a kind has is checked by its schema
  readonly spec?: any;
  readonly data?: Readonly<Record<string, string>>;
}

/** Values of the chart. */
export type ChartValues = Readonly<Record<string, unknown>>;

/** A chart on a folder of its own. */
export interface RenderedChart {
  readonly folder: string;
  readonly tools: ChartTools;
  /** `helm lint --strict`, which fails where it warns. */
  lint(): Promise<string>;
  /** The objects with these values in place of the defaults. @throws {Error} with what Helm says. */
  render(values?: ChartValues): Promise<readonly KubeObject[]>;
  end(): Promise<void>;
}

/** Everything that can be switched on. */
export const EVERYTHING: ChartValues = {
  ingress: { enabled: true, tlsSecret: "argosy-tls", annotations: { "nginx.ingress.kubernetes.io/proxy-body-size": "0" } },
  monitoring: { serviceMonitor: true, rules: true, dashboard: true, labels: { release: "prometheus" } },
  tracing: { endpoint: "http://collector:4318" },
  settings: { SEGMENT_TASKS: "3" },
  pods: { priorityClass: "middle", nodeSelector: { disk: "fast" }, tolerations: [{ key: "images", operator: "Exists" }] },
  image: { pullSecrets: [{ name: "registry" }] },
};

/** Writes the chart, and gets what it is looked at with. */
export async function openChart(): Promise<RenderedChart> {
  const tools = await chartTools();
  const folder = await mkdtemp(join(tmpdir(), "argosy-chart-"));
  const chart = join(folder, "argosy");
  await writeChart(chart, VERSION);
  const helm = async (...words: readonly string[]): Promise<string> => {
    // Helm keeps what it is told in folders of its own, which shall not be those of the user.
    const env = { PATH: "/usr/bin:/bin", HOME: folder };
    return (await run(tools.helm, [...words], { env, maxBuffer: 64 << 20 })).stdout;
  };
  let count = 0;
  return {
    folder: chart,
    tools,
    lint: () => helm("lint", "--strict", chart),
    async render(values = {}) {
      const [given, out] = [join(folder, `values-${++count}.json`), join(folder, `objects-${count}.yaml`)];
      await writeFile(given, JSON.stringify(values));
      await writeFile(out, await helm("template", "here", chart, "--namespace", "images", "--values", given));
      return Yaml.load(out) as KubeObject[];
    },
    end: () => rm(folder, { recursive: true, force: true }),
  };
}
