import { fileURLToPath } from "node:url";
import type { Log } from "@argosy/core";
import type { Child, Program } from "./child.ts";
import { startChild, untilReady } from "./child.ts";
import { NODE_FLAGS } from "./node-settings.ts";
import type { Place } from "./topology.ts";

const SERVICES = fileURLToPath(new URL("../../../services/", import.meta.url));
const AGAIN_MS = [100, 500, 2_000, 5_000, 15_000];
/** A process that ran for so long has started well: when it ends, that is no reason to wait with the next start. */
const WELL_MS = 10_000;

/** One process of a service, which is started again when it ends by itself. */
export interface ServiceProcess {
  readonly place: Place;
  pid(): number | undefined;
  /** How often it was started again. */
  restarts(): number;
  /** What `/ready` says: nothing missing, or what; or that nobody answers. */
  health(): Promise<string>;
  untilReady(): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Asks it to end, in order, and starts it again. @returns How long it took to end, in milliseconds. */
  restart(): Promise<number>;
  /** Asks it to end, for good. */
  stop(): Promise<void>;
}

/** What one process of a service is run with. */
export interface ServiceProcessOptions {
  readonly place: Place;
  readonly settings: Readonly<Record<string, string>>;
  /** The file that runs the service; default: its own `main.ts`. */
  readonly main?: string | undefined;
  readonly logFile: string;
  readonly log: Log;
}

/** Starts a process of a service. */
export async function startServiceProcess({ place, settings, main, logFile, log }: ServiceProcessOptions): Promise<ServiceProcess> {
  const { service, number } = place;
  const program: Program = {
    name: `${service}-${number}`,
    file: process.execPath,
    args: [...NODE_FLAGS, main ?? `${SERVICES}${service}/src/main.ts`],
    env: settings,
    logFile,
  };
  let child = await startChild(program);
  let restarts = 0;
  let wanted = Promise.resolve();
  const stopping = new AbortController();
  const watching = keepRunning();
  const health = () => askHealth(place.healthPort);

  async function keepRunning(): Promise<void> {
    for (let quick = 0; ; ) {
      const begun = performance.now();
      await child.ended;
      await wanted;
      if (stopping.signal.aborted) return;
      if (child.running()) continue;
      quick = performance.now() - begun > WELL_MS ? 0 : quick + 1;
      log.warn("a service ended and is started again", { service, number, restarts });
      await pause(AGAIN_MS[Math.min(quick, AGAIN_MS.length) - 1] ?? AGAIN_MS[0]!, stopping.signal);
      if (stopping.signal.aborted) return;
      child = await startChild(program);
      restarts++;
    }
  }
  return {
    place,
    pid: () => (child.running() ? child.pid : undefined),
    restarts: () => restarts,
    health,
    untilReady: () => untilReady(child as Child, program, async () => (await health()) === "ready"),
    kill: (signal) => child.kill(signal),
    async restart() {
      const { promise, resolve } = Promise.withResolvers<void>();
      wanted = promise;
      try {
        const begun = performance.now();
        await child.stop();
        const ms = performance.now() - begun;
        child = await startChild(program);
        return ms;
      } finally {
        resolve();
      }
    },
    async stop() {
      stopping.abort();
      await child.stop();
      await watching;
    },
  };
}

async function askHealth(port: number): Promise<string> {
  const answer = await fetch(`http://127.0.0.1:${port}/ready`, { signal: AbortSignal.timeout(3_000) }).catch(() => undefined);
  if (answer === undefined) return "does not answer";
  const { missing } = (await answer.json()) as { missing: Readonly<Record<string, string>> };
  return Object.values(missing).join(", ") || "ready";
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
