import { ArgosyError, refusal } from "@argosy/core";
import { Value } from "typebox/value";
import type { NodeDefinition } from "./define-node.ts";

/** Every node class that is there, by name and version. */
export interface NodeRegistry {
  /** Sorted by name, newest version first. */
  readonly all: readonly NodeDefinition[];
  /**
   * @param version - the newest when left out.
   * @returns `undefined` when there is none.
   */
  find(name: string, version?: number): NodeDefinition | undefined;
}

const NAME = /^[a-z][a-z0-9]*(\.[a-z][a-z0-9-]*)+$/;

/**
 * The registry over node classes.
 *
 * @throws {ArgosyError} `failed_precondition` for a malformed name or version, or the same name and version twice.
 */
export function createRegistry(definitions: readonly NodeDefinition[]): NodeRegistry {
  const byKey = new Map<string, NodeDefinition>();
  for (const definition of definitions) {
    const key = `${definition.name}@${definition.version}`;
    if (!NAME.test(definition.name)) throw new ArgosyError("failed_precondition", `a node has the malformed name ${definition.name}`);
    if (!Number.isInteger(definition.version) || definition.version < 1) {
      throw new ArgosyError("failed_precondition", `node ${definition.name} has the malformed version ${definition.version}`);
    }
    if (byKey.has(key)) throw new ArgosyError("failed_precondition", `two nodes are called ${key}`);
    byKey.set(key, definition);
  }
  const all = [...byKey.values()].sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : b.version - a.version));
  return {
    all,
    find: (name, version) => all.find((node) => node.name === name && (version === undefined || node.version === version)),
  };
}

/**
 * The parameters of a node with defaults filled in. Nothing is coerced: a wrong type is refused.
 *
 * @throws {ArgosyError} PARAM_INVALID with `pointer`, `expected` and `got`.
 */
export function fillParams(node: NodeDefinition, params: Readonly<Record<string, unknown>>): Record<string, unknown> {
  for (const key of Object.keys(params)) {
    if (!(key in node.params.properties)) {
      throw refusal("PARAM_INVALID", `${node.name} has no parameter "${key}"`, {
        node: node.name,
        pointer: `/${key}`,
        expected: Object.keys(node.params.properties).join(", "),
      });
    }
  }
  const filled = Value.Default(node.params, structuredClone(params)) as Record<string, unknown>;
  const [first] = Value.Errors(node.params, filled);
  if (first !== undefined) {
    const name = first.instancePath.slice(1).split("/")[0] ?? "";
    const got = filled[name];
    throw refusal("PARAM_INVALID", `${node.name}: parameter "${name || "?"}" ${first.message}`, {
      node: node.name,
      pointer: first.instancePath,
      expected: node.params.properties[name] ?? first.params,
      got: got === undefined ? null : typeof got === "number" && !Number.isFinite(got) ? String(got) : got,
    });
  }
  return filled;
}
