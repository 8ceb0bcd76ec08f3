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

  /** The records that end within `text`. */
  push(text: string): TableRow[] {
    const rows: TableRow[] = [];
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
      i = this.#state === "quoted" ? this.#inQuotes(text, i, code) : this.#outside(text, i, code, rows);
    }
    return rows;
  }

  /** The last record where no line end follows it, and whether a quote was never closed. */
  end(): { readonly row: TableRow | undefined; readonly openQuote: boolean } {
    const openQuote = this.#state === "quoted";
    const rows: TableRow[] = [];
    this.#endRow(rows);
    return { row: rows[0], openQuote };
  }

  #inQuotes(text: string, at: number, code: number): number {
    if (code === QUOTE) {
      this.#state = "closing";
      return at + 1;
    }
    if (code === NEWLINE || code === RETURN) {
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

  #outside(text: string, at: number, code: number, rows: TableRow[]): number {
    if (code === TAB) {
      this.#cells.push(this.#cell);
      this.#cell = "";
      this.#state = "start";
      return at + 1;
    }
    if (code === NEWLINE || code === RETURN) {
      this.#endRow(rows);
      this.#line += 1;
      this.#rowLine = this.#line;
      this.#afterReturn = code === RETURN;
      return at + 1;
    }
    if (code === QUOTE && this.#state !== "plain") {
      if (this.#state === "closing") this.#cell += '"';
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

  #endRow(rows: TableRow[]): void {
    const empty = this.#cells.length === 0 && this.#cell === "" && this.#state === "start";
    if (!empty) rows.push({ line: this.#rowLine, cells: [...this.#cells, this.#cell] });
    this.#cells = [];
    this.#cell = "";
    this.#state = "start";
  }
}
