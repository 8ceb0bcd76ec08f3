import type { OrderedObjects } from "./object-columns.ts";
import { classCode, STATUSES, statusCode } from "./said.ts";

/** How many objects there are of each kind. */
export interface Counts {
  readonly total: number;
  /** Without those that no object has; the one without a name counts objects that have no class. */
  readonly classes: { readonly id: string; readonly name: string; readonly objects: number; readonly validated: number }[];
  readonly statuses: { readonly name: string; readonly objects: number }[];
  readonly authors: { readonly name: string; readonly objects: number }[];
}

const VALIDATED = STATUSES.indexOf("validated");

export function countObjects({ table: { said }, places }: OrderedObjects): Counts {
  // The last one of each counts what has none.
  const [classes, validated] = [new Uint32Array(said.classes.length + 1), new Uint32Array(said.classes.length + 1)];
  const statuses = new Uint32Array(STATUSES.length);
  const authors = new Uint32Array(said.authors.length + 1);
  for (const place of places) {
    const code = classCode(said, place);
    const status = statusCode(said, place);
    const row = code < 0 ? said.classes.length : code;
    classes[row]!++;
    if (status === VALIDATED) validated[row]!++;
    statuses[status]!++;
    const author = said.labelAuthor[place]!;
    authors[author < 0 ? said.authors.length : author]!++;
  }
  const none = { id: "", name: "" };
  return {
    total: places.length,
    classes: [...said.classes, none]
      .map(({ id, name }, code) => ({ id, name, objects: classes[code]!, validated: validated[code]! }))
      .filter(({ objects }) => objects > 0),
    statuses: STATUSES.map((name, code) => ({ name, objects: statuses[code]! })).filter(({ objects }) => objects > 0),
    authors: [...said.authors, ""].map((name, code) => ({ name, objects: authors[code]! })).filter(({ objects }) => objects > 0),
  };
}
