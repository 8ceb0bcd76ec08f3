import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ArgosyError } from "@argosy/core";

/** The last lines that the processes of a service, or a server, have logged, in the order of their time; each begins with its process. */
export async function tailLogs(dataFolder: string, name: string, count: number): Promise<readonly string[]> {
  const folder = join(dataFolder, "logs");
  const files = (await readdir(folder).catch(() => [])).filter((file) => file.startsWith(`${name}-`) && file.endsWith(".log"));
  const places = files.map((file) => ({ file: join(folder, file), label: file.slice(0, -".log".length) }));
  if (["nats", "s3", "postgres"].includes(name)) places.push({ file: join(dataFolder, `${name}.log`), label: name });
  if (places.length === 0) throw new ArgosyError("not_found", `nothing was logged by ${name}`);
  const lines = await Promise.all(
    places.map(async ({ file, label }) => {
      const text = await readFile(file, "utf8").catch(() => "");
      const said = text.split("\n").filter((line) => line !== "");
      return said.slice(-count).map((line) => ({ time: /"time":"([^"]+)"/.exec(line)?.[1] ?? "", line: `${label}  ${line}` }));
    }),
  );
  const sorted = lines.flat().sort((a, b) => (a.time < b.time ? -1 : a.time > b.time ? 1 : 0));
  return sorted.slice(-count).map(({ line }) => line);
}
