import { readdirSync } from "node:fs";
import type { NodeDefinition } from "@argosy/nodes";
import { createRegistry } from "@argosy/nodes";

const FOLDER = new URL("../../src/nodes/", import.meta.url);

/** Every node class of the package, loaded from its file. */
export const ALL_NODES: readonly NodeDefinition[] = await Promise.all(
  readdirSync(FOLDER)
    .sort()
    .map(async (file) => ((await import(new URL(file, FOLDER).href)) as { default: NodeDefinition }).default),
);

/** The registry over {@link ALL_NODES}. */
export const registry = createRegistry(ALL_NODES);
