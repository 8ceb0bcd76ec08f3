import { tableOf } from "../run/markdown-table.ts";
import { compareMorphocut } from "./measures/morphocut.ts";
import type { ZooprocessRow } from "./measures/zooprocess.ts";
import { CROPS, compareZooprocess } from "./measures/zooprocess.ts";

/** Digits of a printed value beyond which it is shortened as ours are. */
const LONGEST = 10;

const HEAD = `# Measures beside ZooProcess and MorphoCut

Generated from real images by \`npm run gen:docs\`; not to be edited. \`npm run eval -- measures\` prints the same and fails where a
tolerance is exceeded.

Every value is in the units that \`docs/nodes.md\` states for the column.
`;

const ZOOPROCESS = `
## zooprocess.*

\`measure.zooprocess\` on two crops of a ZooScan, beside what ZooProcess itself wrote for them. The object is the largest 8-connected
component at or below grey 243. Some values ZooProcess makes of others that it has rounded: those are compared with what ours give once
they are rounded as there.
`;

const MORPHOCUT = `
## morphocut.*

\`measure.morphocut\` on every particle of a FlowCam collage, beside what MorphoCut's \`CalculateZooProcessFeatures\` gives for the same
particles on the same grey image. The tolerance is 1e-9 of the greatest value in the column: sums are rounded in another order.
`;

/** `docs/measures.md`, from the folder of real images. */
export async function measuresDocument(samples: string): Promise<string> {
  return (await compare(samples)).text;
}

/** Prints both tables. @throws {Error} when a value lies beyond its tolerance. */
export async function run(samples: string): Promise<void> {
  const { text, wrong } = await compare(samples);
  console.log(text);
  if (wrong.length > 0) throw new Error(`beyond the tolerance: ${wrong.join(", ")}`);
}

async function compare(samples: string): Promise<{ readonly text: string; readonly wrong: readonly string[] }> {
  const crops = await Promise.all(CROPS.map((crop) => compareZooprocess(samples, crop)));
  const { particles, versions, rows } = await compareMorphocut(samples);
  const made = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  const beside = rows.map(({ name, lowest, highest, apart, tolerance, note, right }) => [
    `\`${name}\``,
    short(lowest),
    short(highest),
    apart === 0 ? "equal" : apart.toExponential(1),
    tolerance.toExponential(1),
    note,
    right ? "yes" : "no",
  ]);
  const morphocut = tableOf(["measure", "smallest", "greatest", "farthest apart", "tolerance", "", "within"], beside);
  const wrong = [...crops.flat(), ...rows].filter(({ right }) => !right).map(({ name }) => name);
  const text = `${HEAD}${ZOOPROCESS}\n${zooprocessTable(crops)}${MORPHOCUT}\n${particles} particles; ${made.join(", ")}.\n\n${morphocut}`;
  return { text, wrong };
}

function zooprocessTable(crops: readonly (readonly ZooprocessRow[])[]): string {
  const heads = CROPS.flatMap(({ place }) => [`crop ${place}: ZooProcess`, "Argosy"]);
  const rows = crops[0]!.map(({ name, tolerance }, i) => {
    const cells = crops.map((crop) => crop[i]!);
    const within = cells.every(({ right }) => right) ? "yes" : "no";
    return [
      `\`${name}\``,
      ...cells.flatMap(({ printed, ours }) => [printed.length > LONGEST ? short(Number(printed)) : printed, short(ours)]),
      tolerance,
      within,
    ];
  });
  return tableOf(["measure", ...heads, "tolerance", "within"], rows);
}

function short(value: number): string {
  return String(Number(value.toPrecision(7)));
}
