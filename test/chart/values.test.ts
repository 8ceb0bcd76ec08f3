import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Yaml } from "cdk8s";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { ChartValues, KubeObject, RenderedChart } from "./render.ts";
import { openChart } from "./render.ts";

// Helm and the schemas take seconds alone, and a minute where the machine is busy.
vi.setConfig({ testTimeout: 300_000 });

let chart: RenderedChart;
beforeAll(async () => {
  chart = await openChart();
}, 600_000);
afterAll(() => chart?.end());

/** Wrong values, and what Helm must say of each: where it stands, and what is wrong. */
const WRONG: readonly (readonly [ChartValues, RegExp])[] = [
  [{ images: {} }, /additional properties 'images' not allowed/],
  [{ image: { name: "argosy" } }, /at '\/image': additional properties 'name' not allowed/],
  [{ image: { repository: "Argosy" } }, /at '\/image\/repository': 'Argosy' does not match pattern/],
  [{ image: { digest: "sha256:12" } }, /at '\/image\/digest': 'sha256:12' does not match pattern/],
  [{ image: { tag: 1 } }, /at '\/image\/tag': got number, want string/],
  [{ database: { url: "mysql://argosy@db/argosy" } }, /at '\/database\/url': .* does not match pattern/],
  [{ database: { url: "postgres://argosy:hidden@db/argosy" } }, /at '\/database\/url': .* does not match pattern/],
  [{ database: { secret: "No Name" } }, /at '\/database\/secret': 'No Name' does not match pattern/],
  [{ database: { poolSize: 0 } }, /at '\/database\/poolSize': minimum: got 0, want 1/],
  [{ bus: { url: "http://nats:4222" } }, /at '\/bus\/url': .* does not match pattern/],
  [{ bus: { monitoring: "http://nats:8222" } }, /at '\/bus\/monitoring': .* does not match pattern/],
  [{ bus: { replicas: 7 } }, /at '\/bus\/replicas': maximum: got 7, want 5/],
  [{ store: { endpoint: "s3:9000" } }, /at '\/store\/endpoint': 's3:9000' does not match pattern/],
  [{ store: { bucket: "My_Bucket" } }, /at '\/store\/bucket': 'My_Bucket' does not match pattern/],
  [{ store: { secretKey: "hidden" } }, /at '\/store': additional properties 'secretKey' not allowed/],
  [{ ingress: { enabled: "yes" } }, /at '\/ingress\/enabled': got string, want boolean/],
  [{ ingress: { annotations: { size: 5 } } }, /at '\/ingress\/annotations\/size': got number, want string/],
  [{ services: { segment: { replicas: 1.5 } } }, /at '\/services\/segment\/replicas': got number, want integer/],
  [{ services: { pipelines: {} } }, /at '\/services': additional properties 'pipelines' not allowed/],
  [{ services: { tiles: { memory: "1G" } } }, /at '\/services\/tiles\/memory': '1G' does not match pattern/],
  [{ workers: { segment: { maxReplicas: 0 } } }, /at '\/workers\/segment\/maxReplicas': minimum: got 0, want 1/],
  [{ workers: { segment: { scratch: "much" } } }, /at '\/workers\/segment\/scratch': 'much' does not match pattern/],
  [{ settings: { SEGMENT_TASKS: 4 } }, /at '\/settings\/SEGMENT_TASKS': got number, want string/],
  [{ settings: { PATH: "/tmp" } }, /at '\/settings': additional properties 'PATH' not allowed/],
  [{ network: { database: "10.0.0.0/8" } }, /at '\/network\/database': got string, want array/],
];

test.each(WRONG.map(([values, said]) => ({ what: JSON.stringify(values), values, said })))("refuses $what", async ({ values, said }) => {
  await expect(chart.render(values)).rejects.toThrow(said);
});

test("values.yaml says everything that its schema knows, each with what it means", async () => {
  const schema = JSON.parse(await readFile(join(chart.folder, "values.schema.json"), "utf8")) as Schema;
  const [values] = Yaml.load(join(chart.folder, "values.yaml")) as [Record<string, unknown>];
  const lines = (await readFile(join(chart.folder, "values.yaml"), "utf8")).split("\n").filter((line) => line.trim() !== "");
  const { global: _, ...properties } = schema.properties!;
  expect(namesIn({ properties })).toEqual(namesOf(values, { properties }));
  const entries = lines.map((line, i) => ({ line, before: lines[i - 1] ?? "" })).filter(({ line }) => !line.trim().startsWith("#"));
  expect(entries.length).toBeGreaterThan(120);
  expect(entries.filter(({ before }) => !before.trim().startsWith("# ")).map(({ line }) => line)).toEqual([]);
});

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
}

/** Every group and every value, as a path. */
function namesIn({ properties = {} }: Schema, path = ""): string[] {
  return Object.entries(properties).flatMap(([name, inner]) => [`${path}/${name}`, ...namesIn(inner, `${path}/${name}`)]);
}

/** The same of values; what stands in a value that has no parts of its own is not looked into. */
function namesOf(values: Readonly<Record<string, unknown>>, { properties = {} }: Schema, path = ""): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    const inner = properties[name]?.properties;
    const parts = inner === undefined ? [] : namesOf(value as Readonly<Record<string, unknown>>, { properties: inner }, `${path}/${name}`);
    return [`${path}/${name}`, ...parts];
  });
}

describe("values steer", () => {
  const deployment = (objects: readonly KubeObject[], name: string) =>
    objects.find(({ kind, metadata }) => kind === "Deployment" && metadata.name === name)!.spec;
  const object = (objects: readonly KubeObject[], kind: string, name: string) =>
    objects.find((each) => each.kind === kind && each.metadata.name === name)!.spec;

  test("pods, room, servers, secrets and settings", async () => {
    const objects = await chart.render({
      database: { url: "postgres://boss@pg.lab:6432/science?sslmode=require", poolSize: 3, secret: "pg" },
      bus: { url: "nats://a:4333,nats://b:4333", stream: "lab", replicas: 3 },
      store: { endpoint: "https://s3.lab", bucket: "pictures", region: "eu", secret: "keys" },
      secrets: { services: "ours", owner: "me", revision: "7" },
      services: { segment: { replicas: 5, cpu: "300m", cpuLimit: "3", memory: "3Gi", scratch: "7Gi", threads: 4 } },
      settings: { SEGMENT_COLUMNS_MIB: "512" },
      pods: { drainSeconds: 7, graceSeconds: 60 },
    });
    const { replicas, template } = deployment(objects, "here-segment");
    const [container] = template.spec.containers;
    const env = Object.fromEntries(container.env.map(({ name, value }: { name: string; value: string }) => [name, value]));
    expect(replicas).toBe(5);
    expect(container.resources).toEqual({ requests: { cpu: "300m", memory: "3Gi" }, limits: { cpu: "3", memory: "3Gi" } });
    expect(env).toMatchObject({
      DATABASE_URL: "postgres://argosy_segment@pg.lab:6432/science?sslmode=require",
      DATABASE_CONNECTIONS: "3",
      NATS_URL: "nats://a:4333,nats://b:4333",
      NATS_STREAM: "lab",
      NATS_REPLICAS: "3",
      S3_ENDPOINT: "https://s3.lab",
      S3_BUCKET: "pictures",
      S3_REGION: "eu",
      THREADS: "4",
      DRAIN_MS: "7000",
      GRACE_MS: "60000",
      PIPELINE_ADDRESS: "here-pipeline:50051",
    });
    expect(template.spec.terminationGracePeriodSeconds).toBe(77);
    expect(template.spec.volumes[0]).toEqual({ name: "scratch", emptyDir: { sizeLimit: "7Gi" } });
    expect(template.spec.volumes[1].projected.sources.map((each: { secret: { name: string } }) => each.secret.name)).toEqual([
      "ours",
      "keys",
    ]);
    expect(template.metadata.annotations["argosy/secrets"]).toBe("7");
    expect(objects.find(({ kind, metadata }) => kind === "ConfigMap" && metadata.name === "here-settings")!.data).toEqual({
      SEGMENT_COLUMNS_MIB: "512",
    });
    const { egress } = object(objects, "NetworkPolicy", "here-migrate");
    expect(egress[0].ports).toEqual([{ protocol: "TCP", port: 6_432 }]);
    const ports = object(objects, "NetworkPolicy", "here-tiles").egress.map((rule: { ports: { port: number }[] }) => rule.ports[0]!.port);
    expect(ports).toEqual([6_432, 4_333, 443, 53, 4_318]);
  });

  test("a changed setting or secret starts the pods again that read it, and nothing else does", async () => {
    const annotations = async (values: ChartValues) => deployment(await chart.render(values), "here-tiles").template.metadata.annotations;
    const before = await annotations({});
    expect(await annotations({ services: { segment: { replicas: 3 } } })).toEqual(before);
    expect(await annotations({ settings: { LOG_LEVEL: "debug" } })).not.toEqual(before);
    expect(await annotations({ settings: { TILES_CACHE_MIB: "64" } })).not.toEqual(before);
    expect(await annotations({ settings: { EXPORT_TASKS: "2", SEGMENT_COLUMNS_MIB: '257","LOG_LEVEL":"debug' } })).toEqual(before);
    expect(await annotations({ secrets: { revision: "2" } })).not.toEqual(before);
  });

  test("limits of scaling, and the way in", async () => {
    const objects = await chart.render({
      workers: { segment: { minReplicas: 1, maxReplicas: 9, lag: 2 } },
      services: { tiles: { minReplicas: 3, maxReplicas: 4, cpuPercent: 55 } },
      scaling: { pollSeconds: 9, cooldownSeconds: 44 },
      bus: { monitoring: "nats.lab:8333", account: "LAB" },
      ingress: { enabled: true, className: "traefik", host: "images.lab", tlsSecret: "cert", annotations: { a: "b" } },
    });
    expect(object(objects, "ScaledObject", "here-segment-tasks")).toMatchObject({
      pollingInterval: 9,
      cooldownPeriod: 44,
      minReplicaCount: 1,
      maxReplicaCount: 9,
      triggers: [{ metadata: { natsServerMonitoringEndpoint: "nats.lab:8333", account: "LAB", lagThreshold: "2" } }],
    });
    const scaler = object(objects, "HorizontalPodAutoscaler", "here-tiles");
    expect([scaler.minReplicas, scaler.maxReplicas, scaler.metrics[0].resource.target.averageUtilization]).toEqual([3, 4, 55]);
    expect(object(objects, "Ingress", "here-gateway")).toMatchObject({
      ingressClassName: "traefik",
      tls: [{ hosts: ["images.lab"], secretName: "cert" }],
      rules: [{ host: "images.lab" }],
    });
    const without = await chart.render({ ingress: { enabled: true } });
    expect("tls" in object(without, "Ingress", "here-gateway")).toBe(false);
  });
});
