import { TextDecoder } from "node:util";
import type { TableRow } from "./tab-parser.ts";
import { TabParser } from "./tab-parser.ts";

/** Something wrong with the bytes of a table; `fatal`: nothing after it can be read. */
export interface TableFault {
  readonly message: string;
  readonly line?: number;
  readonly fatal: boolean;
  readonly severity: "error" | "warning";
}

const MARK = [0xef, 0xbb, 0xbf] as const;
/** Characters of one cell: the limit of Python's csv module. */
const CELL_LIMIT = 131_072;

/**
 * The records of an index file, decoded as EcoTaxa does: UTF-8 behind a byte order mark, latin-1 otherwise.
 * Faults of the encoding go to `fault`; after a fatal one the sequence ends. Memory: one chunk and one record.
 */
export async function* readTable(chunks: AsyncIterable<Uint8Array>, fault: (fault: TableFault) => void): AsyncGenerator<TableRow> {
  const parser = new TabParser();
  const decoder = new TableDecoder(fault);
  for await (const chunk of chunks) {
    const text = decoder.push(chunk);
    if (text === undefined) return;
    for (const row of parser.push(text)) {
      if (!withinLimit(row, fault)) return;
      yield row;
    }
  }
  const rest = decoder.end();
  if (rest === undefined) return;
  for (const row of parser.push(rest)) yield row;
  const { row, openQuote } = parser.end();
  if (openQuote)
    fault({
      message: "a quote is opened and never closed: the rest of the file is one cell",
      ...(row === undefined ? {} : { line: row.line }),
      fatal: false,
      severity: "error",
    });
  if (row !== undefined && withinLimit(row, fault)) yield row;
}

function withinLimit(row: TableRow, fault: (fault: TableFault) => void): boolean {
  if (row.cells.every((cell) => cell.length <= CELL_LIMIT)) return true;
  fault({ message: `a cell is longer than ${CELL_LIMIT} characters`, line: row.line, fatal: true, severity: "error" });
  return false;
}

class TableDecoder {
  readonly #fault: (fault: TableFault) => void;
  #head: Uint8Array | undefined = new Uint8Array();
  #utf8: TextDecoder | undefined;
  /** Follows a file without a mark to see whether its bytes are UTF-8 all the same. */
  #probe: TextDecoder | undefined = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  #sawHighByte = false;

  constructor(fault: (fault: TableFault) => void) {
    this.#fault = fault;
  }

  push(chunk: Uint8Array): string | undefined {
    if (this.#head === undefined) return this.#decode(chunk);
    const joined = Buffer.concat([this.#head, chunk]);
    this.#head = joined.length < MARK.length ? joined : undefined;
    return this.#head === undefined ? this.#begin(joined) : "";
  }

  end(): string | undefined {
    if (this.#head !== undefined) {
      const short = this.#head;
      this.#head = undefined;
      return this.#begin(short);
    }
    if (this.#utf8 !== undefined) return this.#decode(new Uint8Array(), true);
    if (this.#probe !== undefined && this.#sawHighByte && this.#probeEnds())
      this.#fault({
        message: "the file is UTF-8 without the byte order mark: its accents and signs are misread as latin-1",
        fatal: false,
        severity: "error",
      });
    return "";
  }

  #begin(bytes: Uint8Array): string | undefined {
    if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)) {
      this.#fault({ message: "the file is UTF-16", fatal: true, severity: "error" });
      return undefined;
    }
    if (!MARK.every((byte, i) => bytes[i] === byte)) return this.#decode(bytes);
    this.#utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    return this.#decode(bytes.subarray(3));
  }

  #decode(bytes: Uint8Array, last = false): string | undefined {
    if (bytes.includes(0)) {
      this.#fault({ message: "the file holds NUL characters", fatal: true, severity: "error" });
      return undefined;
    }
    if (this.#utf8 !== undefined) {
      try {
        return this.#utf8.decode(bytes, { stream: !last });
      } catch (cause) {
        if (!(cause instanceof TypeError)) throw cause;
        this.#fault({ message: "the file begins with the byte order mark of UTF-8 but is not UTF-8", fatal: true, severity: "error" });
        return undefined;
      }
    }
    this.#follow(bytes);
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  }

  #follow(bytes: Uint8Array): void {
    if (this.#probe === undefined) return;
    if (!this.#sawHighByte) this.#sawHighByte = bytes.some((byte) => byte > 127);
    try {
      this.#probe.decode(bytes, { stream: true });
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      this.#probe = undefined;
    }
  }

  #probeEnds(): boolean {
    try {
      this.#probe?.decode();
      return true;
    } catch (cause) {
      if (!(cause instanceof TypeError)) throw cause;
      return false;
    }
  }
}
