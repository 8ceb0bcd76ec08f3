import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

/** One object of an EcoTaxa export. */
export interface ExportedObject {
  readonly image: string;
  readonly category: string;
  /** `[columns]` what ZooProcess measured. */
  readonly measures: Float32Array;
}

/** The objects of an EcoTaxa export with the measures that a classifier may learn from. */
export interface EcotaxaTable {
  readonly columns: readonly string[];
  readonly objects: readonly ExportedObject[];
}

/**
 * The numeric columns of objects that say where and when something was, or who it is, and not what it looks like.
 *
 * `x`, `y`, `xm`, `ym` are positions in the crop and `bx`, `by`, `xstart`, `ystart` in the scan; `tag` is a mark by hand.
 */
const NOT_LOOKS = new Set(
  "lat lon lat_end lon_end date time depth_min depth_max x y xm ym bx by xstart ystart xmg5 ymg5 tag"
    .split(" ")
    .map((name) => `object_${name}`),
);

/** Read an EcoTaxa TSV: header, row of types, objects. Columns of equal value throughout are left out. */
export function readEcotaxaTable(path: string): EcotaxaTable {
  const records: string[][] = parse(readFileSync(path), { delimiter: "\t", bom: true, relax_column_count: false });
  const [header, types, ...rows] = records;
  if (header === undefined || types === undefined) throw new Error("the table has no header");
  const place = (name: string) => {
    const at = header.indexOf(name);
    if (at < 0) throw new Error(`the table has no column ${name}`);
    return at;
  };
  const used = header
    .map((name, at) => ({ name, at }))
    .filter(
      ({ name, at }) => name.startsWith("object_") && types[at] === "[f]" && !name.startsWith("object_annotation_") && !NOT_LOOKS.has(name),
    )
    .filter(({ at }) => new Set(rows.map((row) => row[at])).size > 1);
  const image = place("img_file_name");
  const category = place("object_annotation_category");
  return {
    columns: used.map(({ name }) => name),
    objects: rows.map((row) => ({
      image: row[image]!,
      category: row[category]!,
      measures: Float32Array.from(used, ({ at }) => (row[at] === "" ? Number.NaN : Number(row[at]))),
    })),
  };
}

/** The objects of the classes that have at least `least` of them. */
export function keepLargeClasses(objects: readonly ExportedObject[], least: number): readonly ExportedObject[] {
  const counts = new Map<string, number>();
  for (const { category } of objects) counts.set(category, (counts.get(category) ?? 0) + 1);
  return objects.filter(({ category }) => counts.get(category)! >= least);
}
