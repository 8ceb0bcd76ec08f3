import { readdirSync } from "node:fs";
import { basename } from "node:path";
import type { FeatureTable } from "@argosy/kernels";
import { tableColumn } from "@argosy/kernels";
import type { NodeDefinition } from "@argosy/nodes";
import { createRegistry, fillParams } from "@argosy/nodes";
import { describe, expect, test } from "vitest";
import { ALL_NODES } from "./support/all-nodes.ts";

const NAMES = readdirSync(new URL("../src/nodes/", import.meta.url)).map((file) => basename(file, ".ts"));
const runnable = ALL_NODES.filter((node) => node.run !== undefined);
const examples = runnable.flatMap((node) => node.examples.map((example) => ({ name: `${node.name}: ${example.title}`, node, example })));

describe("node classes", () => {
  test("each is named after its file", () => expect(ALL_NODES.map((node) => node.name)).toEqual(NAMES.sort()));
  test("each that runs by itself has an example", () =>
    expect(runnable.filter((node) => node.examples.length === 0).map((node) => node.name)).toEqual([]));
  test.each(ALL_NODES)("$name explains itself, its slots and its parameters", (node) => {
    expect(node.summary).toMatch(/^[A-Z].*\.$/s);
    for (const slot of [...Object.values(node.inputs), ...Object.values(node.outputs)]) expect(slot.title).not.toBe("");
    expect(node.params).toHaveProperty("additionalProperties", false);
    for (const param of Object.values(node.params.properties)) {
      expect(param).toHaveProperty("title");
      expect(param).toHaveProperty("default");
    }
    expect(() => fillParams(node, {})).not.toThrow();
  });
  test("the same name twice is refused", () => {
    expect(() => createRegistry([...ALL_NODES, ALL_NODES[0]!])).toThrow(/two nodes are called/);
  });
  test.each([
    { name: "Threshold.otsu", version: 1 },
    { name: "otsu", version: 1 },
    { name: "threshold.otsu", version: 0 },
    { name: "threshold.otsu", version: 1.5 },
  ])("the name and version $name@$version are refused", (change) => {
    expect(() => createRegistry([{ ...ALL_NODES[0]!, ...change }])).toThrow(/malformed/);
  });
});

describe("examples", () => {
  test.each(examples)("$name", ({ node, example }) => {
    const inputs = structuredClone(example.inputs);
    const given = run(node, example.params, inputs, example.context);
    for (const [slot, expected] of Object.entries(example.outputs)) {
      if (node.outputs[slot]!.kind === "table") expectColumns(given[slot] as FeatureTable, expected as unknown as FeatureTable);
      else expect(given[slot]).toEqual(expected);
    }
    expect(inputs, "its inputs are left alone").toEqual(example.inputs);
    expect(run(node, example.params, inputs, example.context), "the same input gives the same output").toEqual(given);
  });
});

function run(
  node: NodeDefinition,
  params: Readonly<Record<string, unknown>>,
  inputs: object,
  context: object | undefined,
): Record<string, unknown> {
  return node.run!(inputs as never, fillParams(node, params), { name: "image.png", ...context });
}

/** A table in an example names the columns worth seeing; the others are not compared. */
function expectColumns(given: FeatureTable, expected: FeatureTable): void {
  expect(given.labels).toEqual(expected.labels);
  for (const { name } of expected.columns) {
    const values = tableColumn(given, name);
    for (const [row, value] of tableColumn(expected, name).entries()) expect(values[row], `${name} of row ${row}`).toBeCloseTo(value, 9);
  }
}

describe("parameters", () => {
  const numbers = ALL_NODES.flatMap((node) =>
    Object.entries(node.params.properties).flatMap(([name, schema]) => {
      const { type, minimum, maximum } = schema as { type?: string; minimum?: number; maximum?: number };
      if (type !== "number" && type !== "integer") return [];
      const step = type === "integer" ? 1 : 1e-9;
      const wrong: unknown[] = [Number.NaN, Number.POSITIVE_INFINITY, "1", null, [1]];
      if (type === "integer") wrong.push(0.5 + (minimum ?? 0));
      if (minimum !== undefined) wrong.push(minimum - step);
      if (maximum !== undefined) wrong.push(maximum + Math.max(step, maximum * 1e-9));
      const right = [minimum, maximum].filter((value) => value !== undefined);
      return [{ title: `${node.name} ${name}`, node, name, wrong, right }];
    }),
  );
  test.each(numbers)("$title: its ends are allowed, what lies beyond is refused by name", ({ node, name, wrong, right }) => {
    for (const value of right) expect(fillParams(node, { [name]: value })).toHaveProperty(name, value);
    for (const value of wrong) {
      expect(() => fillParams(node, { [name]: value }), String(value)).toThrow(
        expect.objectContaining({ reason: "PARAM_INVALID", details: expect.objectContaining({ pointer: `/${name}` }) }),
      );
    }
  });
  test.each(ALL_NODES)("$name refuses a parameter that it does not have", (node) => {
    expect(() => fillParams(node, { nonsense: 1 })).toThrow(expect.objectContaining({ reason: "PARAM_INVALID" }));
  });
});
