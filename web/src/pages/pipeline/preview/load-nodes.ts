import type { NodeDefinition, NodeRegistry } from "@argosy/nodes";
import { createRegistry } from "@argosy/nodes";

// Each file of the folder of nodes holds one; nothing else lists them. They are loaded with the first preview.
const FILES = import.meta.glob<{ readonly default: NodeDefinition }>("../../../../../packages/nodes/src/nodes/*.ts");

/** Every node class, as the server has them. */
export async function loadNodes(): Promise<NodeRegistry> {
  const modules = await Promise.all(Object.values(FILES).map((load) => load()));
  return createRegistry(modules.map((module) => module.default));
}
