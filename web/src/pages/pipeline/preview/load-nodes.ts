import type { NodeDefinition, NodeRegistry } from "@argosy/nodes";
import { createRegistry } from "@argosy/nodes";

// Each file of the folder of nodes holds one; nothing else lists them. They are loaded with the first preview.
const FOLDER = "../../../../../packages/nodes/src/nodes/";
const FILES = import.meta.glob<{ readonly default: NodeDefinition }>("../../../../../packages/nodes/src/nodes/*.ts");

/** Every node class, as the server has them. */
export async function loadNodes(): Promise<NodeRegistry> {
  const modules = await Promise.all(Object.values(FILES).map((load) => load()));
  return createRegistry(modules.map((module) => module.default));
}

/** One node class alone. @throws {Error} for one that the page does not have, or that could not be fetched. */
export async function loadNode(name: string): Promise<NodeDefinition> {
  const load = FILES[`${FOLDER}${name}.ts`];
  if (load === undefined) throw new Error(`this page does not have the step ${name}; load it again`);
  return (await load()).default;
}
