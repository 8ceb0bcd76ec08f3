import { execFile } from "node:child_process";
import { access, chown, mkdir, writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { Client } from "minio";
import { busConfig } from "../../cli/src/cluster/secrets.ts";
import { builtMinio } from "../../cli/src/cluster/servers/minio.ts";
import { natsProgram } from "../../cli/src/cluster/servers/nats.ts";
import { databaseAccount } from "../../cli/src/postgres/account.ts";
import type { Kube } from "./node/kube.ts";

const run = promisify(execFile);
const POSTGRES = "/usr/lib/postgresql/15/bin";
const PORTS = { postgres: 5432, nats: 4222, monitoring: 8222, s3: 9000 } as const;
const BUCKET = "argosy";

/** Servers of the institute, on the first machine beside the cluster. */
export interface ServersBeside {
  /** As the owner, with the password. */
  readonly databaseUrl: string;
  readonly s3: { readonly endpoint: string; readonly bucket: string; readonly accessKey: string; readonly secretKey: string };
}

/** What the owner has chosen. */
export interface ChosenSecrets {
  readonly databasePassword: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Starts PostgreSQL, NATS and MinIO on the first machine; `secrets` is the folder that `argosy secrets` has filled. */
export async function startServersBeside(
  { machine, address }: Kube,
  secrets: string,
  { databasePassword, ...keys }: ChosenSecrets,
): Promise<ServersBeside> {
  await startPostgres(machine, address, databasePassword);
  const nats = await programOf(natsProgram());
  const store = join(machine.folder, "nats-store");
  const config = JSON.parse((await busConfig(secrets))({ host: address, port: PORTS.nats, storeFolder: store })) as object;
  await writeFile(join(machine.folder, "nats.json"), JSON.stringify({ ...config, http: `${address}:${PORTS.monitoring}` }));
  await machine.run("nats", nats, ["--config", join(machine.folder, "nats.json")], () => listens(address, PORTS.nats));
  await startStore(machine, address, keys);
  return {
    databaseUrl: `postgres://argosy:${databasePassword}@${address}:${PORTS.postgres}/argosy`,
    s3: { endpoint: `http://${address}:${PORTS.s3}`, bucket: BUCKET, ...keys },
  };
}

async function startPostgres(machine: Kube["machine"], address: string, password: string): Promise<void> {
  const account = await databaseAccount();
  const place = join(machine.folder, "postgres");
  await mkdir(place, { recursive: true });
  await chown(place, account.uid, account.gid);
  await writeFile(join(place, "password"), password, { mode: 0o644 });
  const init = ["-D", join(place, "data"), "-U", "argosy", "--auth=scram-sha-256", `--pwfile=${join(place, "password")}`, "-E", "UTF8"];
  await run(`${POSTGRES}/initdb`, [...init, "--locale=C", "--no-sync"], {
    ...account,
    cwd: place,
    env: { PATH: "/usr/bin:/bin", LC_ALL: "C" },
  });
  await writeFile(join(place, "data/pg_hba.conf"), "host all all all scram-sha-256\n");
  const settings = { listen_addresses: address, port: PORTS.postgres, max_connections: 300, unix_socket_directories: "", fsync: "off" };
  const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const as = [`--reuid=${account.uid}`, `--regid=${account.gid}`, "--clear-groups", `${POSTGRES}/postgres`, "-D", join(place, "data")];
  await machine.run("postgres", "setpriv", [...as, ...flags], () => listens(address, PORTS.postgres), { LC_ALL: "C" });
  const env = { PATH: "/usr/bin:/bin", PGPASSWORD: password, LC_ALL: "C" };
  await run(`${POSTGRES}/createdb`, ["-h", address, "-p", String(PORTS.postgres), "-U", "argosy", "argosy"], { env });
}

async function startStore(machine: Kube["machine"], address: string, keys: { accessKey: string; secretKey: string }): Promise<void> {
  const program = await programOf(builtMinio(console.error));
  const folder = join(machine.folder, "s3");
  await mkdir(folder, { recursive: true });
  const args = ["server", folder, "--quiet", "--address", `${address}:${PORTS.s3}`, "--console-address", `${address}:9001`];
  const env = { HOME: folder, MINIO_ROOT_USER: keys.accessKey, MINIO_ROOT_PASSWORD: keys.secretKey, MINIO_UPDATE: "off" };
  const ready = async () => (await fetch(`http://${address}:${PORTS.s3}/minio/health/ready`)).ok;
  await machine.run("s3", program, args, ready, env);
  await new Client({ endPoint: address, port: PORTS.s3, useSSL: false, ...keys }).makeBucket(BUCKET);
}

async function programOf(found: Promise<string | { readonly missing: string }>): Promise<string> {
  const program = await found;
  if (typeof program !== "string") throw new Error(program.missing);
  await access(program);
  return program;
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once("connect", () => end(true));
    socket.once("error", () => end(false));
  });
}
