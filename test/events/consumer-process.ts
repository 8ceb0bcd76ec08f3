import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** One event as the example program prints it. */
export interface Followed {
  readonly event: "image.ready" | "run.finished";
  readonly trace?: string;
  readonly projectId: string;
  readonly imageIds?: readonly string[];
  readonly runId?: string;
  readonly state?: string;
}

/** The example program at work. */
export interface ConsumerProcess {
  /** What it has printed so far. */
  readonly seen: readonly Followed[];
  /** Resolves when something that it printed fits; rejects when it ends before. */
  until(fits: (followed: Followed) => boolean): Promise<void>;
  /** SIGKILL: no time to say goodbye. */
  kill(): Promise<void>;
}

const PROGRAM = join(import.meta.dirname, "../../examples/follow-a-run/follow-a-run.ts");

/** Starts examples/follow-a-run as a person would, and waits until it follows. */
export async function startConsumer(
  { servers, name, stream }: { readonly servers: string; readonly name: string; readonly stream: string },
  env: Readonly<Record<string, string>> = {},
): Promise<ConsumerProcess> {
  const child = spawn(process.execPath, [PROGRAM, servers, name, stream], {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...env },
  });
  const seen: Followed[] = [];
  const said: string[] = [];
  let wake = Promise.withResolvers<void>();
  let over = false;
  const tell = () => {
    wake.resolve();
    wake = Promise.withResolvers();
  };
  createInterface({ input: child.stdout }).on("line", (line) => {
    seen.push(JSON.parse(line) as Followed);
    tell();
  });
  createInterface({ input: child.stderr }).on("line", (line) => {
    said.push(line);
    tell();
  });
  const ended = once(child, "close").then(() => {
    over = true;
    tell();
  });
  const untilTrue = async (holds: () => boolean): Promise<void> => {
    while (!holds()) {
      if (over) throw new Error(`the consumer ended: ${said.join("\n")}`);
      await wake.promise;
    }
  };
  await untilTrue(() => said.includes("following"));
  return {
    seen,
    until: (fits) => untilTrue(() => seen.some(fits)),
    async kill() {
      child.kill("SIGKILL");
      await ended;
    },
  };
}
