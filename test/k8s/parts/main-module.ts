import { copyFile, readFile } from "node:fs/promises";
import { join } from "node:path";
import { download } from "./go.ts";

/** A go.mod that builds the commands of one module at one version. */
export interface MainModule {
  readonly path: string;
  readonly version: string;
  /** Version of the modules that it keeps in a folder of its own and publishes apart; absent: it has none. */
  readonly staging?: string;
}

/**
 * Writes go.mod and go.sum of a module of ours that requires another. `go install MODULE@VERSION` refuses one that has replacements, so they are
 * taken over here; those by a folder become the published modules.
 */
export async function writeMainModule(folder: string, { path, version, staging }: MainModule): Promise<string> {
  const { GoMod, Dir } = await download(`${path}@${version}`);
  const text = await readFile(GoMod, "utf8");
  const lines = text.split("\n").map((line) => (staging === undefined ? line : published(line, staging)));
  await copyFile(join(Dir, "go.sum"), join(folder, "go.sum"));
  return `${lines.join("\n").replace(/^module .*$/m, "module argosy.test/parts")}\nrequire ${path} ${version}\n`;
}

function published(line: string, version: string): string {
  return line
    .replace(/^(\s+)(\S+) => \.\/staging\/\S+$/, (_, space: string, name: string) => `${space}${name} => ${name} ${version}`)
    .replace(/^(\s+k8s\.io\/\S+) v0\.0\.0(?=\s|$)/, `$1 ${version}`);
}
