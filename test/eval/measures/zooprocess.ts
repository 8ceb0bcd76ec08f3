import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Labels, Plane } from "@argosy/kernels";
import { findBoxes, labelComponents, measureZooprocess, plane, tableColumn } from "@argosy/kernels";
import sharp from "sharp";

export const ZOOPROCESS_FOLDER = "plankton/zooprocess_lib";

/** Crops of one scan, by where they lie in it. */
export const CROPS = [
  { place: "2855_223", left: 2855, top: 223 },
  { place: "13892_13563", left: 13892, top: 13563 },
] as const;

/** One measure of one crop. */
export interface ZooprocessRow {
  readonly name: string;
  readonly ours: number;
  /** As ZooProcess printed it. */
  readonly printed: string;
  /** In words. */
  readonly tolerance: string;
  readonly right: boolean;
}

/** The brightest grey value of an object in a scan. */
const BRIGHTEST = 243;

/** `of` gives our value of any measure of the same crop. */
type Judge = (ours: number, printed: string, of: (name: string) => number) => boolean;
interface Tolerance {
  readonly words: string;
  readonly holds: Judge;
}

const EXACT: Tolerance = { words: "exact", holds: (ours, printed) => ours === Number(printed) };
const PRINTED: Tolerance = {
  words: "printed decimals",
  holds: (ours, printed) => Math.abs(ours - Number(printed)) <= 0.5000001 * 10 ** -(printed.split(".")[1]?.length ?? 0),
};
const within = (words: string, share: number): Tolerance => ({
  words,
  holds: (ours, printed) => Math.abs(ours - Number(printed)) <= share * Math.abs(Number(printed)),
});
const HALF_PERCENT = within("0.5 %", 0.005);
const DERIVED = within("2 %: made of rounded values", 0.02);
/** For what ZooProcess makes of values that it has rounded so far that no share of the result says how near it is: we round ours for it. */
const madeOf = (words: string, made: (of: (name: string) => number) => number): Tolerance => ({
  words: `1e-9, once ${words}`,
  holds: (_ours, printed, of) => Math.abs(made(of) - Number(printed)) <= 1e-9,
});
const hundredths = (value: number) => Math.round(100 * value) / 100;
const wholeCentres = (of: (name: string) => number) =>
  Math.hypot(Math.round(of("xm")) - Math.round(of("x")), Math.round(of("ym")) - Math.round(of("y")));

/** The tolerance of each measure. */
const TOLERANCES: Readonly<Record<string, Tolerance>> = {
  ...alike("area area_exc min max median mode bx by width height xstart ystart histcum1 histcum2 histcum3", EXACT),
  ...alike("%area mean stddev intden skew kurt x y xm ym major minor angle circ.", PRINTED),
  ...alike("perim. feret", HALF_PERCENT),
  ...alike("esd elongation range meanpos perimareaexc feretareaexc perimferet perimmajor circex", DERIVED),
  convarea: within("25 %", 0.25),
  // A convex line is at least 1/sqrt(2) as long as its steps along rows and columns; through corners it has 4 of these more.
  convperim: {
    words: "71 % of it to 4 px more: steps along rows and columns there",
    holds: (ours, printed) => ours >= Number(printed) * Math.SQRT1_2 && ours <= Number(printed) + 4,
  },
  fractal: { words: "0.05", holds: (ours, printed) => Math.abs(ours - Number(printed)) <= 0.05 },
  cv: madeOf("stddev is whole and mean has two decimals", (of) => (100 * Math.round(of("stddev"))) / hundredths(of("mean"))),
  sr: madeOf("stddev is whole", (of) => (100 * Math.round(of("stddev"))) / of("range")),
  centroids: madeOf("both centres are whole pixels", wholeCentres),
  cdexc: madeOf("both centres are whole pixels", (of) => wholeCentres(of) / Math.sqrt(of("area_exc"))),
};

function alike(names: string, tolerance: Tolerance): Readonly<Record<string, Tolerance>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, tolerance]));
}

/** Measures a crop and sets each value beside the one that ZooProcess wrote: of its own table, else of the bundle made from that. */
export async function compareZooprocess(samples: string, { place, left, top }: (typeof CROPS)[number]): Promise<readonly ZooprocessRow[]> {
  const folder = join(samples, ZOOPROCESS_FOLDER);
  const image = await readGrey(join(folder, `images/measures/crop_${place}.png`));
  const table = measureZooprocess(largestDark(image), image, { left, top });
  const measured = await readRow(join(folder, `features/meas_${place}.csv`), 1, (name) => name.toLowerCase());
  const bundled = await readRow(join(folder, `features/ecotaxa_${place}.tsv`), 2, (name) => name.replace(/^object_/, ""));
  const of = (name: string) => tableColumn(table, name)[0]!;
  return table.columns.map(({ name }) => {
    const ours = of(name);
    const printed = measured.get(name) ?? bundled.get(name) ?? "";
    const { words, holds } = TOLERANCES[name]!;
    return { name, ours, printed, tolerance: words, right: holds(ours, printed, of) };
  });
}

async function readGrey(path: string): Promise<Plane<Uint8Array>> {
  const { data, info } = await sharp(path).toColourspace("b-w").raw().toBuffer({ resolveWithObject: true });
  if (info.channels !== 1) throw new Error(`${path} has ${info.channels} channels`);
  return plane(new Uint8Array(data), info.width, info.height);
}

/** The largest 8-connected component of what is at most {@link BRIGHTEST}, as label 1. */
function largestDark({ data, width, height }: Plane<Uint8Array>): Labels {
  const dark = plane(
    data.map((value) => Number(value <= BRIGHTEST)),
    width,
    height,
  );
  const { labels } = labelComponents(dark, 8);
  const { area } = findBoxes(labels);
  const largest = area.indexOf(area.reduce((a, b) => Math.max(a, b)));
  return plane(
    labels.data.map((label) => Number(label === largest)),
    width,
    height,
  );
}

async function readRow(path: string, line: number, nameOf: (title: string) => string): Promise<ReadonlyMap<string, string>> {
  const lines = (await readFile(path, "latin1")).split(/\r?\n/).map((text) => text.split("\t"));
  return new Map(lines[0]!.map((title, i) => [nameOf(title), lines[line]![i]!]));
}
