import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parse } from "csv-parse/sync";
import { describe, expect, test } from "vitest";
import { checkBundle, ECOTAXA_RULES } from "../src/index.ts";

interface Expectation {
  readonly fixture: string;
  readonly expected: "accept" | "refuse";
  readonly rule: string;
  readonly reason: string;
}

const root = resolve(import.meta.dirname, "../../..");
const samples = resolve(root, process.env["ARGOSY_SAMPLES"] ?? "../shared/data");
const fixtures = join(samples, "plankton/ecotaxa_import_fixtures");
const table: Expectation[] = parse(readFileSync(join(root, "test/eval/ecotaxa-fixtures.csv")), { columns: true });
/** Where the samples are absent the tests are skipped, but never in continuous integration. */
const absent = !existsSync(fixtures) && process.env["CI"] !== "true";

test("every expectation names a rule of the table and a reason, once", () => {
  for (const { expected, rule, reason } of table) {
    expect(["accept", "refuse"]).toContain(expected);
    expect(reason.length).toBeGreaterThan(5);
    if (expected === "refuse" || rule !== "") expect(Object.keys(ECOTAXA_RULES)).toContain(rule);
  }
  expect(new Set(table.map(({ fixture }) => fixture)).size).toBe(table.length);
});

describe.skipIf(absent)("the import fixtures of EcoTaxa (skipped where the samples are absent)", () => {
  test("every folder of the fixtures has an expectation", () => {
    const known = table.map(({ fixture }) => fixture);
    const groups = ["import_issues", "ref_exports", "merge_test", "models"];
    const folders = [
      ...readdirSync(fixtures).filter((name) => !groups.includes(name)),
      ...groups.flatMap((group) => readdirSync(join(fixtures, group)).map((name) => `${group}/${name}`)),
    ];
    expect(folders.filter((name) => !known.includes(name))).toEqual([]);
  });

  test.each(table)("$fixture: $expected $rule", async ({ fixture, expected, rule }) => {
    for (const databaseLimits of [false, true]) {
      const { findings } = await checkBundle(join(fixtures, fixture), { databaseLimits });
      const errors = findings.filter(({ severity }) => severity === "error");
      if (expected === "accept") {
        expect(errors).toEqual([]);
        expect([...new Set(findings.map((finding) => finding.rule))]).toEqual(rule === "" ? [] : [rule]);
      } else expect(errors.map((finding) => finding.rule)).toContain(rule);
    }
  });

  test("the hierarchy is broken on top of the reference bundle too", async () => {
    const project = [join(fixtures, "import_test")];
    const { findings } = await checkBundle(join(fixtures, "import_issues/breaking_hierarchy"), { databaseLimits: true, project });
    expect(findings.map(({ rule }) => rule)).toEqual(["V5"]);
  });
});
