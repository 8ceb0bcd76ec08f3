import { refusal } from "@argosy/core";
import type { Filter } from "@argosy/rpc";
import Type from "typebox";

const FILTER = /^([^:]{1,200}):(eq|ne|lt|le|gt|ge):(.{0,500})$/u;

/** Name of a column of objects. */
export const Column = Type.String({ minLength: 1, maxLength: 200 });

/** Filters of objects as addresses and bodies have them. */
export const Filters = Type.Optional(
  Type.Array(Type.String({ maxLength: 710 }), {
    maxItems: 20,
    description: "column:operator:value; operators eq ne lt le gt ge. Several eq of one column mean any of their values.",
  }),
);

/** @throws {ArgosyError} FIELD_INVALID. */
export function parseFilter(text: string): Filter {
  const [, column, operator, value] = FILTER.exec(text) ?? [];
  if (column === undefined || operator === undefined || value === undefined)
    throw refusal("FIELD_INVALID", "a filter is column:operator:value", { in: "querystring", pointer: "/filter", got: text.slice(0, 100) });
  return { column, operator, value };
}
