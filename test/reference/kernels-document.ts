import { readdir } from "node:fs/promises";
import { join } from "node:path";
import type { CaseIndex } from "../eval/kernels/case.ts";
import { readIndex } from "../eval/kernels/case.ts";
import { computeCase } from "../eval/kernels/compute-case.ts";
import { FAMILIES, KERNELS } from "../eval/kernels/tables.ts";
import { tableOf } from "../run/markdown-table.ts";
import { SAMPLES } from "../support/samples.ts";

/** The committed cases, a folder for each family. */
export const CASES = join(import.meta.dirname, "cases");

const HEAD = `# Kernels

Generated from the cases in \`test/reference/cases\` by \`npm run gen:docs\`; not to be edited.

Every kernel beside the reference that it is compared with, for those who look for it by that name. The values of the references were
made by \`test/reference/generate.py\` with pinned versions. Tolerances are absolute, in units of the result, for the cases together;
how near we are is what this version of the program gives.

Images are planes: stacks are worked on plane by plane. There is no 3-D kernel yet.
`;

/** Names of the families that have cases. */
export async function listFamilies(): Promise<readonly string[]> {
  const found = await readdir(CASES);
  return Object.keys(FAMILIES).filter((family) => found.includes(family));
}

/** `docs/kernels.md`: one row for each reference function. */
export async function kernelsDocument(): Promise<string> {
  let text = HEAD;
  for (const family of await listFamilies()) text += `\n## ${family}\n\n${await familyTable(family)}`;
  return text;
}

async function familyTable(family: string): Promise<string> {
  const folder = join(CASES, family);
  const index = await readIndex(folder);
  const rows: string[][] = [];
  for (const kernel of new Set(index.cases.map((one) => one.kernel))) {
    const cases = index.cases.filter((one) => one.kernel === kernel);
    const outcomes = await Promise.all(cases.map((one) => computeCase(folder, one, SAMPLES)));
    const right = outcomes.filter((outcome) => "verdict" in outcome && outcome.verdict.right).length;
    const tolerances = [...new Set(cases.map(({ compare }) => compare))].join("; ");
    const how = worstOf(outcomes.map((outcome) => ("verdict" in outcome ? outcome.verdict.how : outcome.leftOut)));
    const entry = KERNELS[kernel];
    const reference = `\`${kernel}\` ${versionOf(kernel, index)}`.trim();
    rows.push([`\`${entry?.ours ?? ""}\``, reference, tolerances, entry?.reason ?? "", `${right} of ${cases.length}: ${how}`]);
  }
  return tableOf(["ours", "reference", "tolerance", "why", "result"], rows);
}

/** Each of some findings once; of distances the largest alone. */
function worstOf(hows: readonly string[]): string {
  const distance = (how: string): number => Number(/^farthest (\S+)$/.exec(how)?.[1] ?? Number.NaN);
  const largest = Math.max(...hows.map(distance).filter((far) => !Number.isNaN(far)));
  const kept = hows.filter((how) => Number.isNaN(distance(how)) || distance(how) === largest);
  const worst = kept.length > 1 && Number.isFinite(largest) ? kept.filter((how) => how !== "equal") : kept;
  return [...new Set(worst)].join("; ");
}

function versionOf(kernel: string, { versions }: CaseIndex): string {
  return versions[kernel.split(".")[0]!] ?? "";
}
