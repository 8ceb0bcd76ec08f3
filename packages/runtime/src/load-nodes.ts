import { readdir, readFile } from "node:fs/promises";
import type { GraphDraft, NodeDefinition, NodeRegistry } from "@argosy/nodes";
import { createRegistry } from "@argosy/nodes";

const NODES = new URL("./nodes/", import.meta.resolve("@argosy/nodes"));
const TEMPLATES = new URL("./templates/", import.meta.resolve("@argosy/nodes"));

/**
 * Every node class: each file of the folder of nodes holds one as its default export, and nothing else lists them.
 *
 * @throws {ArgosyError} `failed_precondition` for a wrong or doubled name.
 */
export async function loadNodes(): Promise<NodeRegistry> {
  const files = (await readdir(NODES)).filter((file) => file.endsWith(".ts")).sort();
  const modules = await Promise.all(files.map((file) => import(new URL(file, NODES).href) as Promise<{ default: NodeDefinition }>));
  return createRegistry(modules.map((module) => module.default));
}

/** The graphs that come with the program, by name. */
export async function loadTemplates(): Promise<ReadonlyMap<string, GraphDraft>> {
  const files = (await readdir(TEMPLATES)).filter((file) => file.endsWith(".json")).sort();
  const graphs = await Promise.all(files.map(async (file) => JSON.parse(await readFile(new URL(file, TEMPLATES), "utf8")) as GraphDraft));
  return new Map(graphs.map((graph) => [graph.name, graph]));
}
