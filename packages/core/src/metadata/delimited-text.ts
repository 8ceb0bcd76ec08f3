/** One record of a delimited text. */
export interface DelimitedRecord {
  readonly cells: readonly string[];
  /** Line of the text on which the record begins, from 1. */
  readonly line: number;
}

/** What is wrong with a delimited text. */
export interface DelimitedFault {
  readonly message: string;
  readonly line: number;
}

/** The delimiter that the first line of a text has most of: comma, tab or semicolon; comma where it has none. */
export function delimiterOf(text: string): string {
  const first = text.slice(0, text.search(/[\r\n]|$/));
  const count = (delimiter: string) => first.split(delimiter).length;
  return ["\t", ";", ","].reduce((best, other) => (count(other) > count(best) ? other : best), ",");
}

/**
 * Reads delimited text as spreadsheets write it (RFC 4180): cells may stand in double quotes, a quote inside them is doubled, lines end
 * in LF, CR LF or CR, and a quoted cell may span lines. Lines without any character are left out. Time O(length).
 *
 * @param most - records that are read at most.
 * @returns The records, or the first fault: a quote that is never closed, or text behind a closing one.
 */
export function readDelimited(
  text: string,
  delimiter: string,
  most = Number.POSITIVE_INFINITY,
): readonly DelimitedRecord[] | DelimitedFault {
  const records: DelimitedRecord[] = [];
  let at = text.startsWith("\ufeff") ? 1 : 0;
  let line = 1;
  while (at < text.length && records.length < most) {
    const begin = line;
    const cells: string[] = [];
    let open = true;
    while (open) {
      const cell = text[at] === '"' ? quoted(text, at) : plain(text, at, delimiter);
      if (cell === undefined) return { message: "a quote is never closed", line: begin };
      line += cell.lines;
      cells.push(cell.value);
      at = cell.end;
      const next = text[at];
      if (next === delimiter) at++;
      else if (next === undefined || next === "\n" || next === "\r") {
        at += next === "\r" && text[at + 1] === "\n" ? 2 : 1;
        line++;
        open = false;
      } else return { message: "a closing quote is followed by text", line: begin };
    }
    if (cells.length > 1 || cells[0] !== "") records.push({ cells, line: begin });
  }
  return records;
}

interface Cell {
  readonly value: string;
  readonly end: number;
  /** Ends of lines inside it. */
  readonly lines: number;
}

function quoted(text: string, start: number): Cell | undefined {
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) return undefined;
    value += text.slice(from, quote);
    if (text[quote + 1] !== '"') return { value, end: quote + 1, lines: value.split(/\r\n|\r|\n/).length - 1 };
    value += '"';
    from = quote + 2;
  }
}

function plain(text: string, start: number, delimiter: string): Cell {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end++;
  return { value: text.slice(start, end), end, lines: 0 };
}

/** Cells as one line that {@link readDelimited} reads back, tab-separated as spreadsheets take it from the clipboard. */
export function writeTabbed(cells: readonly string[]): string {
  return cells.map((cell) => (/["\t\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t");
}
