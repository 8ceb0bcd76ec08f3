/** Types that a field of a name pattern can have. */
export type FieldType = "str" | "int" | "float" | "date" | "time";

/** How a field is found and read. `after[q]` is 1 where the rest of the name can follow at `q`. */
interface FieldReader {
  /** Sets `here[p]` to 1 where the field can start at `p` with the rest following. Linear in the length of the text. */
  markStarts(text: string, after: Uint8Array, here: Uint8Array): void;
  /** Where a field that starts at `start` ends; it is known that it can. */
  end(text: string, start: number, after: Uint8Array): number;
  /** The value of the text of a field; `undefined` where it cannot be held exactly. */
  value(text: string): string | number | undefined;
}

const isDigit = (text: string, at: number) => text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57;
const isSign = (text: string, at: number) => text[at] === "+" || text[at] === "-";

const textField: FieldReader = {
  markStarts(text, after, here) {
    for (let p = text.length - 1; p >= 0; p--) if (text[p] !== "/" && (after[p + 1] === 1 || here[p + 1] === 1)) here[p] = 1;
  },
  end(_text, start, after) {
    return after.indexOf(1, start + 1);
  },
  value: (text) => text,
};

const intField: FieldReader = {
  markStarts(text, after, here) {
    for (let p = text.length - 1, digits = 0; p >= 0; p--) {
      const before = digits;
      digits = isDigit(text, p) && (after[p + 1] === 1 || before === 1) ? 1 : 0;
      if (digits === 1 || (isSign(text, p) && before === 1)) here[p] = 1;
    }
  },
  end: (text, start, after) => longest(after, start, digitsEnd(text, start + (isSign(text, start) ? 1 : 0))),
  value: (text) => (Number.isSafeInteger(Number(text)) ? Number(text) : undefined),
};

const floatField: FieldReader = {
  markStarts(text, after, here) {
    // fraction: digits behind a point; number: digits with or without a point and a fraction
    let fraction = 0;
    let number = 0;
    for (let p = text.length - 1, pointed = 0; p >= 0; p--) {
      const follows = after[p + 1] === 1;
      const beforeNumber = number;
      const digit = isDigit(text, p);
      number = digit && (follows || beforeNumber === 1 || pointed === 1) ? 1 : 0;
      pointed = text[p] === "." && fraction === 1 ? 1 : 0;
      fraction = digit && (follows || fraction === 1) ? 1 : 0;
      if (number === 1 || (isSign(text, p) && beforeNumber === 1)) here[p] = 1;
    }
  },
  end(text, start, after) {
    const whole = digitsEnd(text, start + (isSign(text, start) ? 1 : 0));
    const fraction = text[whole] === "." ? digitsEnd(text, whole + 1) : whole;
    const end = fraction > whole + 1 ? longest(after, whole + 1, fraction) : 0;
    return end > whole + 1 ? end : longest(after, start, whole);
  },
  value: (text) => Number(text),
};

function digitsEnd(text: string, start: number): number {
  let end = start;
  while (isDigit(text, end)) end++;
  return end;
}

/** The last place up to `end` where the rest can follow; `start` where there is none. */
function longest(after: Uint8Array, start: number, end: number): number {
  let at = end;
  while (at > start && after[at] !== 1) at--;
  return at;
}

/** A field of one of a few lengths. */
function fixedField(lengths: readonly number[], read: (text: string) => string | undefined): FieldReader {
  const fitting = (text: string, start: number, after: Uint8Array) =>
    lengths.find((length) => after[start + length] === 1 && read(text.slice(start, start + length)) !== undefined);
  return {
    markStarts(text, after, here) {
      for (let p = 0; p < text.length; p++) if (isDigit(text, p) && fitting(text, p, after) !== undefined) here[p] = 1;
    },
    end: (text, start, after) => start + (fitting(text, start, after) ?? 0),
    value: read,
  };
}

function readDate(text: string): string | undefined {
  const found = /^(\d{4})(-?)(\d{2})\2(\d{2})$/.exec(text);
  if (found === null) return undefined;
  const iso = `${found[1]}-${found[3]}-${found[4]}`;
  const date = new Date(`${iso}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(iso) ? iso : undefined;
}

function readTime(text: string): string | undefined {
  const found = /^([01]\d|2[0-3])([:-]?)([0-5]\d)(?:\2([0-5]\d))?$/.exec(text);
  return found === null ? undefined : `${found[1]}:${found[3]}:${found[4] ?? "00"}`;
}

/** Every field type with its reader. */
export const FIELD_TYPES: Readonly<Record<FieldType, FieldReader>> = {
  str: textField,
  int: intField,
  float: floatField,
  date: fixedField([10, 8], readDate),
  time: fixedField([8, 6, 5, 4], readTime),
};
