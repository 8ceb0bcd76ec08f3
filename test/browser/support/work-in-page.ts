import type { NodeDefinition } from "@argosy/nodes";
import { createRegistry, packValues, unpackValues } from "@argosy/nodes";
import { KERNELS } from "../../eval/kernels/tables.ts";
import type { PageWork } from "./page-work.ts";
import { computeWork } from "./page-work.ts";

/** Runs in a page: fetches its work from the server that served this module, does it, and sends back what it found. */
export async function workInPage(): Promise<void> {
  const given = new Uint8Array(await (await fetch("/given")).arrayBuffer());
  const work = unpackValues(given) as PageWork;
  const modules = await Promise.all(
    work.nodes.map((name) => import(/* @vite-ignore */ `/packages/nodes/src/nodes/${name}.ts`) as Promise<{ default: NodeDefinition }>),
  );
  const found = computeWork(work, KERNELS, createRegistry(modules.map((module) => module.default)));
  await fetch("/found", { method: "POST", body: packValues(found).slice() });
}
