import { expect, test } from "vitest";
import { readTable } from "../src/ecotaxa/read-table.ts";
import { isDate, isPlainNumber, isTime, readDegrees, readFloat } from "../src/ecotaxa/values.ts";

test("numbers are read as Python reads them, but for minus infinity", () => {
  const cases: readonly (readonly [string, number | undefined])[] = [
    ["12.5", 12.5],
    [" 1e-3 ", 0.001],
    [".5", 0.5],
    ["5.", 5],
    ["1_000", 1000],
    ["inf", Infinity],
    ["-nan", Number.NaN],
    ["1,5", undefined],
    ["-inf", undefined],
    ["-1e999", undefined],
    ["1__0", undefined],
    ["0x10", undefined],
    ["", undefined],
    ["e5", undefined],
  ]; // prettier-ignore
  for (const [text, number] of cases) expect(readFloat(text), text).toBe(number);
});

test("what looks like a plain number is one", () => {
  for (const plain of ["0", "12", "-1", "12.5", "-0.001"]) expect(isPlainNumber(plain), plain).toBe(true);
  for (const other of ["", "-", ".", ".5", "5.", "1.2.3", "1e5", "+1", " 1", "1,5", "--1", "-".padEnd(400, "9")])
    expect(isPlainNumber(other), other).toBe(false);
});

test("dates and times as EcoTaxa cuts them", () => {
  for (const good of ["20200105", "2020-01-05", "20200229", "20140420 and more"]) expect(isDate(good), good).toBe(true);
  for (const bad of ["08/07/2024", "20140433", "2015-11-31", "20190229", "20201", "00000101"]) expect(isDate(bad), bad).toBe(false);
  for (const good of ["420", "0815", "081500", "08:15:00", "020139.315", "0"]) expect(isTime(good), good).toBe(true);
  for (const bad of ["8:00", "5:31", "9920", "2460", "08:15", "24:00:00"]) expect(isTime(bad), bad).toBe(false);
});

test("degrees and minutes", () => {
  expect(readDegrees("43°30 0")).toBe(43.5);
  expect(readDegrees("-7.25")).toBe(-7.25);
  expect(readDegrees("43Â°30 0")).toBe(undefined);
});

async function read(bytes: Uint8Array, size: number): Promise<{ rows: unknown[]; faults: string[] }> {
  const faults: string[] = [];
  const rows: unknown[] = [];
  async function* chunks(): AsyncGenerator<Uint8Array> {
    for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
  }
  for await (const { line, cells } of readTable(chunks(), ({ message }) => faults.push(message))) rows.push([line, ...cells]);
  return { rows, faults };
}

test("a table reads the same however it is cut", async () => {
  const bytes = Buffer.from('\u{feff}a_b\tc_d\r\n"x ""y""\nz"\tµ\n\r\n\rlast\t"q"r');
  for (const size of [1, 2, 3, 5, 100])
    expect(await read(bytes, size)).toEqual({
      rows: [
        [1, "a_b", "c_d"],
        [2, 'x "y"\nz', "µ"],
        [6, "last", "qr"],
      ],
      faults: [],
    }); // prettier-ignore
});

test("without the mark bytes are latin-1, and UTF-8 is noticed", async () => {
  expect(await read(Buffer.from([0x5a, 0x6f, 0xeb]), 2)).toEqual({ rows: [[1, "Zoë"]], faults: [] });
  const { rows, faults } = await read(Buffer.from("Zoë"), 2);
  expect(rows).toEqual([[1, "ZoÃ«"]]);
  expect(faults).toHaveLength(1);
});

test("what cannot be text ends the table", async () => {
  for (const bytes of [Buffer.from("a\0b"), Buffer.from([0xef, 0xbb, 0xbf, 0x61, 0xff]), Buffer.from([0xff, 0xfe, 0x61, 0])]) {
    const { rows, faults } = await read(bytes, 100);
    expect(rows).toEqual([]);
    expect(faults).toHaveLength(1);
  }
  expect((await read(Buffer.from('a\t"open\nmore'), 4)).faults).toHaveLength(1);
});
