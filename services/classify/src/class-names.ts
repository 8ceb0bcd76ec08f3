import { refusal } from "@argosy/core";

/** A row of the table of classes. */
export interface ClassRow {
  readonly id: string;
  readonly project_id: string;
  readonly name: string;
  readonly parent_id: string | null;
  readonly color: string;
  /** Letter or digit that gives it to an object; empty: none. */
  readonly key: string;
}

const NAME_LENGTH = 250;
/** Stands between a class and the one above it, as in `Hydrozoa<Cnidaria`. */
const BELOW = "<";
const CONTROL = /\p{Cc}/u;

/**
 * A name of a class as it is stored: NFC, without spaces around it.
 *
 * @throws {ArgosyError} FIELD_INVALID for one that is empty, longer than 250 characters, or has a control character or `<`.
 */
export function checkClassName(given: string): string {
  const name = given.normalize("NFC").trim();
  if (name === "" || name.length > NAME_LENGTH || CONTROL.test(name) || name.includes(BELOW)) {
    throw refusal("FIELD_INVALID", `a class has a name of 1 to ${NAME_LENGTH} characters without ${BELOW} and control characters`, {
      field: "class",
      value: given.slice(0, NAME_LENGTH),
    });
  }
  return name;
}

/** The names along a text like `Hydrozoa<Cnidaria`: the class first, the one above it next. */
export function namesIn(text: string): string[] {
  return text.split(BELOW).map(checkClassName);
}

/** The classes of one project by what people call them. */
export class ClassNames {
  readonly #byId: ReadonlyMap<string, ClassRow>;
  readonly #byName = new Map<string, ClassRow[]>();

  constructor(rows: readonly ClassRow[]) {
    this.#byId = new Map(rows.map((row) => [row.id, row]));
    for (const row of rows) {
      const known = this.#byName.get(row.name);
      if (known === undefined) this.#byName.set(row.name, [row]);
      else known.push(row);
    }
  }

  /**
   * The class of an id, a name, or a name with those above it (`Hydrozoa<Cnidaria`). Of several that fit, the one whose names these
   * are up to the top of the tree is meant.
   *
   * @throws {ArgosyError} FIELD_INVALID where several classes are called so, or for what cannot be a name.
   */
  find(text: string): ClassRow | undefined {
    const known = this.#byId.get(text);
    if (known !== undefined) return known;
    const names = namesIn(text);
    const found = (this.#byName.get(names[0]!) ?? []).filter((row) => this.#isBelow(row, names.slice(1)));
    if (found.length > 1) {
      const whole = found.find((row) => this.#depthOf(row) === names.length);
      if (whole !== undefined) return whole;
      throw refusal("FIELD_INVALID", `${found.length} classes are called ${text}; name the class above, as in ${this.nameOf(found[0]!)}`, {
        field: "class",
        value: text,
      });
    }
    return found[0];
  }

  /** The name of a class, with those above it as far as it takes to tell it from others of the same name. */
  nameOf(row: ClassRow): string {
    const names = [row.name];
    const others = (this.#byName.get(row.name) ?? []).filter((other) => other.id !== row.id);
    let above = this.#parentOf(row);
    while (above !== undefined && others.some((other) => this.#isBelow(other, names.slice(1)))) {
      names.push(above.name);
      above = this.#parentOf(above);
    }
    return names.join(BELOW);
  }

  #depthOf(row: ClassRow): number {
    let depth = 1;
    for (let above = this.#parentOf(row); above !== undefined; above = this.#parentOf(above)) depth++;
    return depth;
  }

  #isBelow(row: ClassRow, names: readonly string[]): boolean {
    let above = this.#parentOf(row);
    for (const name of names) {
      if (above?.name !== name) return false;
      above = this.#parentOf(above);
    }
    return true;
  }

  #parentOf(row: ClassRow): ClassRow | undefined {
    return row.parent_id === null ? undefined : this.#byId.get(row.parent_id);
  }
}
