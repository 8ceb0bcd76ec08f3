import { openArchive } from "@argosy/export";
import { parse } from "csv-parse/sync";

/** A table of an EcoTaxa bundle: its header, and its rows without the line of types. */
export interface EcotaxaTable {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The first table of a bundle. */
export async function ecotaxaTable(bundle: Buffer): Promise<EcotaxaTable> {
  const archive = await openArchive(bundle);
  try {
    const file = archive.files.find(({ path }) => /^(.*\/)?ecotaxa_[^/]*\.tsv$/.test(path))!;
    const text = Buffer.concat(await Array.fromAsync(await file.open())).toString("utf8");
    const [header, types, ...rows]: string[][] = parse(text, { delimiter: "\t", bom: true });
    if (!types!.every((type) => type === "[t]" || type === "[f]")) throw new Error("the second line has no types");
    return { header: header!, rows };
  } finally {
    archive.close();
  }
}
