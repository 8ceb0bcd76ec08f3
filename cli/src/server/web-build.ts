import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ArgosyError } from "@argosy/core";

const WEB = fileURLToPath(new URL("../../../web/", import.meta.url));
/** The page itself, and what of the program runs in it: its previews must do what the server does. */
const SOURCES = [
  WEB,
  ...["core", "kernels", "nodes"].map((name) => fileURLToPath(new URL(`../../../packages/${name}/src/`, import.meta.url))),
];
const STAMP = join(WEB, "dist", ".built-from");

/** The folder of the built page; built anew when its sources changed. */
export async function builtPage(): Promise<string> {
  const sources = await hashOfSources();
  if ((await readFile(STAMP, "utf8").catch(() => "")) !== sources) {
    await build();
    await writeFile(STAMP, sources);
  }
  return join(WEB, "dist");
}

async function hashOfSources(): Promise<string> {
  const hash = createHash("sha256");
  for (const folder of SOURCES) {
    const files = (await readdir(folder, { recursive: true })).filter((file) => !/^(dist|node_modules)(\/|$)/.test(file)).sort();
    for (const file of files) {
      const path = join(folder, file);
      if ((await stat(path)).isFile()) hash.update(file).update(await readFile(path));
    }
  }
  return hash.digest("hex");
}

async function build(): Promise<void> {
  const vite = join(WEB, "node_modules", "vite", "bin", "vite.js");
  const child = spawn(process.execPath, [vite, "build", "--logLevel", "error"], { cwd: WEB, stdio: ["ignore", "ignore", "pipe"] });
  const said: Buffer[] = [];
  child.stderr.on("data", (chunk: Buffer) => said.push(chunk));
  const code = await new Promise((resolve) => child.on("close", resolve));
  if (code !== 0) throw new ArgosyError("internal", `the page could not be built: ${Buffer.concat(said).toString("utf8").trim()}`);
}
