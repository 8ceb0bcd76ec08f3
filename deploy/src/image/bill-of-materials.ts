import { glob, readFile } from "node:fs/promises";
import { join } from "node:path";
import { runProgram } from "./run-program.ts";

interface Component {
  readonly type: "library" | "application";
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses?: readonly { readonly license: { readonly name: string } }[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
}

/** What lies in an image, in the words of CycloneDX: packages of npm, Node, libraries of Debian. It holds no time, so that equal images have equal bills. */
export async function billOfMaterials(context: string, version: string): Promise<object> {
  const components = [...(await npmPackages(join(context, "app"))), await nodeItself(context), ...(await debianPackages(context))];
  const sorted = components.toSorted((a, b) => (a.purl < b.purl ? -1 : 1));
  return {
    bomFormat: "CycloneDX",
    specVersion: "1.6",
    version: 1,
    metadata: { component: { type: "application", name: "argosy", version, purl: `pkg:generic/argosy@${version}` } },
    components: sorted.filter(({ purl }, i) => purl !== sorted[i - 1]?.purl),
  };
}

async function npmPackages(app: string): Promise<Component[]> {
  const found: Component[] = [];
  for await (const file of glob("node_modules/.pnpm/*/node_modules/{*,@*/*}/package.json", { cwd: app })) {
    const { name, version, license } = JSON.parse(await readFile(join(app, file), "utf8")) as Partial<Manifest>;
    if (name === undefined || version === undefined) continue;
    found.push({ type: "library", name, version, purl: `pkg:npm/${name.replace("@", "%40")}@${version}`, ...licensed(license) });
  }
  return found;
}

async function nodeItself(context: string): Promise<Component> {
  const version = (await runProgram(context, join(context, "rootfs/usr/local/bin/node"), "--version")).trim().replace("v", "");
  return { type: "application", name: "node", version, purl: `pkg:generic/node@${version}`, ...licensed("MIT") };
}

/** The versions that the machine would install now are those that were fetched. */
async function debianPackages(context: string): Promise<Component[]> {
  const names = (await Array.fromAsync(glob("rootfs/usr/share/doc/*/copyright", { cwd: context }))).map((file) => file.split("/").at(-2)!);
  return Promise.all(
    names.sort().map(async (name): Promise<Component> => {
      const shown = await runProgram(context, "apt-cache", "show", "--no-all-versions", name);
      const version = /^Version: (.+)$/m.exec(shown)?.[1] ?? "unknown";
      return { type: "library", name, version, purl: `pkg:deb/debian/${name}@${version}` };
    }),
  );
}

function licensed(license: unknown): Pick<Component, "licenses"> {
  return typeof license === "string" ? { licenses: [{ license: { name: license } }] } : {};
}
