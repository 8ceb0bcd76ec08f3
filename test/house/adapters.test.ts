import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ROOT } from "../run/command.ts";

/** What makes an adapter, and where it may be named: where it is defined, and in composition roots. */
const ADAPTERS = /\b(createDb|createLocalBus|createJetStreamBus|FolderStore|MemoryStore|S3Store|overTcp)\b/;
const ALLOWED = [
  /^packages\/(work|storage|rpc)\/src\//,
  /^packages\/cluster\/src\//,
  /^cli\/src\/(server|cluster)\//,
  /^services\/[^/]+\/src\/main\.ts$/,
];

test("adapters are named in composition roots only", async () => {
  const folders = ["packages", "services", "cli"];
  const files = (await Promise.all(folders.map(sourcesIn))).flat().filter((file) => !ALLOWED.some((place) => place.test(file)));
  expect(files.length).toBeGreaterThan(100);
  const texts = await Promise.all(files.map((file) => readFile(join(ROOT, file), "utf8")));
  expect(files.filter((_, i) => ADAPTERS.test(texts[i]!))).toEqual([]);
});

/** Sources of a package, or of every package of a folder; what is installed beside them is large and not ours. */
async function sourcesIn(folder: string): Promise<string[]> {
  const inside = await readdir(join(ROOT, folder));
  const packages = inside.includes("src") ? [folder] : inside.map((name) => `${folder}/${name}`);
  const lists = packages.map(async (name) => {
    const files = await readdir(join(ROOT, name, "src"), { recursive: true });
    return files.filter((file) => file.endsWith(".ts")).map((file) => `${name}/src/${file}`);
  });
  return (await Promise.all(lists)).flat();
}
