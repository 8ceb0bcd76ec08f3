import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { medianSource } from "./median-network.ts";

const COMPILER = "assemblyscript@0.28.20";
const FLAGS = ["-O3", "--noAssert", "--runtime", "stub", "--enable", "simd", "--use", "abort=", "--initialMemory", "1"];
const PARTS = ["extremum.ts", "convolve.ts", "slic.ts", "threshold.ts", "forest.ts"];
const RESULT = join(import.meta.dirname, "../src/simd/module-bytes.ts");

/** The sources of the module, and what they hash to. */
export async function moduleSource(): Promise<{ readonly source: string; readonly sha256: string }> {
  const parts = await Promise.all(PARTS.map((name) => readFile(join(import.meta.dirname, name), "utf8")));
  const medians = ([3, 5] as const).flatMap((side) => (["u8", "u16"] as const).map((type) => medianSource(side, type)));
  const source = [...parts, ...medians].join("\n");
  return {
    source,
    sha256: createHash("sha256")
      .update(`${COMPILER} ${FLAGS.join(" ")}\n${source}`)
      .digest("hex"),
  };
}

/** Writes the module's bytes anew: `npm run gen:simd`. */
async function build(): Promise<void> {
  const { source, sha256 } = await moduleSource();
  const scratch = await mkdtemp(join(tmpdir(), "argosy-simd-"));
  try {
    await writeFile(join(scratch, "module.ts"), source);
    const words = ["--yes", "--package", COMPILER, "asc", "module.ts", "--outFile", "module.wasm", ...FLAGS];
    await promisify(execFile)("npx", words, { cwd: scratch });
    const bytes = await readFile(join(scratch, "module.wasm"));
    const lines = bytes.toString("base64").match(/.{1,120}/g)!;
    await writeFile(
      RESULT,
      [
        "// Written by `npm run gen:simd` from `packages/kernels/assembly`; not to be edited.",
        "",
        "/** What the sources hash to that the bytes were made from. */",
        `export const SOURCES = "${sha256}";`,
        "",
        "/** The WebAssembly module, base64. */",
        "export const BYTES =",
        `${lines.map((line) => `  "${line}"`).join(" +\n")};`,
        "",
      ].join("\n"),
    );
    process.stdout.write(`${bytes.length} bytes\n`);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

if (import.meta.main) await build();
