import { refusal } from "@argosy/core";
import type { Db } from "@argosy/work";
import { COLOR, classRows, findOrMake, KEY, lockTree, storeClass } from "./class-tree.ts";

/** A class as a list gives it; empty texts: as it is. */
export interface ListedClass {
  /** With those above it where it has any: `Oithona<Copepoda`. */
  readonly name: string;
  readonly color: string;
  readonly key: string;
}

/**
 * Adds the classes of a list, all or none; what is there already stays as it is but for the colour and key that are given. A key that
 * another class has stays with that one.
 *
 * @throws {ArgosyError} FIELD_INVALID for a name that cannot be one or means several, COLOR_INVALID.
 */
export async function addClasses(db: Db, projectId: string, classes: readonly ListedClass[], newId: () => string): Promise<void> {
  await db.transaction(async (tx) => {
    await lockTree(tx, projectId);
    const rows = await classRows(tx, projectId);
    const keys = new Set(rows.map(({ key }) => key));
    for (const { name, color, key } of classes) {
      if (color !== "" && !COLOR.test(color)) throw refusal("COLOR_INVALID", "a colour has six hexadecimal digits", { class: name });
      if (!KEY.test(key)) throw refusal("FIELD_INVALID", "a key is one letter a-z or digit", { field: "key", class: name });
      const row = await findOrMake(tx, projectId, rows, name, newId);
      const changed = {
        ...row,
        color: color === "" ? row.color : color.toLowerCase(),
        key: key === "" || keys.has(key) ? row.key : key,
      };
      keys.add(changed.key);
      if (changed.color !== row.color || changed.key !== row.key) await storeClass(tx, changed);
    }
  });
}
