import type { Answer } from "../../api/client.ts";

export type ObjectClass = Answer<"listClasses">["classes"][number];

/** A class at its place in the tree. */
export interface Branch {
  readonly class: ObjectClass;
  readonly level: number;
  /** Its name with those above it, top first. */
  readonly path: string;
  readonly leaf: boolean;
}

/** The tree as a list, each class before those below it; those of one parent by name. */
export function branchesOf(classes: readonly ObjectClass[]): readonly Branch[] {
  const below = Map.groupBy(classes, ({ parent }) => parent);
  const walk = (parent: string, level: number, above: string): readonly Branch[] =>
    (below.get(parent) ?? [])
      .toSorted((a, b) => a.name.localeCompare(b.name, "en", { numeric: true }))
      .flatMap((one) => {
        const path = above === "" ? one.name : `${above} › ${one.name}`;
        return [{ class: one, level, path, leaf: !below.has(one.id) }, ...walk(one.id, level + 1, path)];
      });
  return walk("", 1, "");
}

/** The classes that a class may lie below: all but itself and those below it. */
export function placesFor(id: string, branches: readonly Branch[]): readonly Branch[] {
  const at = branches.findIndex((branch) => branch.class.id === id);
  if (at < 0) return branches;
  const next = branches.findIndex((branch, index) => index > at && branch.level <= branches[at]!.level);
  return [...branches.slice(0, at), ...(next < 0 ? [] : branches.slice(next))];
}
