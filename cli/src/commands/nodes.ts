import { loadNodes } from "@argosy/runtime";
import type { Command } from "commander";

/** `argosy nodes`: what a graph can be made of. */
export function nodesCommand(parent: Command): void {
  parent
    .command("nodes [name]")
    .summary("list the node classes, or describe one")
    .description("List the node classes, or describe one with its slots and parameters.")
    .option("--json", "print as JSON")
    .action(async (name: string | undefined, options: { json?: boolean }) => {
      const { all } = await loadNodes();
      const chosen = name === undefined ? all : all.filter((node) => node.name === name);
      if (name !== undefined && chosen.length === 0) throw new Error(`there is no node ${name}; "argosy nodes" lists them`);
      const described = chosen.map(({ name: node, version, stage, title, summary, params, inputs, outputs }) => ({
        name: node,
        version,
        stage,
        title,
        summary,
        inputs,
        outputs,
        params: params.properties,
      }));
      if (options.json === true) process.stdout.write(`${JSON.stringify(described, undefined, 2)}\n`);
      else if (name === undefined) for (const node of described) process.stdout.write(`${node.name.padEnd(24)} ${node.summary}\n`);
      else for (const node of described) process.stdout.write(`${describe(node)}\n`);
    });
}

interface Described {
  readonly name: string;
  readonly version: number;
  readonly stage: string;
  readonly summary: string;
  readonly inputs: Readonly<Record<string, { readonly kind: string; readonly title: string }>>;
  readonly outputs: Readonly<Record<string, { readonly kind: string; readonly title: string }>>;
  readonly params: Readonly<Record<string, unknown>>;
}

function describe(node: Described): string {
  const slots = (title: string, of: Described["inputs"]) =>
    Object.entries(of).map(([slot, { kind, title: what }]) => `  ${title} ${slot} (${kind}): ${what}`);
  const params = Object.entries(node.params).map(([param, schema]) => {
    const { description, title, default: value } = schema as { description?: string; title?: string; default?: unknown };
    return `  parameter ${param}: ${description ?? title ?? ""}${value === undefined ? "" : ` (default ${JSON.stringify(value)})`}`;
  });
  return [
    `${node.name} version ${node.version}, stage ${node.stage}: ${node.summary}`,
    ...slots("input", node.inputs),
    ...slots("output", node.outputs),
    ...params,
  ].join("\n");
}
