import { compareNames, refusal } from "@argosy/core";
import type { Filter } from "@argosy/rpc";
import type { CodedColumn, ObjectTable } from "./table.ts";
import { columnOf } from "./table.ts";

type Test = (object: number) => boolean;

const SIGNS: Readonly<Record<string, (order: number) => boolean>> = {
  eq: (order) => order === 0,
  ne: (order) => order !== 0,
  lt: (order) => order < 0,
  le: (order) => order <= 0,
  gt: (order) => order > 0,
  ge: (order) => order >= 0,
};

/**
 * The objects that all filters let through, in the order of the objects. Several `eq` filters of one column mean any of their values.
 * A class is meant by its name or id, an image likewise. What is not there is an empty text; a number that is not there passes no filter.
 *
 * @throws {ArgosyError} FIELD_INVALID for a column or operator that is not there, or a number that is none.
 */
export function filterObjects(table: ObjectTable, filters: readonly Filter[]): Uint32Array {
  const groups = Map.groupBy(filters, ({ column, operator }, index) => (operator === "eq" ? column : `${index}`));
  const tests = Array.from(groups.values(), (group) => anyOf(group.map((filter) => testOf(table, filter))));
  const passed = new Uint32Array(table.objects.ids.size);
  let count = 0;
  for (let object = 0; object < passed.length; object++) {
    let passes = true;
    for (let at = 0; passes && at < tests.length; at++) passes = tests[at]!(object);
    if (passes) passed[count++] = object;
  }
  return passed.slice(0, count);
}

function anyOf(tests: readonly Test[]): Test {
  return tests.length === 1 ? tests[0]! : (object) => tests.some((test) => test(object));
}

function testOf(table: ObjectTable, { column: name, operator, value }: Filter): Test {
  const sign = Object.hasOwn(SIGNS, operator) ? SIGNS[operator]! : undefined;
  if (sign === undefined) throw refusal("FIELD_INVALID", "the operator must be eq, ne, lt, le, gt or ge", { field: operator.slice(0, 20) });
  const column = columnOf(table, name);
  if (column.kind === "coded") return codedTest(column, operator, sign, value);
  if (column.kind === "name") return (object) => sign(compareNames(column.text(object), value));
  const limit = Number(value);
  if (value.trim() === "" || !Number.isFinite(limit))
    throw refusal("FIELD_INVALID", `the filter on ${name} needs a number`, { field: name.slice(0, 100) });
  return (object) => {
    const own = column.value(object);
    return !Number.isNaN(own) && sign(own - limit);
  };
}

function codedTest({ names, code }: CodedColumn, operator: string, sign: (order: number) => boolean, value: string): Test {
  // One name more than codes: that of none.
  const passes = [...names, [""]].map((texts) => {
    const same = texts.includes(value);
    if (operator === "eq" || operator === "ne") return same === (operator === "eq");
    return sign(same ? 0 : compareNames(texts[0]!, value));
  });
  return (object) => {
    const own = code(object);
    return passes[own < 0 ? names.length : own]!;
  };
}
