import { readFile, writeFile } from "node:fs/promises";
import type { Authority, Pair } from "./authority.ts";

/** Writes how somebody reaches the API and proves who it is. @returns The path. */
export async function writeKubeconfig(path: string, authority: Authority, who: Pair, server: string): Promise<string> {
  const data = async (file: string) => (await readFile(file)).toString("base64");
  const config = {
    apiVersion: "v1",
    kind: "Config",
    clusters: [
      { name: "c", cluster: { server, "certificate-authority-data": await data(authority.certificate), "tls-server-name": "localhost" } },
    ],
    users: [{ name: "u", user: { "client-certificate-data": await data(who.certificate), "client-key-data": await data(who.key) } }],
    contexts: [{ name: "c", context: { cluster: "c", user: "u" } }],
    "current-context": "c",
  };
  await writeFile(path, JSON.stringify(config), { mode: 0o600 });
  return path;
}
