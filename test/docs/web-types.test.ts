import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loadServices } from "../security/services.ts";
import type { TestSystem } from "../support/start-services.ts";
import { startTestSystem } from "../support/start-services.ts";

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
}

interface Operation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, { readonly schema: Schema }>> }>>;
}

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}

interface Member {
  readonly name: string;
  readonly optional: boolean;
}

/** Where the document describes what a type of the page stands for: the answer of an operation, and the way to it. */
const PLACES: Readonly<Record<string, readonly [operation: string, ...members: string[]]>> = {
  Problem: ["refusal"],
  Project: ["listProjects", "projects", "[]"],
  Me: ["getMe"],
  Box: ["getObject", "object", "box"],
  StageProgress: ["getJob", "stages", "[]"],
  FailedItem: ["getJob", "failedItems", "[]"],
  Job: ["getJob"],
  Collection: ["listCollections", "collections", "[]"],
  SourceFile: ["listFiles", "files", "[]"],
  Image: ["listImages", "images", "[]"],
  Run: ["listRuns", "runs", "[]"],
  Graph: ["listGraphs", "graphs", "[]"],
  FeatureColumn: ["listFeatureSets", "sets", "[]", "columns", "[]"],
  FeatureSet: ["listFeatureSets", "sets", "[]"],
  ObjectClass: ["listClasses", "classes", "[]"],
  FoundObject: ["getObject", "object"],
  Facet: ["getObject", "facets", "[]"],
  LineageStep: ["getLineage", "steps", "[]"],
  RefusedLabel: ["setLabels", "refused", "[]"],
  Bundle: ["listBundles", "bundles", "[]"],
};

const types = interfacesOf(fileURLToPath(new URL("../../web/src/api/types.ts", import.meta.url)));
let system: TestSystem;
const answers = new Map<string, Schema>();

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices() });
  const { paths } = (await system.app.inject("/api/openapi.json")).json() as Document;
  for (const { operationId, responses } of Object.values(paths).flatMap((operations) => Object.values(operations))) {
    const good = Object.keys(responses).find((status) => status.startsWith("2")) ?? "";
    const answer = responses[good]?.content?.["application/json"]?.schema;
    if (answer !== undefined) answers.set(operationId, answer);
    const refusal = responses["default"]?.content?.["application/problem+json"]?.schema;
    if (refusal !== undefined) answers.set("refusal", refusal);
  }
});
afterAll(() => system.stop());

test("every type of the page has its place in the document", () => {
  expect([...types.keys()].sort()).toEqual(Object.keys(PLACES).sort());
});

test.each(Object.keys(PLACES))("%s has no member that the document does not know, and counts on none that may be absent", (name) => {
  const [operation, ...way] = PLACES[name]!;
  const schema = way.reduce(stepInto, answers.get(operation) ?? expect.fail(`no operation ${operation}`));
  const unknown = types.get(name)!.filter((member) => schema.properties?.[member.name] === undefined);
  expect(unknown).toEqual([]);
  const notSure = types.get(name)!.filter((member) => !member.optional && !schema.required?.includes(member.name));
  expect(notSure).toEqual([]);
});

function stepInto(schema: Schema, step: string): Schema {
  const found = step === "[]" ? schema.items : schema.properties?.[step];
  return found ?? expect.fail(`no ${step} in ${Object.keys(schema.properties ?? schema)}`);
}

function interfacesOf(file: string): ReadonlyMap<string, readonly Member[]> {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found = source.statements.filter(ts.isInterfaceDeclaration).map((declaration): [string, Member[]] => [
    declaration.name.text,
    declaration.members.filter(ts.isPropertySignature).map(({ name, questionToken }) => ({
      name: name.getText(source),
      optional: questionToken !== undefined,
    })),
  ]);
  return new Map(found);
}
