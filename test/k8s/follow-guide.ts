import { mkdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readBlocks } from "../docs/read-blocks.ts";
import { ROOT } from "../run/command.ts";
import type { OpenKube } from "./node/kube-access.ts";

const DOCUMENT = "docs/kubernetes.md";

/** What stands in the document for what differs from one institute to the next, and what it is here. */
export type Replaced = Readonly<Record<string, string>>;

/** A desk at which what the document says is typed: its programs, the checkout, and files of the operator. */
export async function makeDesk(folder: string, programs: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(join(folder, "bin"), { recursive: true, mode: 0o700 });
  for (const [name, path] of Object.entries(programs)) await symlink(path, join(folder, "bin", name));
  await symlink(join(ROOT, "deploy"), join(folder, "deploy"));
  await writeFile(join(folder, "argosy"), `#!/bin/sh\nexec ${join(ROOT, "argosy")} "$@"\n`, { mode: 0o755 });
}

/**
 * Types a block of the document, word for word but for what was replaced; `more` stands behind its last line.
 *
 * @throws {Error} where there is no such block, where something to be replaced is not in it, or with what a command said.
 */
export async function followGuide(
  kube: OpenKube,
  desk: string,
  block: string,
  { replaced = {}, more = "" }: { readonly replaced?: Replaced; readonly more?: string } = {},
): Promise<string> {
  const found = (await readBlocks(DOCUMENT)).find(({ language, file }) => language === "sh" && file === block);
  if (found === undefined) throw new Error(`${DOCUMENT} has no block ${block}`);
  let { text } = found;
  for (const [word, given] of Object.entries(replaced)) {
    if (!text.includes(word)) throw new Error(`block ${block} of ${DOCUMENT} does not speak of ${word}`);
    text = text.replaceAll(word, given);
  }
  const script = `export PATH="${desk}/bin:$PATH"\ncd "${desk}"\n${text.trimEnd()} ${more}\n`;
  return kube.command("bash")(["-euo", "pipefail", "-c", script]);
}
