import { mkdir, readFile, writeFile } from "node:fs/promises";
import { cpus, totalmem } from "node:os";
import { join } from "node:path";
import { ROOT } from "../run/command.ts";

const FILE = join(ROOT, "docs", "bench.md");
const HEAD = "# Measured\n\nWritten by `npm run bench -- NAME`; each section says when and on what.\n";

/** Replaces one section of `docs/bench.md`, or adds it. */
export async function writeSection(title: string, lines: readonly string[]): Promise<void> {
  const text = await readFile(FILE, "utf8").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return HEAD;
    throw error;
  });
  const others = text.split(/^(?=## )/m).filter((section) => !section.startsWith(`## ${title}\n`));
  const sections = [...others.map((section) => `${section.trimEnd()}\n`), `## ${title}\n\n${lines.join("\n").trimEnd()}\n`];
  await mkdir(join(ROOT, "docs"), { recursive: true });
  await writeFile(FILE, sections.join("\n"));
}

/** The machine and the day, as the first line of a section. */
export function machine(): string {
  const [first] = cpus();
  const day = new Date().toISOString().slice(0, 10);
  return `${day}, ${cpus().length} cores of ${first?.model.trim() || "an unnamed processor"}, ${(totalmem() / 2 ** 30).toFixed(0)} GB, Linux, Node ${process.versions.node}.`;
}

/** The middle of an odd number of values. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!;
}

/** Bytes as MB, for people. */
export function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
