import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { callersOf } from "@argosy/rpc";
import ts from "typescript";
import { expect, test } from "vitest";
import { ROOT } from "../run/command.ts";

/** Where a call stands that several services make: in what they share. */
const TASK_RUNNER = "packages/runtime/src/task-runner.ts";
const WITH_TASKS = ["classify", "export", "ingest", "measure", "segment"];

test("who may call a method is who calls it", { timeout: 120_000 }, async () => {
  const calls = await callsInSources();
  expect(calls.size).toBeGreaterThan(50);
  const wrong = Array.from(calls, ([name, callers]) => {
    const [service = "", method = ""] = name.split(".");
    return { name, callers: [...callers].sort(), allowed: [...callersOf(service, method)].sort() };
  }).filter(({ callers, allowed }) => String(callers) !== String(allowed));
  expect(wrong).toEqual([]);
});

/** Every method that the sources call on a typed client, with the services whose sources do. */
async function callsInSources(): Promise<Map<string, Set<string>>> {
  const files = [TASK_RUNNER, ...(await serviceSources())].map((file) => join(ROOT, file));
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ESNext,
    types: ["node"],
  };
  const program = ts.createProgram(files, options);
  const found = new Map<string, Set<string>>();
  for (const file of files) {
    const callers = file.endsWith(TASK_RUNNER) ? WITH_TASKS : [/services\/([^/]+)/.exec(file)![1]!];
    for (const name of methodsIn(program.getSourceFile(file)!, program.getTypeChecker()))
      found.set(name, new Set([...(found.get(name) ?? []), ...callers]));
  }
  return found;
}

async function serviceSources(): Promise<string[]> {
  const services = await readdir(join(ROOT, "services"));
  const lists = services.map(async (name) => {
    const files = await readdir(join(ROOT, "services", name, "src"), { recursive: true });
    return files.filter((file) => file.endsWith(".ts")).map((file) => `services/${name}/src/${file}`);
  });
  return (await Promise.all(lists)).flat();
}

function methodsIn(source: ts.SourceFile, checker: ts.TypeChecker): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isPropertyAccessExpression(node)) {
      const type = checker.getTypeAtLocation(node.expression);
      // A list of clients of several services is a union of them.
      for (const client of type.isUnion() ? type.types : [type]) {
        const service = client.aliasSymbol?.name === "Client" ? serviceOf(client, checker, node) : undefined;
        if (service !== undefined) found.push(`${service}.${node.name.text}`);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function serviceOf(client: ts.Type, checker: ts.TypeChecker, node: ts.Node): string | undefined {
  const name = client.aliasTypeArguments?.[0]?.getProperty("name");
  const type = name === undefined ? undefined : checker.getTypeOfSymbolAtLocation(name, node);
  return type?.isStringLiteral() === true ? type.value : undefined;
}
