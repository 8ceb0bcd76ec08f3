import { describeApi } from "@argosy/gateway";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { HOSTILE } from "../support/hostile-strings.ts";
import type { ApiWorld } from "./api-world.ts";
import { openApiWorld } from "./api-world.ts";
import type { RequestDocument, TextField } from "./text-fields.ts";
import { textFields } from "./text-fields.ts";
import type { Answer } from "./text-rules.ts";
import { TEXT_RULES } from "./text-rules.ts";

const FIELDS = textFields((await describeApi()) as RequestDocument);
/** A form that most texts do not have; the form of names only keeps control characters out. */
const isClosed = ({ pattern }: TextField) => pattern !== undefined && HOSTILE.filter((text) => pattern.test(text)).length < 10;
const OPEN = FIELDS.filter((field) => !isClosed(field));

let world: ApiWorld;
beforeAll(async () => {
  world = await openApiWorld();
});
afterAll(() => world.home.end());

/** What is wrong with what the server makes of a text, in a sentence; `undefined`: nothing. */
async function faultOf(field: TextField, given: string): Promise<string | undefined> {
  const { kept, other = given, expected } = ruleOf(field, given);
  const response = await world.ask(field, other);
  const body = await response.text();
  const said = `${JSON.stringify(other.slice(0, 40))}: ${response.status} ${body.slice(0, 300)}`;
  if (response.status >= 500) return said;
  if (response.status >= 400) return field.method === "HEAD" || isReason(response, body) ? undefined : `no reason: ${said}`;
  if (field.pattern !== undefined && !field.pattern.test(other)) return `taken against its form: ${said}`;
  if (kept === undefined) return undefined;
  const stored = await kept(world, JSON.parse(body) as Answer, other);
  return stored === expected || stored === expected.normalize("NFC")
    ? undefined
    : `kept as ${JSON.stringify(stored)?.slice(0, 100)}: ${said}`;
}

function ruleOf({ name }: TextField, given: string) {
  const { kept, again = false, inTree = false } = TEXT_RULES[name] ?? {};
  const other = again ? `${given} again` : given;
  return { kept, other, expected: inTree ? other.split("<")[0]!.trim() : other };
}

const GENERAL = /the request is malformed|there is such a row|the rows do not fit/;

/** Whether an answer is a problem document that says what is wrong. */
function isReason(response: Response, body: string): boolean {
  if (response.headers.get("content-type")?.startsWith("application/problem+json") !== true) return false;
  const { detail = "", reason = "" } = JSON.parse(body) as { readonly detail?: string; readonly reason?: string };
  return (reason !== "" || /\w+ \w+ \w+/.test(detail)) && !GENERAL.test(detail);
}

test("every text that the interface takes has a rule, and every rule a text", () => {
  expect(OPEN.map(({ name }) => name).sort()).toEqual(Object.keys(TEXT_RULES).sort());
});

describe("thirty hostile strings are kept as they are or refused with a reason", () => {
  test.each(OPEN)("$name", { timeout: 120_000 }, async (field) => {
    const faults: (string | undefined)[] = [];
    if (TEXT_RULES[field.name]?.together) faults.push(...(await Promise.all(HOSTILE.map((text) => faultOf(field, text)))));
    else for (const text of HOSTILE) faults.push(await faultOf(field, text));
    expect(faults.filter((fault) => fault !== undefined)).toEqual([]);
  });

  test("where only ids, numbers and the like are taken", { timeout: 120_000 }, async () => {
    const faults: string[] = [];
    for (const field of FIELDS.filter(isClosed))
      for (const text of HOSTILE) {
        const fault = await faultOf(field, text);
        if (fault !== undefined) faults.push(`${field.name} ${fault}`);
      }
    expect(faults).toEqual([]);
  });
});
