import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, test } from "vitest";
import { EVENT_CATALOGUE, EVENT_NAMES, parseEvent } from "../src/index.ts";

const ajv = new Ajv2020({ strict: true });

test("every event stands in the catalogue, and nothing else", () => {
  expect(Object.keys(EVENT_CATALOGUE).sort()).toEqual([...EVENT_NAMES].sort());
});

describe.each(EVENT_NAMES)("%s", (name) => {
  const { schema, example, when } = EVENT_CATALOGUE[name];
  const fits = ajv.compile(schema);
  const parses = (payload: object) => {
    try {
      parseEvent(name, payload);
      return true;
    } catch {
      return false;
    }
  };
  test("its example fits its schema, and is what services read", () => {
    expect(fits(example)).toBe(true);
    expect(parseEvent(name, { ...example, later: 1 })).toEqual(example);
    expect(fits({ ...example, later: 1 })).toBe(true);
    expect(when).toMatch(/\.$/);
  });
  test("schema and services refuse the same: what lacks, and what is of another kind", () => {
    for (const member of Object.keys(schema.properties)) {
      const { [member]: _, ...without } = example as unknown as Record<string, unknown>;
      expect([member, fits(without)]).toEqual([member, parses(without)]);
      expect(fits(without)).toBe(!schema.required.includes(member));
      for (const wrong of [5, null, {}, [5]]) {
        expect(fits({ ...example, [member]: wrong })).toBe(false);
        expect(parses({ ...example, [member]: wrong })).toBe(false);
      }
    }
  });
});
