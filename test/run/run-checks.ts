import type { Check } from "./checks.ts";
import type { Ended } from "./command.ts";

/** A check and how it ended. */
export interface Checked extends Ended {
  readonly name: string;
}

/** Runs checks a few at a time, prints a table, then what the failed ones said. */
export async function runChecks(checks: readonly Check[], atOnce = 2): Promise<readonly Checked[]> {
  const results: Checked[] = [];
  const waiting = [...checks];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const ended = await check.run();
      results.push({ name: check.name, ...ended });
      console.log(`${ended.ok ? "ok    " : "FAILED"}  ${check.name.padEnd(20)} ${ended.seconds.toFixed(1).padStart(5)} s`);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, lane));
  for (const { name, output } of results.filter(({ ok }) => !ok)) console.log(`\n--- ${name}\n${output.trimEnd()}`);
  return results;
}
