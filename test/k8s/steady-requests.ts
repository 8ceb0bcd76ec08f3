import { Agent, request } from "node:http";
import { performance } from "node:perf_hooks";
import { setTimeout as delay } from "node:timers/promises";

/** Requests a second, whether they are answered or not. */
export const RATE = 50;
const LONGEST_KEPT = 20;
const SLOW_MS = 2_500;

/** What became of requests. */
export interface Answered {
  readonly asked: number;
  /** What went wrong, with when it did, in seconds since the first one. */
  readonly problems: readonly string[];
  /** Those that took long, in the same way. */
  readonly slow: readonly string[];
  readonly slowestMs: number;
  readonly medianMs: number;
  /** Time within which 99 of 100 were answered. */
  readonly ms99: number;
}

/** Requests on their way. */
export interface SteadyRequests {
  /** What became of those that were begun since the last look, once all of them are over. */
  look(): Promise<Answered>;
  /** Begins no more. */
  stop(): Promise<void>;
}

/** Where requests go. */
export interface Asked {
  readonly url: string;
  readonly token: string;
  /** The address of each; all may be asked twice. */
  readonly address: (number: number) => string;
}

/**
 * Makes 50 requests a second, over connections that are kept as browsers keep them, none of them twice: so a connection that goes with
 * its server is seen.
 */
export function steadyRequests({ url, token, address }: Asked): SteadyRequests {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: LONGEST_KEPT });
  const begun = performance.now();
  const ended = new AbortController();
  let open: Promise<void>[] = [];
  let times: number[] = [];
  let problems: string[] = [];
  let slow: string[] = [];
  const one = async (path: string) => {
    const at = performance.now();
    const problem = await ask(agent, new URL(path, url), token);
    const took = performance.now() - at;
    const when = `${((at - begun) / 1_000).toFixed(1)} s: ${path}`;
    times.push(took);
    if (problem !== undefined) problems.push(`${when}: ${problem}`);
    else if (took >= SLOW_MS) slow.push(`${when}: ${took.toFixed(0)} ms`);
  };
  const loop = async () => {
    for (let number = 0; !ended.signal.aborted; number++) {
      await delay(Math.max(0, begun + (number * 1_000) / RATE - performance.now()));
      open.push(one(address(number)));
    }
  };
  const running = loop();
  return {
    async look() {
      const these = open;
      open = [];
      await Promise.all(these);
      const [sorted, found, late] = [times.sort((a, b) => a - b), problems, slow];
      [times, problems, slow] = [[], [], []];
      const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? 0;
      return { asked: sorted.length, problems: found, slow: late, slowestMs: at(1), medianMs: at(0.5), ms99: at(0.99) };
    },
    async stop() {
      ended.abort();
      await running;
      await Promise.all(open);
      agent.destroy();
    },
  };
}

function ask(agent: Agent, url: URL, token: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { agent, headers: { authorization: `Bearer ${token}` } }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("error", (error) => resolve(String(error)));
      answer.on("end", () =>
        resolve(answer.statusCode === 200 ? undefined : `${answer.statusCode} ${Buffer.concat(parts).toString().slice(0, 300)}`),
      );
    });
    sent.on("error", (error) => resolve(`${error}${sent.reusedSocket ? ", on a connection that was kept" : ""}`));
    sent.end();
  });
}
