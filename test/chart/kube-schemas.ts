import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { Yaml } from "cdk8s";
import type { ChartTools } from "./chart-tools.ts";
import type { KubeObject } from "./render.ts";

type Schema = Record<string, unknown>;

/** What is wrong with an object, a sentence each; nothing where it is right. */
export type CheckObject = (object: KubeObject) => Promise<readonly string[]>;

const DEFINITIONS = "/api/_definitions.json";
const CRDS = {
  ScaledObject: (tools: ChartTools) => join(tools.keda, "config/crd/bases/keda.sh_scaledobjects.yaml"),
  ServiceMonitor: ({ monitoring }: ChartTools) => crdOfPrometheus(monitoring, "servicemonitors"),
  PrometheusRule: ({ monitoring }: ChartTools) => crdOfPrometheus(monitoring, "prometheusrules"),
} as const;

/** Checks objects by the schemas of a version of Kubernetes, such as `v1.36.0`: what a schema does not name is refused. */
export async function kubeSchemas(tools: ChartTools, version: string): Promise<CheckObject> {
  const folder = join(tools.schemas, `${version}-local-strict`);
  const ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  ajv.addSchema(await readSchema(join(folder, "_definitions.json")), DEFINITIONS);
  const compiled = new Map<string, ValidateFunction>();
  return async ({ kind, apiVersion, ...rest }) => {
    const key = `${apiVersion} ${kind}`;
    const crd = CRDS[kind as keyof typeof CRDS];
    const read = () => (crd === undefined ? readSchema(join(folder, fileOf(kind, apiVersion))) : readCrd(crd(tools), apiVersion));
    const validate = compiled.get(key) ?? ajv.compile(await read());
    compiled.set(key, validate);
    const right = validate({ kind, apiVersion, ...rest });
    const place = `${kind} ${rest.metadata.name}`;
    return right
      ? []
      : (validate.errors ?? []).map((error) => `${place}${error.instancePath} ${error.message} ${JSON.stringify(error.params)}`);
  };
}

/** The parameters that a trigger of KEDA knows, and which of them must be given. */
export async function triggerParameters(tools: ChartTools, type: string): Promise<ReadonlyMap<string, { readonly needed: boolean }>> {
  const text = await readFile(join(tools.keda, "schema/generated/scalers-schema.json"), "utf8");
  const { scalers } = JSON.parse(text) as { scalers: readonly Scaler[] };
  const found = scalers.find((scaler) => scaler.type === type);
  if (found === undefined) throw new Error(`KEDA knows no trigger ${type}`);
  return new Map(
    found.parameters.map(({ name, optional = false, default: fallback }) => [name, { needed: !optional && fallback === undefined }]),
  );
}

interface Scaler {
  readonly type: string;
  readonly parameters: readonly { readonly name: string; readonly optional?: boolean; readonly default?: string }[];
}

function fileOf(kind: string, apiVersion: string): string {
  const parts = apiVersion.split("/");
  const group = parts.length === 1 ? [] : [parts[0]!.split(".")[0]!];
  return `${[kind.toLowerCase(), ...group, parts.at(-1)!].join("-")}.json`;
}

async function readSchema(file: string): Promise<Schema> {
  const { $id: _, ...schema } = JSON.parse(await readFile(file, "utf8")) as Schema;
  return schema;
}

function crdOfPrometheus(folder: string, kinds: string): string {
  return join(folder, "example/prometheus-operator-crd", `monitoring.coreos.com_${kinds}.yaml`);
}

async function readCrd(file: string, apiVersion: string): Promise<Schema> {
  const [definition] = Yaml.load(file) as [{ spec: { versions: { name: string; schema: { openAPIV3Schema: Schema } }[] } }];
  const found = definition.spec.versions.find(({ name }) => apiVersion.endsWith(`/${name}`));
  if (found === undefined) throw new Error(`${file} does not have ${apiVersion}`);
  return closed(found.schema.openAPIV3Schema) as Schema;
}

/** An API server takes from objects what their definition does not name; here it is refused. `metadata` is known to the server itself. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== "object") return schema;
  const all = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, key === "pattern" ? patternOf(value) : closed(value)]));
  const open = all["type"] !== "object" || all["properties"] === undefined || all["x-kubernetes-preserve-unknown-fields"] === true;
  return open || "additionalProperties" in all ? all : { ...all, additionalProperties: false };
}

/** Go says at the start of a pattern that case does not matter; here that is said of what follows. */
function patternOf(pattern: unknown): unknown {
  return typeof pattern === "string" ? pattern.replace(/^\^\(\?i\)(.*)$/, "^(?i:$1)") : closed(pattern);
}
