import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { ROOT, runCommand } from "../run/command.ts";

/** File, what it imports, the rules that must refuse it. */
const CASES: readonly (readonly [file: string, imported: string, ...rules: string[]])[] = [
  ["packages/core/src/a.ts", "../../kernels/src/index.ts", "core-knows-nobody"],
  ["packages/core/src/b.ts", "node:fs", "core-and-kernels-stand-alone"],
  ["packages/kernels/src/a.ts", "../../core/src/index.ts"],
  ["packages/kernels/src/b.ts", "node:os", "core-and-kernels-stand-alone"],
  ["packages/kernels/src/c.ts", "typebox", "core-and-kernels-stand-alone"],
  ["packages/kernels/src/d.ts", "../../formats/src/index.ts", "kernels-knows-core"],
  ["packages/nodes/src/a.ts", "typebox"],
  ["packages/nodes/src/b.ts", "node:path", "nodes-take-only-typebox"],
  ["packages/nodes/src/c.ts", "fastify", "nodes-take-only-typebox"],
  ["packages/nodes/src/d.ts", "../../storage/src/index.ts", "nodes-knows-core-kernels"],
  ["packages/formats/src/a.ts", "../../nodes/src/index.ts", "formats-knows-core-kernels"],
  ["packages/storage/src/a.ts", "../../work/src/index.ts", "storage-knows-core"],
  ["packages/work/src/a.ts", "../../rpc/src/index.ts", "work-knows-core"],
  ["packages/work/src/b.ts", "pg"],
  ["packages/rpc/src/a.ts", "../../runtime/src/index.ts", "rpc-knows-core"],
  ["packages/runtime/src/a.ts", "../../work/src/index.ts"],
  ["packages/runtime/src/b.ts", "../../work/src/db.ts", "packages-only-by-their-index"],
  [
    "packages/runtime/src/c.ts",
    "../../../services/tiles/src/index.ts",
    "packages-know-no-service",
    "runtime-knows-core-kernels-formats-storage-work-rpc-nodes",
  ],
  ["packages/runtime/src/d.ts", "pg", "only-roots-name-adapters"],
  ["packages/cluster/src/a.ts", "../../runtime/src/index.ts"],
  ["packages/cluster/src/b.ts", "pg", "only-roots-name-adapters"],
  ["packages/runtime/src/e.ts", "../../cluster/src/index.ts", "runtime-knows-core-kernels-formats-storage-work-rpc-nodes"],
  ["packages/work/src/c.ts", "../test/support.ts", "sources-use-no-test", "work-knows-core"],
  ["services/tiles/src/a.ts", "../../segment/src/index.ts", "services-do-not-know-each-other"],
  ["services/tiles/src/b.ts", "pg", "only-roots-name-adapters"],
  ["services/tiles/src/main.ts", "pg"],
  ["services/tiles/src/c.ts", "../../../packages/work/src/index.ts"],
  ["services/tiles/src/d.ts", "../../../packages/work/src/db.ts", "packages-only-by-their-index"],
  ["services/tiles/src/e.ts", "../../../cli/src/index.ts", "services-know-no-root"],
  ["services/tiles/src/g.ts", "../../../packages/cluster/src/index.ts", "only-main-is-a-cluster-root"],
  ["services/segment/src/main.ts", "../../../packages/cluster/src/index.ts"],
  ["services/tiles/src/f.ts", "./nowhere.ts", "nothing-unresolved"],
  ["services/tiles/test/a.ts", "../../segment/src/index.ts", "services-do-not-know-each-other"],
  ["cli/src/a.ts", "../../services/tiles/src/index.ts"],
  ["cli/src/b.ts", "../../services/tiles/src/main.ts", "cli-web-and-tests-only-by-the-index"],
  ["cli/src/c.ts", "../../web/src/page.ts", "cli-runs-what-it-ships"],
  ["deploy/src/a.ts", "../../packages/rpc/src/index.ts"],
  ["deploy/src/b.ts", "../../packages/runtime/src/index.ts", "deploy-knows-core-rpc-work"],
  ["web/src/a.ts", "../../packages/nodes/src/index.ts"],
  ["web/src/b.ts", "../../packages/work/src/index.ts", "web-knows-core-kernels-nodes"],
  ["test/a.ts", "../packages/work/src/db.ts", "cli-web-and-tests-only-by-the-index"],
  // A ring is reported once, at the file where it is entered.
  ["packages/work/src/ring-end.ts", "./ring.ts", "no-cycle"],
  ["packages/work/src/ring.ts", "./ring-end.ts"],
];
const PRESENT = [
  ...["core", "kernels", "formats", "storage", "work", "rpc", "nodes", "runtime", "cluster"].map((name) => `packages/${name}/src/index.ts`),
  ...["services/tiles/src/index.ts", "services/segment/src/index.ts", "cli/src/index.ts"],
  ...["packages/work/src/db.ts", "packages/work/test/support.ts", "web/src/page.ts"],
];

interface Report {
  readonly summary: { readonly violations: readonly { readonly from: string; readonly rule: { readonly name: string } }[] };
}

test("the layers are kept: each rule refuses what it forbids and nothing else", async () => {
  const folder = await mkdtemp(join(tmpdir(), "argosy-layers-"));
  try {
    for (const name of ["typebox", "fastify", "pg"]) {
      await write(folder, `node_modules/${name}/package.json`, JSON.stringify({ name, version: "1.0.0", exports: "./index.js" }));
      await write(folder, `node_modules/${name}/index.js`, "export const present = 1;\n");
    }
    const dependencies = { typebox: "1", fastify: "1", pg: "1" };
    await write(folder, "package.json", JSON.stringify({ name: "scratch", version: "1.0.0", type: "module", dependencies }));
    for (const file of PRESENT) await write(folder, file, "export const present = 1;\n");
    for (const [file, imported] of CASES) await write(folder, file, `export * from ${JSON.stringify(imported)};\n`);
    const { output } = await runCommand(
      [
        "depcruise",
        "--config",
        join(ROOT, ".dependency-cruiser.cjs"),
        "--output-type",
        "json",
        "packages",
        "services",
        "cli",
        "deploy",
        "web",
        "test",
      ],
      folder,
    );
    const { summary } = JSON.parse(output) as Report;
    const refused = CASES.map(([file]) => [
      file,
      ...new Set(summary.violations.filter(({ from }) => from === file).map(({ rule }) => rule.name)),
    ]);
    expect(refused).toEqual(CASES.map(([file, , ...rules]) => [file, ...rules]));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

async function write(folder: string, file: string, text: string): Promise<void> {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), text);
}
