import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { UiPart } from "./ui/ui-part.ts";

const FOLDER = join(import.meta.dirname, "ui");

/**
 * How fast the pages are, in Chromium over a server of its own: each file `ui/<part>.bench.ts` is a part. Without arguments all of them.
 *
 * @throws {Error} when a target is missed.
 */
export async function run(samples: string, args: readonly string[]): Promise<void> {
  const parts = (await readdir(FOLDER)).filter((file) => file.endsWith(".bench.ts")).map((file) => file.slice(0, -".bench.ts".length));
  const asked = args.filter((word) => !word.startsWith("--"));
  const unknown = asked.filter((name) => !parts.includes(name));
  if (unknown.length > 0) throw new Error(`there is no part ${unknown.join(", ")}; known are ${parts.join(", ")}`);
  const missed: string[] = [];
  for (const name of parts.filter((part) => asked.length === 0 || asked.includes(part))) {
    const { bench } = (await import(join(FOLDER, `${name}.bench.ts`))) as UiPart;
    missed.push(...(await bench(samples)));
  }
  if (missed.length > 0) throw new Error(missed.join("; "));
}
