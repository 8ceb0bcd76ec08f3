import { createHash } from "node:crypto";

/** Text as EcoTaxa can store it: no control characters, line ends or lone surrogates, no blanks around it. */
export function storableText(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
}

/** The first `limit` characters (code points). */
export function firstCharacters(text: string, limit: number): string {
  return text.length <= limit ? text : [...text].slice(0, limit).join("").trim();
}

function digest(text: string): string {
  return createHash("sha256").update(text, "utf8").digest("hex").slice(0, 8);
}

/** Gives out ids that can be stored, each once; an id that had to be changed ends in a digest of what it was. */
export class DistinctIds {
  readonly #limit: number;
  readonly #byKey = new Map<string, string>();
  readonly #taken = new Set<string>();

  /** `limit`: characters of an id. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** The id for `key`, made from `wanted`; the same one each time. */
  take(key: string, wanted: string): string {
    const before = this.#byKey.get(key);
    if (before !== undefined) return before;
    const id = this.fresh(wanted);
    this.#byKey.set(key, id);
    return id;
  }

  /** An id that nobody has yet, made from `wanted`. */
  fresh(wanted: string): string {
    const clean = storableText(wanted);
    let id = clean === wanted && clean !== "" && [...clean].length <= this.#limit ? clean : this.#marked(clean, digest(wanted));
    for (let n = 2; this.#taken.has(id); n++) id = this.#marked(clean, n === 2 ? "2" : String(n));
    this.#taken.add(id);
    return id;
  }

  #marked(clean: string, mark: string): string {
    const kept = firstCharacters(clean === "" ? "unnamed" : clean, this.#limit - mark.length - 1);
    return `${kept}~${mark}`;
  }
}

const STEM_LIMIT = 80;

/** Gives every file a name that every file system takes and tells apart, also one without upper and lower case. */
export class DistinctFileNames {
  readonly #taken = new Set<string>();

  /** A name from `wanted` with the ending `suffix`, which begins with a dot. */
  take(wanted: string, suffix: string): string {
    const stem = wanted.replace(/\.[A-Za-z0-9]{1,5}$/, "");
    const plain = stem
      .normalize("NFC")
      .replace(/[^A-Za-z0-9._-]+/g, "_")
      .replace(/^[._-]+/, "")
      .slice(0, STEM_LIMIT);
    let name = plain === stem && plain !== "" ? plain : `${plain}-${digest(stem)}`;
    const reserved = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
    if (reserved.test(name)) name = `_${name}`;
    let free = name;
    for (let n = 2; this.#taken.has(free.toLowerCase()); n++) free = `${name}-${n}`;
    this.#taken.add(free.toLowerCase());
    return `${free}${suffix}`;
  }
}
