import { mkdir, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import type { Values } from "./kernels/case.ts";
import { readIndex } from "./kernels/case.ts";
import { computeCase } from "./kernels/compute-case.ts";
import { encodeNpy } from "./kernels/nd-array.ts";

/**
 * Computes the cases of a folder by our kernels and judges them: `npm run eval -- kernels CASES OUT`.
 *
 * `OUT/index.json` gets `{id: {outputs}}`, arrays lie beside it as `.npy`. Cases without a kernel are left out, and said to be.
 *
 * @param samples - The folder of real images.
 * @throws {Error} when a case is wrong by its own `compare`.
 */
export async function run(samples: string, [cases, out]: readonly string[]): Promise<void> {
  if (cases === undefined || out === undefined) throw new Error("usage: npm run eval -- kernels CASES OUT");
  const [from, to] = [resolve(cases), resolve(out)];
  await mkdir(to, { recursive: true });
  const written: Record<string, { readonly outputs: Readonly<Record<string, number | string>> }> = {};
  const index = await readIndex(from);
  let [wrong, leftOut] = [0, 0];
  for (const one of index.cases) {
    const outcome = await computeCase(from, one, samples);
    const computed = "found" in outcome;
    if (computed) written[one.id] = { outputs: await writeOutputs(to, one.id, outcome.found) };
    if (!computed) leftOut++;
    else if (!outcome.verdict.right) wrong++;
    const [word, how] = computed ? [outcome.verdict.right ? "right" : "WRONG", outcome.verdict.how] : ["left out", outcome.leftOut];
    console.log(`${word.padEnd(9)} ${one.id.padEnd(26)} ${one.kernel.padEnd(46)} ${how}`);
  }
  await writeFile(join(to, "index.json"), `${JSON.stringify(written, undefined, 1)}\n`);
  console.log(`\n${index.cases.length - wrong - leftOut} of ${index.cases.length} cases right, ${wrong} wrong, ${leftOut} left out`);
  if (wrong > 0) throw new Error(`${wrong} cases are wrong`);
}

async function writeOutputs(folder: string, id: string, outputs: Values): Promise<Record<string, number | string>> {
  const named: Record<string, number | string> = {};
  for (const [name, value] of Object.entries(outputs)) {
    const file = `${id}_${name}.npy`;
    if (typeof value !== "number") await writeFile(join(folder, file), encodeNpy(value));
    named[name] = typeof value === "number" ? value : file;
  }
  return named;
}
