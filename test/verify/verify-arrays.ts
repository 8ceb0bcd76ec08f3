import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DType } from "@argosy/core";

/** What one hierarchy must hold: the folder, and the samples of each level as the sha256 of their little-endian bytes in C order. */
export interface ExpectedArray {
  readonly path: string;
  readonly kind: "image" | "labels";
  readonly levels: readonly {
    /** Sizes along t, c, y, x. */
    readonly shape: readonly number[];
    readonly dtype: DType;
    /** `null`: the readers need only agree with each other. */
    readonly sha256: string | null;
  }[];
}

/** What the independent readers found. */
export interface Verdict {
  readonly arrays: number;
  readonly faults: readonly string[];
}

/**
 * Has zarr-python, tensorstore and ome-zarr-models read some hierarchies.
 *
 * @param python - as `installVerifiers` gives it.
 * @param scratch - a folder for the list of what is expected.
 */
export async function verifyArrays(python: string, scratch: string, expected: readonly ExpectedArray[]): Promise<Verdict> {
  const list = join(scratch, "expected.json");
  await writeFile(list, JSON.stringify(expected));
  const output = await new Promise<string>((resolve, reject) => {
    execFile(python, [join(import.meta.dirname, "read_arrays.py"), list], { maxBuffer: 2 ** 26 }, (error, stdout, stderr) => {
      // Exit code 1 is a verdict with faults; without a verdict the program itself failed.
      if (error !== null && stdout === "") reject(new Error(`the independent readers failed: ${stderr}`, { cause: error }));
      else resolve(stdout);
    });
  });
  return JSON.parse(output) as Verdict;
}
