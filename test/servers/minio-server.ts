import { spawn } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { access, mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Client } from "minio";
import { cacheFolder } from "../support/install-python.ts";

/** An S3 server on a free port of this machine. */
export interface S3Server {
  readonly endpoint: string;
  readonly accessKey: string;
  readonly secretKey: string;
  /** Makes a new bucket and says its name. */
  newBucket(): Promise<string>;
  /** Keys of uploads that were begun and neither completed nor aborted; this server lists them by their exact key alone. */
  unfinished(bucket: string, key?: string): Promise<readonly string[]>;
  stop(): Promise<void>;
}

const VERSION = "v0.0.0-20260212201848-7aac2a2c5b7c";

/** The program, as `go install` made it in the cache outside the checkout, or how to have it there. */
export async function minioProgram(): Promise<string | { readonly missing: string }> {
  const program = join(cacheFolder(process.env["ARGOSY_SERVERS"], "servers"), `minio-${VERSION}`, "minio");
  const found = await access(program).then(
    () => true,
    () => false,
  );
  if (found) return program;
  return { missing: `there is no MinIO; with Go 1.26: GOBIN=${dirname(program)} go install github.com/minio/minio@${VERSION}` };
}

/** Starts a MinIO with a folder of its own. @throws {Error} with what it said when it does not come up. */
export async function startMinio(program: string): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), "argosy-s3-"));
  const port = await freePort();
  const keys = { accessKey: randomBytes(10).toString("hex"), secretKey: randomBytes(20).toString("hex") };
  const child = spawn(program, ["server", folder, "--quiet", "--address", `127.0.0.1:${port}`, "--console-address", "127.0.0.1:0"], {
    env: { HOME: folder, MINIO_ROOT_USER: keys.accessKey, MINIO_ROOT_PASSWORD: keys.secretKey, MINIO_UPDATE: "off" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said: string[] = [];
  for (const output of [child.stdout, child.stderr]) output.setEncoding("utf8").on("data", (text: string) => said.push(text));
  const endpoint = `http://127.0.0.1:${port}`;
  const gone = once(child, "exit").then(() => Promise.reject(new Error(`minio ended: ${said.join("")}`)));
  gone.catch(() => undefined);
  await Promise.race([ready(endpoint), gone]);
  const client = new Client({ endPoint: "127.0.0.1", port, useSSL: false, ...keys });
  return {
    endpoint,
    ...keys,
    async newBucket() {
      const bucket = `argosy-${randomUUID()}`;
      await client.makeBucket(bucket);
      return bucket;
    },
    unfinished: async (bucket, key = "") => {
      const found: string[] = [];
      for await (const upload of client.listIncompleteUploads(bucket, key, true)) found.push((upload as { key: string }).key);
      return found;
    },
    async stop() {
      const ended = once(child, "exit");
      child.kill("SIGTERM");
      if (child.exitCode === null && child.signalCode === null) await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

async function ready(endpoint: string): Promise<void> {
  for (;;) {
    const answer = await fetch(`${endpoint}/minio/health/ready`).catch(() => undefined);
    if (answer?.ok === true) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
