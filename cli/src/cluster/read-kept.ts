import { readFile } from "node:fs/promises";

/** The text of a file that an earlier start has kept; `undefined` where there is none. Any other failure is told: what is kept must not be made anew. */
export async function readKept(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return undefined;
    throw error;
  });
}
