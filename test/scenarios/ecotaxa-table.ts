import { openArchive } from "@argosy/export";
import { parse } from "csv-parse/sync";

/** A table of an EcoTaxa bundle: its header, and its rows without the line of types. */
export interface EcotaxaTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** A table of a bundle; the first where none is named. */
export async function ecotaxaTable(bundle: Buffer, name?: string): Promise<EcotaxaTable> {
  const archive = await openArchive(bundle);
  try {
    const file = archive.files.find(({ path }) => (name === undefined ? /^(.*\/)?ecotaxa_[^/]*\.tsv$/.test(path) : path === name))!;
    const text = Buffer.concat(await Array.fromAsync(await file.open())).toString("utf8");
    const [header, types, ...rows]: string[][] = parse(text, { delimiter: "\t", bom: true });
    if (!types!.every((type) => type === "[t]" || type === "[f]")) throw new Error("the second line has no types");
    return { header: header!, rows };
  } finally {
    archive.close();
  }
}
