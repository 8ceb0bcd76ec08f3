import { execFile } from "node:child_process";
import { access, mkdir, rename } from "node:fs/promises";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { freePorts } from "./free-ports.ts";
import { cacheFolder } from "./install-python.ts";
import type { Server } from "./server.ts";
import { runServer } from "./server.ts";

const run = promisify(execFile);
const VERSION = "v0.0.0-20260212201848-7aac2a2c5b7c";
const CACHE = cacheFolder(undefined, "servers");
const PATH = "/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin";
const BUILD_MS = 20 * 60_000;

/** Keys of an S3 server. */
export interface S3Keys {
  readonly accessKey: string;
  readonly secretKey: string;
}

/** The program as it lies in the cache outside the checkout, or how to have it there. */
export async function minioProgram(cache: string = CACHE): Promise<string | { readonly missing: string }> {
  const program = programFile(cache);
  if (await exists(program)) return program;
  return { missing: `there is no MinIO; with Go 1.26: GOBIN=${dirname(program)} go install github.com/minio/minio@${VERSION}` };
}

/** The program; where Go is new enough it is built once, which takes minutes. */
export async function builtMinio(say: (text: string) => void, cache: string = CACHE): Promise<string | { readonly missing: string }> {
  const found = await minioProgram(cache);
  if (typeof found === "string") return found;
  if (!(await hasGo())) return found;
  say("building MinIO, once; this takes some minutes");
  const target = dirname(programFile(cache));
  const making = `${target}.${process.pid}`;
  try {
    await mkdir(making, { recursive: true });
    await run("go", ["install", `github.com/minio/minio@${VERSION}`], {
      timeout: BUILD_MS,
      env: { PATH, HOME: homedir(), GOBIN: making, CGO_ENABLED: "0" },
    });
    await rename(making, target);
    return programFile(cache);
  } catch (error) {
    if (await exists(programFile(cache))) return programFile(cache);
    return { missing: `MinIO could not be built: ${error instanceof Error ? error.message.slice(0, 300) : error}` };
  }
}

/** Starts a MinIO on a free port of this machine. */
export async function startMinio(program: string, folder: string, keys: S3Keys, port?: number): Promise<Server> {
  await mkdir(join(folder, "s3"), { recursive: true, mode: 0o700 });
  const at = port ?? (await freePorts(1))[0]!;
  const place = { name: "s3", program: "minio", url: `http://127.0.0.1:${at}`, folder: join(folder, "s3") };
  const args = ["server", place.folder, "--quiet", "--address", `127.0.0.1:${at}`, "--console-address", "127.0.0.1:0"];
  const env = { HOME: place.folder, MINIO_ROOT_USER: keys.accessKey, MINIO_ROOT_PASSWORD: keys.secretKey, MINIO_UPDATE: "off" };
  const ready = async () => (await fetch(`${place.url}/minio/health/ready`)).ok;
  return runServer(place, { name: "minio", file: program, args, env, logFile: join(folder, "s3.log") }, ready);
}

function programFile(cache: string): string {
  return join(cache, `minio-${VERSION}`, "minio");
}

/** Whether there is a Go that is new enough. */
async function hasGo(): Promise<boolean> {
  const said = await run("go", ["env", "GOVERSION"], { env: { PATH, HOME: homedir() } }).catch(() => undefined);
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(said?.stdout ?? "") ?? [];
  return Number(major) > 1 || Number(minor) >= 26;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
