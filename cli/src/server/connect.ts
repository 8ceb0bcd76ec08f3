import { mkdir } from "node:fs/promises";
import { join, resolve } from "node:path";
import { createLog } from "@argosy/runtime";
import { ApiClient } from "./api-client.ts";
import { findServer, takeDataFolder } from "./data-folder.ts";
import type { Embedded } from "./embedded.ts";
import { startEmbedded } from "./embedded.ts";
import { readPassword } from "./password.ts";
import type { Settings } from "./settings.ts";
import { builtPage } from "./web-build.ts";

/** A server that a command talks to, its own or one that runs already. */
export interface Connection {
  readonly api: ApiClient;
  /** The server, when this command runs it. */
  readonly own: Embedded | undefined;
  readonly dataFolder: string;
  close(): Promise<void>;
}

/** How a command wants its server. */
export interface ConnectOptions {
  readonly data: string | undefined;
  readonly host?: string;
  readonly port?: number;
  /** Serve the page too. */
  readonly page: boolean;
  /** Refuse to use a server that runs already. */
  readonly alone?: boolean;
}

/** The folder that a command works on: as given, else by the environment, else `argosy-data` here. */
function dataFolderOf(given: string | undefined, settings: Settings): string {
  return resolve(given ?? settings.ARGOSY_DATA);
}

/** Talks to the server on the data folder, or starts one for the duration of the command. */
export async function connect(options: ConnectOptions, settings: Settings): Promise<Connection> {
  const path = dataFolderOf(options.data, settings);
  if (options.alone !== true) {
    const running = await findServer(path);
    if (running !== undefined) {
      return { api: new ApiClient(running.url, running.token), own: undefined, dataFolder: path, close: async () => {} };
    }
  }
  const folder = await takeDataFolder(path);
  try {
    const host = options.host ?? "127.0.0.1";
    const own = await startEmbedded({
      dataFolder: path,
      host,
      port: options.port ?? 0,
      ...(options.page ? { webFolder: await builtPage() } : {}),
      ...(isLoopback(host) ? {} : { password: await readPassword(settings.ARGOSY_PASSWORD_FILE) }),
      ...(settings.DATABASE_URL === "" ? {} : { databaseUrl: settings.DATABASE_URL }),
      log: await logTo(path, settings),
      settings: settings.environment,
      ...(settings.ARGOSY_HEALTH_PORT === 0 ? {} : { healthPort: settings.ARGOSY_HEALTH_PORT }),
    });
    await folder.announce({ url: own.url, token: own.token });
    const close = async (): Promise<void> => {
      await own.stop();
      await folder.release();
    };
    return { api: new ApiClient(own.url, own.token), own, dataFolder: path, close };
  } catch (error) {
    await folder.release();
    throw error;
  }
}

function isLoopback(host: string): boolean {
  return host === "127.0.0.1" || host === "::1" || host === "localhost";
}

async function logTo(dataFolder: string, settings: Settings) {
  await mkdir(join(dataFolder, "logs"), { recursive: true });
  return createLog({ service: "argosy", level: settings.ARGOSY_LOG_LEVEL, file: join(dataFolder, "logs", "argosy.log") });
}
