import { cellOf } from "../../state/object-filter.ts";
import type { FoundObject } from "../../state/object-window.ts";
import type { ObjectColumn } from "../review/object-columns.ts";
import { imageOf } from "../review/object-columns.ts";

/** Objects as a spreadsheet takes them: a line of names with units, then one an object; numbers with all their digits. */
export function rowsAsText(objects: readonly FoundObject[], columns: readonly ObjectColumn[]): string {
  const head = columns.map(({ name, unit }) => (unit === "" ? name : `${name} [${unit}]`));
  const cells = (object: FoundObject) =>
    columns.map(({ name }) => plain(name === "image" ? imageOf(object) : String(cellOf(object, name) ?? "")));
  return [head, ...objects.map(cells)].map((row) => row.join("\t")).join("\n");
}

/** A cell must not end itself or its row; nor begin a formula in the spreadsheet that it is pasted into. */
function plain(text: string): string {
  const one = text.replace(/[\t\r\n]+/g, " ");
  return /^[=+@]|^-(?![\d.])/.test(one) ? `'${one}` : one;
}
