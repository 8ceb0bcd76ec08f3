import { execFile } from "node:child_process";
import { homedir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { cacheFolder } from "../../../cli/src/cluster/servers/install-python.ts";

const run = promisify(execFile);
const PATH = "/usr/local/go/bin:/usr/local/bin:/usr/bin:/bin";
const STEP_MS = 40 * 60_000;
const LONGEST = 64 * 2 ** 20;

/** Where what is built once lies, outside the checkout. */
export const CACHE = cacheFolder(undefined, "kubernetes");

/** Runs `go ARGS` in a folder, with modules and objects in the cache. @returns What it printed. */
export async function go(folder: string, args: readonly string[]): Promise<string> {
  const env = {
    PATH,
    HOME: homedir(),
    GOMODCACHE: join(CACHE, "gomod"),
    GOCACHE: join(CACHE, "gocache"),
    GOFLAGS: "-buildvcs=false -trimpath -modcacherw",
    GOTOOLCHAIN: "local",
    CGO_ENABLED: "0",
  };
  return (await run("go", [...args], { cwd: folder, env, timeout: STEP_MS, maxBuffer: LONGEST })).stdout;
}

/** A module as the cache has it. */
export interface Downloaded {
  readonly Dir: string;
  readonly GoMod: string;
}

/** Fetches the sources of a module. */
export async function download(module: string): Promise<Downloaded> {
  return JSON.parse(await go("/", ["mod", "download", "-json", module])) as Downloaded;
}
