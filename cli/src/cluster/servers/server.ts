import type { Child, Program } from "../child.ts";
import { startChild, untilReady } from "../child.ts";

/** A server that the services need, at a place that stays the same when it is started again. */
export interface Server {
  readonly name: string;
  /** What runs, as `nats-server 2.15.1`. */
  readonly program: string;
  /** Where it is reached. */
  readonly url: string;
  /** Where it keeps what it keeps; none for a server that was given. */
  readonly folder: string | undefined;
  pid(): number | undefined;
  /** Ends it at once, as a failing machine does. */
  crash(): Promise<void>;
  /** Starts it again after a crash. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A server as a program of this machine. */
export async function runServer(
  told: Pick<Server, "name" | "program" | "url"> & { readonly folder: string },
  program: Program,
  answers: () => Promise<boolean>,
): Promise<Server> {
  let child: Child;
  const start = async (): Promise<void> => {
    child = await startChild(program);
    try {
      await untilReady(child, program, answers);
    } catch (error) {
      await child.stop();
      throw error;
    }
  };
  await start();
  return {
    ...told,
    pid: () => (child.running() ? child.pid : undefined),
    async crash() {
      child.kill("SIGKILL");
      await child.ended;
    },
    start,
    stop: () => child.stop(),
  };
}

/** A server that somebody else runs. */
export function givenServer(name: string, url: string): Server {
  const nothing = async (): Promise<void> => {};
  return { name, program: "given", url, folder: undefined, pid: () => undefined, crash: nothing, start: nothing, stop: nothing };
}
