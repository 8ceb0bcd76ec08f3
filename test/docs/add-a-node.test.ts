import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { runCommand } from "../run/command.ts";
import type { BackgroundServer } from "./background-server.ts";
import { startServer } from "./background-server.ts";
import { readBlocks } from "./read-blocks.ts";
import type { ScratchCheckout } from "./scratch-checkout.ts";
import { makeScratchCheckout, writeTinyImages } from "./scratch-checkout.ts";

const NODES = "packages/nodes/src/nodes/";

interface NodeView {
  readonly name: string;
  readonly params: { readonly properties: Readonly<Record<string, unknown>> };
}

interface Problem {
  readonly reason: string;
  readonly detail: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

let checkout: ScratchCheckout;
let data: string;
let server: BackgroundServer;

async function start(): Promise<void> {
  server = await startServer("./argosy start --no-demo --port 0", checkout.folder, { ...process.env, ARGOSY_DATA: data });
}

beforeAll(async () => {
  checkout = await makeScratchCheckout();
  data = await mkdtemp(join(tmpdir(), "argosy-node-"));
  await writeTinyImages(checkout.folder, ["a.png"]);
  await start();
});

afterAll(async () => {
  await server?.stop();
  await rm(data, { recursive: true, force: true });
  await checkout.remove();
});

test("a node is one new file: it is listed, checks its parameters and runs", { timeout: 180_000 }, async () => {
  const blocks = await readBlocks("CONTRIBUTING.md");
  const block = blocks.find(({ file }) => file?.startsWith(NODES));
  const graph = blocks.find(({ language }) => language === "json");
  if (block?.file === undefined || graph === undefined) throw new Error("CONTRIBUTING.md shows no node, or no graph with it");
  const name = block.file.slice(NODES.length, -".ts".length);
  expect(await listed(name)).toBeUndefined();

  await server.stop();
  const before = await checkout.fingerprint();
  await writeFile(join(checkout.folder, block.file), block.text);
  await start();
  const node = await listed(name);
  expect(Object.keys(node!.params.properties)).toEqual(["white"]);

  const { body: projects } = await server.ask<{ projects: { id: string }[] }>("GET", "/api/projects");
  const graphs = `/api/projects/${projects.projects[0]!.id}/graphs`;
  const definition = JSON.parse(graph.text) as { nodes: { node: string; params?: object }[] };
  for (const params of [{ white: -1 }, { white: "255" }, { whiter: 255 }]) {
    const nodes = definition.nodes.map((each) => (each.node === name ? { ...each, params } : each));
    const refused = await server.ask<Problem>("POST", graphs, { definition: { ...definition, nodes } });
    expect(refused).toMatchObject({ status: 400, body: { reason: "PARAM_INVALID" } });
    expect(refused.body.detail).toContain(name);
  }

  const graphFile = join(data, "graph.json");
  await writeFile(graphFile, graph.text);
  const words = ["./argosy", "run", "images", "--pipeline", graphFile, "--json", "--data", data];
  const { ok, output } = await runCommand(words, checkout.folder);
  expect(ok, output).toBe(true);
  expect(JSON.parse(output.slice(output.indexOf("{")))).toMatchObject({ images: { imported: 1 }, objects: 2, work: { computed: 1 } });

  const after = await checkout.fingerprint();
  const changed = Array.from(after.keys()).filter((file) => after.get(file) !== before.get(file));
  expect(changed).toEqual([block.file]);
  expect(Array.from(before.keys()).filter((file) => !after.has(file))).toEqual([]);
});

async function listed(name: string): Promise<NodeView | undefined> {
  const { body } = await server.ask<{ nodes: NodeView[] }>("GET", "/api/nodes");
  return body.nodes.find((node) => node.name === name);
}
