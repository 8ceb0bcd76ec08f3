/** One record of a table; `line` is the line on which it begins, counted from 1. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const TAB = 9;
const NEWLINE = 10;
const RETURN = 13;
const QUOTE = 34;

/**
 * Reads tab-separated text in pieces as Python's csv module does (delimiter tab, quote `"`, doubled quotes, not strict):
 * a quote counts only at the beginning of a cell, text after a closing quote is appended, empty lines are no records,
 * and every kind of line end is one.
 */
export class TabParser {
  #cells: string[] = [];
  #cell = "";
  #state: "start" | "plain" | "quoted" | "closing" = "start";
  #afterReturn = false;
  #line = 1;
  #rowLine = 1;
  /** The last quoted cell of each column: most rows say of their image what the row before said. */
  readonly #last: QuotedCell[] = [];
  /** Where a quoted cell of one line began in the text at hand. */
  #quotedFrom: number | undefined;

  /** The records that end within `text`, made as they are taken. */
  *push(text: string): Generator<TableRow> {
    this.#quotedFrom = undefined;
    let i = 0;
    while (i < text.length) {
      const code = text.charCodeAt(i);
      if (this.#afterReturn) {
        this.#afterReturn = false;
        if (code === NEWLINE) {
          i += 1;
          continue;
        }
      }
      if (this.#state === "quoted") i = this.#inQuotes(text, i, code);
      else if (code === NEWLINE || code === RETURN) {
        this.#remember(text, i);
        const row = this.#endRow();
        this.#line += 1;
        this.#rowLine = this.#line;
        this.#afterReturn = code === RETURN;
        i += 1;
        if (row !== undefined) yield row;
      } else i = this.#outside(text, i, code);
    }
  }

  /** The last record where no line end follows it, and whether a quote was never closed. */
  end(): { readonly row: TableRow | undefined; readonly openQuote: boolean } {
    const openQuote = this.#state === "quoted";
    return { row: this.#endRow(), openQuote };
  }

  #inQuotes(text: string, at: number, code: number): number {
    if (code === QUOTE) {
      this.#state = "closing";
      return at + 1;
    }
    if (code === NEWLINE || code === RETURN) {
      this.#quotedFrom = undefined;
      this.#cell += "\n";
      this.#line += 1;
      this.#afterReturn = code === RETURN;
      return at + 1;
    }
    let end = at + 1;
    while (end < text.length) {
      const next = text.charCodeAt(end);
      if (next === QUOTE || next === NEWLINE || next === RETURN) break;
      end += 1;
    }
    this.#cell += text.slice(at, end);
    return end;
  }

  #outside(text: string, at: number, code: number): number {
    if (code === TAB) {
      this.#remember(text, at);
      this.#cells.push(this.#cell);
      this.#cell = "";
      this.#state = "start";
      return at + 1;
    }
    if (code === QUOTE && this.#state !== "plain") {
      if (this.#state === "closing") this.#cell += '"';
      else {
        const last = this.#last[this.#cells.length];
        if (last !== undefined && standsAt(text, at, last.raw)) {
          this.#cell = last.value;
          this.#state = "plain";
          return at + last.raw.length;
        }
        this.#quotedFrom = at;
      }
      this.#state = "quoted";
      return at + 1;
    }
    let end = at + 1;
    while (end < text.length) {
      const next = text.charCodeAt(end);
      if (next === TAB || next === NEWLINE || next === RETURN) break;
      end += 1;
    }
    this.#cell += text.slice(at, end);
    this.#state = "plain";
    return end;
  }

  #remember(text: string, end: number): void {
    if (this.#quotedFrom !== undefined) this.#last[this.#cells.length] = { raw: text.slice(this.#quotedFrom, end), value: this.#cell };
    this.#quotedFrom = undefined;
  }

  #endRow(): TableRow | undefined {
    const empty = this.#cells.length === 0 && this.#cell === "" && this.#state === "start";
    const cells = this.#cells;
    cells.push(this.#cell);
    this.#cells = [];
    this.#cell = "";
    this.#state = "start";
    return empty ? undefined : { line: this.#rowLine, cells };
  }
}

/** A cell as it stands in the text, quotes included, and what it says. */
interface QuotedCell {
  readonly raw: string;
  readonly value: string;
}

/** Whether a whole cell is this one. */
function standsAt(text: string, at: number, raw: string): boolean {
  if (!text.startsWith(raw, at)) return false;
  const next = text.charCodeAt(at + raw.length);
  return next === TAB || next === NEWLINE || next === RETURN;
}
