import { execFile } from "node:child_process";
import { access, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { alertRules, dashboard } from "@argosy/deploy";
import { METRICS } from "@argosy/runtime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";

const PROMTOOL = "/usr/bin/promtool";
const run = promisify(execFile);
const missing = await access(PROMTOOL).then(
  () => undefined,
  () => `${PROMTOOL} is not there; install the package prometheus`,
);
if (missing !== undefined && process.env["CI"] === "true") throw new Error(missing);

/** A series of values, one a minute, in the notation of promtool. */
type Series = Readonly<Record<string, string>>;

interface Case {
  readonly name: string;
  readonly series: Series;
  /** Minutes after the start. */
  readonly at: number;
  readonly alert: string;
  /** Labels of the alerts that ring then, without those of the rule. */
  readonly rings: readonly Readonly<Record<string, string>>[];
}

const STUCK = 'argosy_oldest_task_seconds{stage="segment"}';
const DONE = 'argosy_tasks_ended_total{stage="segment",outcome="done"}';
const FAILED = 'argosy_tasks_ended_total{stage="segment",outcome="failed"}';
const [FREE, SIZE] = ["available", "capacity"].map((what) => `kubelet_volume_stats_${what}_bytes{persistentvolumeclaim="data-nats-0"}`) as [
  string,
  string,
];
const END = 'argosy_certificate_end_seconds{service="tiles"}';

const CASES: readonly Case[] = [
  {
    name: "a queue stuck",
    series: { [STUCK]: "0+60x40", [DONE]: "7x40" },
    at: 25,
    alert: "ArgosyQueueStuck",
    rings: [{ stage: "segment" }],
  },
  {
    name: "a queue stuck where nothing ever was done",
    series: { [STUCK]: "0+60x40" },
    at: 25,
    alert: "ArgosyQueueStuck",
    rings: [{ stage: "segment" }],
  },
  {
    name: "a long queue that is worked off",
    series: { [STUCK]: "0+60x40", [DONE]: "7+2x40" },
    at: 35,
    alert: "ArgosyQueueStuck",
    rings: [],
  },
  { name: "a queue stuck a moment only", series: { [STUCK]: "0+60x12 0x20" }, at: 14, alert: "ArgosyQueueStuck", rings: [] },
  {
    name: "tasks failing",
    series: { [FAILED]: "0+1x40", [DONE]: "0+1x40" },
    at: 25,
    alert: "ArgosyTasksFailing",
    rings: [{ stage: "segment" }],
  },
  {
    name: "a task failing in a hundred",
    series: { [FAILED]: "0+1x40", [DONE]: "0+99x40" },
    at: 25,
    alert: "ArgosyTasksFailing",
    rings: [],
  },
  { name: "two tasks failing", series: { [FAILED]: "0x10 2x30" }, at: 25, alert: "ArgosyTasksFailing", rings: [] },
  {
    name: "the disk of NATS nearly full",
    series: { [FREE]: "100x40", [SIZE]: "1000x40" },
    at: 15,
    alert: "ArgosyBusDiskNearlyFull",
    rings: [{ persistentvolumeclaim: "data-nats-0" }],
  },
  {
    name: "the disk of NATS half full",
    series: { [FREE]: "500x40", [SIZE]: "1000x40" },
    at: 15,
    alert: "ArgosyBusDiskNearlyFull",
    rings: [],
  },
  {
    name: "the disk of something else full",
    series: { [FREE.replace("nats", "logs")]: "1x40", [SIZE.replace("nats", "logs")]: "1000x40" },
    at: 15,
    alert: "ArgosyBusDiskNearlyFull",
    rings: [],
  },
  {
    name: "a certificate of 20 days",
    series: { [END]: `${20 * 86_400}x90` },
    at: 70,
    alert: "ArgosyCertificateEnds",
    rings: [{ service: "tiles" }],
  },
  {
    name: "a certificate of 20 days, which is not soon",
    series: { [END]: `${20 * 86_400}x90` },
    at: 70,
    alert: "ArgosyCertificateEndsSoon",
    rings: [],
  },
  {
    name: "a certificate of two days",
    series: { [END]: `${2 * 86_400}x90` },
    at: 70,
    alert: "ArgosyCertificateEndsSoon",
    rings: [{ service: "tiles" }],
  },
  { name: "a certificate of a year", series: { [END]: `${365 * 86_400}x90` }, at: 70, alert: "ArgosyCertificateEnds", rings: [] },
  {
    name: "one request in ten failing",
    series: {
      'argosy_requests_total{operation="x",status="503"}': "0+1x40",
      'argosy_requests_total{operation="x",status="200"}': "0+9x40",
    },
    at: 20,
    alert: "ArgosyRequestsFailing",
    rings: [{}],
  },
  {
    name: "requests that are refused",
    series: { 'argosy_requests_total{operation="x",status="404"}': "0+9x40" },
    at: 20,
    alert: "ArgosyRequestsFailing",
    rings: [],
  },
];

describe.skipIf(missing !== undefined)("the alert rules", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-alerts-"));
    await writeFile(join(folder, "alerts.json"), JSON.stringify(alertRules()));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  test("are such that Prometheus takes them", async () => {
    const { stdout } = await run(PROMTOOL, ["check", "rules", "alerts.json"], { cwd: folder });
    expect(stdout).toMatch(/SUCCESS: \d+ rules found/);
  });

  test.each(CASES)("$name", async ({ name, series, at, alert, rings }) => {
    const file = `${name.replaceAll(" ", "-")}.json`;
    await writeFile(join(folder, file), JSON.stringify(unitTest({ series, at, alert, rings })));
    await run(PROMTOOL, ["test", "rules", file], { cwd: folder }).catch((error: { stdout: string; stderr: string }) => {
      throw new Error(error.stdout + error.stderr);
    });
  });

  test("every alert rings in one of the cases", () => {
    const rung = new Set(CASES.filter(({ rings }) => rings.length > 0).map(({ alert }) => alert));
    expect(
      alertRules()
        .groups.flatMap(({ rules }) => rules.map(({ alert }) => alert))
        .filter((alert) => !rung.has(alert)),
    ).toEqual([]);
  });
});

test("alerts and dashboard ask for metrics that there are", () => {
  const used = new Set(JSON.stringify([alertRules(), dashboard()]).match(/argosy_[a-z_]+/g));
  const known = new Set<string>([...Object.keys(METRICS), "argosy_process_resident_memory_bytes"]);
  expect(used.size).toBeGreaterThan(9);
  expect([...used].filter((name) => !known.has(name) && !known.has(name.replace(/_bucket$/, "")))).toEqual([]);
});

/** The file of promtool: what rings at a moment. */
function unitTest({ series, at, alert, rings }: Omit<Case, "name">): object {
  const rule = alertRules()
    .groups.flatMap(({ rules }) => rules)
    .find((each) => each.alert === alert)!;
  return {
    rule_files: ["alerts.json"],
    evaluation_interval: "1m",
    tests: [
      {
        interval: "1m",
        input_series: Object.entries(series).map(([name, values]) => ({ series: name, values })),
        promql_expr_test: [
          {
            expr: `count by (${Object.keys(rings[0] ?? { none: "" }).join(", ")}) (ALERTS{alertname="${alert}",alertstate="firing",severity="${rule.labels.severity}"})`,
            eval_time: `${at}m`,
            exp_samples: rings.map((labels) => ({
              labels: `{${Object.entries(labels)
                .map(([name, value]) => `${name}="${value}"`)
                .join(", ")}}`,
              value: 1,
            })),
          },
        ],
      },
    ],
  };
}
