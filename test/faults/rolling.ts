import { SERVICE_NAMES } from "@argosy/rpc";
import { expect } from "vitest";
import type { ServiceProcess } from "../../cli/src/cluster/service-process.ts";
import { askAtOnce, CLIENTS } from "./busy-clients.ts";
import type { FaultHome } from "./fault-home.ts";

/** A process ends by itself within so long after it was asked to: draining, grace and what is closed after them; then it is killed. */
const GRACE_MS = 14_000;

/** What a restart came to. */
export interface Rolled {
  /** Requests that were made meanwhile, and what went wrong with them. */
  readonly asked: number;
  readonly problems: readonly string[];
  /** Tasks that the processes had in hand when they were asked to end. */
  readonly inHand: number;
}

/**
 * Restarts one process of every service but the gateway, one after another and first the one that has tasks in hand, while clients ask
 * and until they have been answered after it.
 *
 * @param next - the address of the next request.
 */
export async function restartOneOfEach(home: FaultHome, number: number, next: () => string): Promise<Rolled> {
  const others = SERVICE_NAMES.filter((name) => name !== "gateway" && name !== "segment");
  const ending = (["segment", ...others] as const).map((name) => home.process(name, number));
  const before = await Promise.all(ending.map((each) => logOf(home, each)));
  const batch = () => Array.from({ length: CLIENTS }, next);
  let asked = CLIENTS;
  const first = askAtOnce(home, batch());
  let back = false;
  const restarted = inTurn(ending)
    .then(
      () => undefined,
      (error: unknown) => error,
    )
    .finally(() => {
      back = true;
    });
  const problems = [...(await first)];
  do {
    problems.push(...(await askAtOnce(home, batch())));
    asked += CLIENTS;
  } while (!back);
  const failure = await restarted;
  if (failure !== undefined) throw failure;
  const after = await Promise.all(ending.map((each) => logOf(home, each)));
  return { asked, problems, inHand: sum(after.map((text, i) => inHandOf(text.slice(before[i]!.length)))) };
}

async function inTurn(ending: readonly ServiceProcess[]): Promise<void> {
  for (const each of ending) await restartInTime(each);
}

/** Restarts a process that must end by itself in time, and waits until it answers. */
export async function restartInTime(each: ServiceProcess): Promise<void> {
  expect(await each.restart(), `${each.place.service} ends in time`).toBeLessThan(GRACE_MS);
  await each.untilReady();
}

function logOf(home: FaultHome, { place }: ServiceProcess): Promise<string> {
  return home.logOf(place.service, place.number);
}

/** Messages that a process still had in hand, as it has said at its end. */
function inHandOf(log: string): number {
  const lines = log.split("\n").filter((line) => line.includes('"takes no more messages"'));
  return sum(lines.map((line) => (JSON.parse(line) as { inHand: number }).inHand));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
