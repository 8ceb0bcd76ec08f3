import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { ROOT } from "../run/command.ts";

/** A fenced block of a document. */
export interface Block {
  /** Line of its opening fence. */
  readonly line: number;
  /** First word behind the fence, such as `sh`. */
  readonly language: string;
  /** Second word: the file that the block is, or nothing. */
  readonly file: string | undefined;
  readonly text: string;
}

/** All fenced blocks of a document in the root, in order. */
export async function readBlocks(document: string): Promise<readonly Block[]> {
  const lines = (await readFile(join(ROOT, document), "utf8")).split("\n");
  const blocks: Block[] = [];
  for (let i = 0; i < lines.length; i++) {
    const [, fence, language = "", file] = /^\s*(`{3,}|~{3,})(\S*)(?:\s+(\S+))?\s*$/.exec(lines[i]!) ?? [];
    if (fence === undefined) continue;
    const end = lines.findIndex((line, at) => at > i && line.trim() === fence);
    if (end < 0) throw new Error(`${document}:${i + 1}: the block is not closed`);
    blocks.push({ line: i + 1, language, file, text: `${lines.slice(i + 1, end).join("\n")}\n` });
    i = end;
  }
  return blocks;
}
