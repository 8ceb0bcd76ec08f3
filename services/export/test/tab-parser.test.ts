import fc from "fast-check";
import { expect, test } from "vitest";
import { TabParser } from "../src/ecotaxa/tab-parser.ts";

// Few texts, and those often: a column that repeats itself is read by another way than one that does not.
const cell = fc.constantFrom("", "1.5", '"a"', '"a""b"', '"a"b', '""', '"two\nlines"', '"tab\there"', '"a""b""c"', 'a"b', '"longer a""b"');
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 12 });
const end = fc.constantFrom("\n", "\r\n", "\r");

test("a table is the same whether it comes at once, cut anywhere, or character by character", () => {
  fc.assert(
    fc.property(table, end, fc.double({ min: 0, max: 1, noNaN: true }), (rows, newline, share) => {
      const text = rows.map((cells) => `${cells.join("\t")}${newline}`).join("");
      const cut = Math.floor(share * text.length);
      const each = parse(Array.from(text));
      expect(parse([text])).toEqual(each);
      expect(parse([text.slice(0, cut), text.slice(cut)])).toEqual(each);
    }),
    { numRuns: 500 },
  );
});

test("doubled quotes in a cell that repeats itself are one quote in every row", () => {
  const rows = parse(['"x"\t"say ""a"""\n', '"y"\t"say ""a"""\n"y"\t"say ""a"""b\n'.repeat(2)]);
  expect(rows.map(({ cells }) => cells[1])).toEqual(['say "a"', 'say "a"', 'say "a"b', 'say "a"', 'say "a"b']);
});

function parse(pieces: readonly string[]) {
  const parser = new TabParser();
  const rows = pieces.flatMap((piece) => Array.from(parser.push(piece)));
  const { row } = parser.end();
  return row === undefined ? rows : [...rows, row];
}
