import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { ArgosyError, REASONS, type Reason } from "@argosy/core";
import type { Command } from "commander";
import { ApiClient } from "../server/api-client.ts";
import { connect } from "../server/connect.ts";
import type { Settings } from "../server/settings.ts";
import { untilInterrupted, wholeNumber } from "./options.ts";

interface Common {
  readonly data?: string;
  readonly url?: string;
  readonly tokenFile?: string;
  readonly json?: boolean;
}
interface TroubledTask {
  readonly id: string;
  readonly project: string;
  readonly stage: string;
  readonly state: string;
  readonly attempts: number;
  readonly reason: string;
  readonly waitingFor: string;
  readonly seconds: number;
}
interface Stage {
  readonly stage: string;
  readonly draining: boolean;
  readonly running: number;
  readonly ready: number;
}

const LOOK_MS = 500;
const MEANINGS: Readonly<Record<string, string>> = {
  BLOCKED: "a task that it needs has failed",
  DRAINED: "its service is drained",
  NOT_TAKEN: "nobody takes tasks of this stage",
  SILENT: "its worker has fallen silent",
  WAITING: "a resource is missing",
};

/** `argosy admin`: for those who look after an installation. */
export function adminCommand(parent: Command, settings: Settings): void {
  const admin = parent
    .command("admin")
    .summary("look after an installation: stuck tasks, usage, draining")
    .description("Look after an installation. Every command needs the rights of an administrator, as the owner of a data folder has them.");
  const sub = (name: string, summary: string, description: string): Command =>
    admin
      .command(name)
      .summary(summary)
      .description(description)
      .option("--data <dir>", "data folder of the server")
      .option("--url <url>", "address of a server elsewhere, with --token-file")
      .option("--token-file <file>", "file that holds the token for --url")
      .option("--json", "print the answer as JSON");
  const act =
    (work: (api: ApiClient, options: Common & Record<string, unknown>, signal: AbortSignal, given: string) => Promise<void>) =>
    async (...all: unknown[]): Promise<void> => {
      const [given, options] = typeof all[0] === "string" ? [all[0], all[1]] : ["", all[0]];
      await withServer(options as Common, settings, (api, signal) => work(api, options as Common & Record<string, unknown>, signal, given));
    };

  sub(
    "tasks",
    "list tasks that are stuck or dead, with the reason",
    "List tasks of all projects that do not get on or have failed for good.",
  )
    .option("--stuck", "only those that do not get on")
    .option("--dead", "only those that have failed for good")
    .option("--limit <n>", "how many at most", wholeNumber(1, 1_000), 100)
    .action(act((api, options, signal) => listTasks(api, options, signal)));
  sub("requeue", "have a task tried again", "Have a task tried again that failed, waits or fell silent, with the jobs that failed by it.")
    .argument("<task>", "its id, 64 hexadecimal digits")
    .action(
      act(async (api, { json }, signal, task) => {
        await (await api.send("POST", `/api/admin/tasks/${encodeURIComponent(task)}/requeue`, { signal })).body?.cancel();
        print(json, { task, requeued: true }, `${task} will be tried again\n`);
      }),
    );
  sub(
    "usage",
    "show what each project keeps in the store",
    "Show objects and bytes of each project in the store, the largest first.",
  ).action(
    act(async (api, { json }, signal) => {
      const usage = await api.get<{ projects: { project: string; owner: string; objects: number; bytes: number }[] }>("/api/admin/usage", {
        signal,
      });
      const rows = usage.projects.map(({ project, owner, objects, bytes }) => `${project}  ${objects} objects  ${bytes} bytes  ${owner}\n`);
      print(json, usage, rows.join(""));
    }),
  );
  sub(
    "drain",
    "let a service take no more tasks, and wait for what is in hand",
    "Let a service, in all its processes, take no more tasks, and wait until it has finished what is in hand. It stays so, also after restarts, until --resume.",
  )
    .argument("<service>", "ingest, segment, measure, classify or export")
    .option("--resume", "let it take tasks again")
    .option("--no-wait", "do not wait for what is in hand")
    .action(act((api, options, signal, service) => drain(api, service, options, signal)));
}

async function withServer(
  { data, url, tokenFile }: Common,
  settings: Settings,
  work: (api: ApiClient, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const { signal } = untilInterrupted();
  if (url !== undefined) {
    if (tokenFile === undefined) throw new ArgosyError("invalid_argument", "--url needs --token-file");
    return work(new ApiClient(url, (await readFile(tokenFile, "utf8")).trim()), signal);
  }
  const connection = await connect({ data, page: false }, settings);
  try {
    await work(connection.api, signal);
  } finally {
    await connection.close();
  }
}

async function listTasks(
  api: ApiClient,
  options: Common & { readonly stuck?: boolean; readonly dead?: boolean; readonly limit?: number },
  signal: AbortSignal,
): Promise<void> {
  const { stuck = false, dead = false, limit = 100, json } = options;
  const which = stuck === dead ? undefined : stuck ? "stuck" : "dead";
  const found = await api.get<{ tasks: TroubledTask[] }>("/api/admin/tasks", { query: { which, limit }, signal });
  const lines = found.tasks.map(({ id, project, stage, state, attempts, reason, waitingFor, seconds }) => {
    const why = MEANINGS[reason] ?? (Object.hasOwn(REASONS, reason) ? REASONS[reason as Reason].sentence : "");
    const on = waitingFor === "" ? "" : ` (${waitingFor})`;
    return `${id}  ${stage}  ${state} for ${Math.round(seconds)} s, attempt ${attempts}  ${reason}${on}: ${why}  project ${project}\n`;
  });
  print(json, found, lines.join("") || "no task is in trouble\n");
}

async function drain(
  api: ApiClient,
  service: string,
  options: Common & { readonly resume?: boolean; readonly wait?: boolean },
  signal: AbortSignal,
): Promise<void> {
  const draining = options.resume !== true;
  const path = `/api/admin/stages/${encodeURIComponent(service)}/drain`;
  const find = ({ stages }: { readonly stages: readonly Stage[] }) => stages.find(({ stage }) => stage === service)!;
  let stage = find(await api.post<{ stages: Stage[] }>(path, { draining }, { signal }));
  while (draining && options.wait !== false && stage.running > 0) {
    await delay(LOOK_MS, undefined, { signal });
    stage = find(await api.get<{ stages: Stage[] }>("/api/admin/stages", { signal }));
  }
  const rest = `${stage.running} in hand, ${stage.ready} ready`;
  print(options.json, stage, draining ? `${service} takes no more tasks: ${rest}\n` : `${service} takes tasks again: ${rest}\n`);
}

function print(json: boolean | undefined, value: object, text: string): void {
  process.stdout.write(json === true ? `${JSON.stringify(value, undefined, 2)}\n` : text);
}
