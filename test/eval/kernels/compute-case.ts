import type { KernelCase, Values } from "./case.ts";
import { readValues } from "./case.ts";
import type { Verdict } from "./judge.ts";
import { judge } from "./judge.ts";
import { Unsupported } from "./kernel-table.ts";
import { KERNELS } from "./tables.ts";

/** What became of a case: outputs with a verdict, or why it was left out. */
export type Outcome = { readonly found: Values; readonly verdict: Verdict } | { readonly leftOut: string };

/** Computes one case by our kernel and judges it. */
export async function computeCase(folder: string, one: KernelCase, samples: string): Promise<Outcome> {
  const entry = KERNELS[one.kernel];
  if (entry === undefined) return { leftOut: "there is no kernel" };
  const inputs = await readValues(folder, one.inputs, samples);
  const expected = await readValues(folder, one.outputs, samples);
  try {
    const given = { inputs, params: one.params };
    const found = entry.compute(given);
    return { found, verdict: entry.judge?.(found, expected, given) ?? judge(one.compare, found, expected) };
  } catch (error) {
    if (error instanceof Unsupported) return { leftOut: error.message };
    throw error;
  }
}
