import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { parse } from "csv-parse/sync";

/** What a person decided ought to happen to a file, and what independent readers make of it. */
export interface Expectation {
  readonly file: string;
  readonly expectation: "read" | "refused";
  readonly reason: string;
  /** `height x width` and, where there are several, `x channels`. */
  readonly shape: string;
  readonly dtype: string;
  /** Of the samples in the order y, x, channel. */
  readonly sha256: string;
}

/** The committed table of expectations. */
export async function readExpectations(): Promise<readonly Expectation[]> {
  return parse(await readFile(join(import.meta.dirname, "hostile-pillow.csv")), { columns: true });
}
