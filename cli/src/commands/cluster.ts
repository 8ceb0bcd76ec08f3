import { resolve } from "node:path";
import { ArgosyError } from "@argosy/core";
import { createLog } from "@argosy/runtime";
import type { Command } from "commander";
import { givenServers, passedOn } from "../cluster/cluster-settings.ts";
import type { Order } from "../cluster/control.ts";
import { giveOrder, serveControl } from "../cluster/control.ts";
import { startCluster } from "../cluster/start-cluster.ts";
import { statusOf, statusTable } from "../cluster/status.ts";
import { tailLogs } from "../cluster/tail-logs.ts";
import { isServiceName } from "../cluster/topology.ts";
import { takeDataFolder } from "../server/data-folder.ts";
import type { Settings } from "../server/settings.ts";
import { builtPage } from "../server/web-build.ts";
import { untilInterrupted, wholeNumber } from "./options.ts";

interface UpOptions {
  readonly data: string;
  readonly port: number;
  readonly processes?: readonly string[];
}

const DATA = "argosy-cluster";

/** `argosy cluster`: every service as its own process on this machine, over real servers. */
export function clusterCommand(parent: Command, settings: Settings): void {
  const command = parent.command("cluster").summary("run every service as its own process, over PostgreSQL, NATS and S3");
  command
    .command("up", { isDefault: true })
    .summary("start servers and services, and stay until Ctrl-C")
    .option("--data <dir>", "folder with everything that is kept", DATA)
    .option("--port <n>", "port of the gateway", wholeNumber(0, 65_535), 8080)
    .option("--processes <service=n...>", "processes of a service (default: two of segment and measure, one of the others)")
    .action((options: UpOptions) => up(options, settings));
  const ordering = (name: string) => command.command(name).option("--data <dir>", "folder of the cluster", DATA);
  ordering("status")
    .summary("show processes, ports and health")
    .action(({ data }: { data: string }) => order(data, { do: "status" }));
  ordering("logs <service>")
    .summary("show what a service or server has logged last")
    .option("--lines <n>", "how much", wholeNumber(1, 100_000), 50)
    .action(async (service: string, { data, lines }: { data: string; lines: number }) => {
      for (const line of await tailLogs(resolve(data), service, lines)) process.stdout.write(`${line}\n`);
    });
  ordering("kill <service> [number]")
    .summary("end one process of a service at once; it is started again")
    .action((service: string, number: string | undefined, { data }: { data: string }) =>
      order(data, { do: "kill", service, number: number === undefined ? undefined : Number(number) }),
    );
  ordering("scale <service> <count>")
    .summary("let a service have so many processes")
    .action((service: string, count: string, { data }: { data: string }) => order(data, { do: "scale", service, count: Number(count) }));
}

async function order(data: string, asked: Order): Promise<void> {
  process.stdout.write(statusTable(await giveOrder(resolve(data), asked)));
}

async function up({ data, port, processes = [] }: UpOptions, { environment, ARGOSY_LOG_LEVEL }: Settings): Promise<void> {
  const interrupted = untilInterrupted();
  const folder = await takeDataFolder(resolve(data));
  try {
    const log = createLog({ service: "cluster", level: ARGOSY_LOG_LEVEL, file: `${folder.path}/logs/cluster.log` });
    const say = (text: string): void => void process.stderr.write(`${text}\n`);
    const cluster = await startCluster({
      dataFolder: folder.path,
      ...(port === 0 ? {} : { port }),
      replicas: Object.fromEntries(processes.map(replicasOf)),
      given: givenServers(environment),
      webFolder: await builtPage(),
      settings: passedOn(environment),
      log,
      say,
    });
    const control = await serveControl(cluster, folder.path);
    await folder.announce({ url: cluster.url, token: cluster.token });
    process.stdout.write(statusTable(await statusOf(cluster)));
    say(`Argosy is at ${await cluster.signInUrl()}\nCtrl-C ends it.`);
    const { signal } = interrupted;
    if (!signal.aborted) await new Promise<void>((stop) => signal.addEventListener("abort", () => stop(), { once: true }));
    say("ending: gateway, workers, pipeline, servers");
    await control.stop();
    await cluster.stop();
  } finally {
    await folder.release();
  }
}

function replicasOf(text: string): readonly [string, number] {
  const [, service = "", count] = /^([a-z]+)=([1-9]\d?)$/.exec(text) ?? [];
  if (isServiceName(service)) return [service, Number(count)];
  throw new ArgosyError("invalid_argument", `"${text}" is not of the form segment=4`);
}
