import { readMetadataTable } from "@argosy/core";
import { describe, expect, test } from "vitest";
import { movedBy, rangeOf } from "../src/pages/sheet/cell-range.ts";
import type { SheetRow } from "../src/pages/sheet/sheet-cells.ts";
import { columnsOf, missingCells, sampleOf, shownCell } from "../src/pages/sheet/sheet-cells.ts";
import { forWholeSamples, pastedCells, readCells, withCells } from "../src/pages/sheet/sheet-edits.ts";
import { fillFrom, SAMPLE_KEYS } from "../src/pages/sheet/table-fill.ts";

const row = (id: string, sample: string, given: SheetRow["given"] = {}, hand: SheetRow["hand"] = {}): SheetRow => ({
  id,
  sample,
  images: 1,
  hand,
  given: { sample_id: { value: sample }, ...given },
  pixelNote: "",
});
const bytes = (text: string) => new TextEncoder().encode(text);

describe("a cell shows", () => {
  const one = row(
    "1",
    "S1",
    { object_lat: { value: 43.5 }, object_depth_min: { distinct: 2, least: 10, most: 50 } },
    { sample_ship: "Tara" },
  );

  test.each([
    ["sample_ship", { text: "Tara", from: "hand" }],
    ["object_lat", { text: "43.5", from: "images" }],
    ["object_depth_min", { text: "10 – 50", from: "varies" }],
    ["object_lon", { text: "", from: "nothing" }],
    ["sample_id", { text: "S1", from: "derived" }],
  ])("%s", (column, shown) => expect(shownCell(one, column)).toEqual(shown));

  test("the name that the bundle will have, once cruise or station are typed", () => {
    expect(sampleOf(row("1", "S1", {}, { sample_cruise: "AZ", sample_station: "7" }))).toBe("AZ_7");
    expect(sampleOf(row("1", "S1", {}, { sample_cruise: "AZ", sample_id: "own" }))).toBe("own");
  });

  test("columns of the rows and of the person besides those of every sheet, and what is missing", () => {
    const columns = columnsOf([one], ["acq_lamp", "object_no"]);
    expect(columns.map(({ column }) => column)).toContain("acq_lamp");
    expect(columns.map(({ column }) => column)).not.toContain("object_no");
    expect(missingCells([one], columns).map(({ column }) => column.column)).toEqual([
      "object_lon",
      "object_date",
      "object_time",
      "object_depth_max",
      "acq_instrument",
      "process_pixel",
    ]);
  });
});

describe("a change", () => {
  const rows = [row("1", "S1"), row("2", "S1"), row("3", "S2")];

  test("of a sample holds for all its rows, of an acquisition for its own", () => {
    const cells = [
      { row: "1", column: "sample_ship", text: "Tara" },
      { row: "1", column: "acq_instrument", text: "ZooScan" },
    ];
    expect(forWholeSamples(rows, cells).map((cell) => [cell.row, cell.column])).toEqual([
      ["1", "sample_ship"],
      ["2", "sample_ship"],
      ["1", "acq_instrument"],
    ]);
  });

  test("is kept as what it means, or said why it cannot", () => {
    const read = readCells([
      { row: "1", column: "object_date", text: " 20260504 " },
      { row: "1", column: "sample_tot_vol", text: "12,5" },
      { row: "1", column: "object_lat", text: "91" },
      { row: "1", column: "sample_ship", text: "=cmd|' /C calc'!A0" },
      { row: "1", column: "object_time", text: "25:00" },
    ]);
    expect(read.good.map(({ text }) => text)).toEqual(["2026-05-04", "12.5", "=cmd|' /C calc'!A0"]);
    expect(read.bad.map(({ fault }) => fault)).toEqual([
      "Latitude lies between -90 and 90 °.",
      "A time is hours and minutes in UTC, such as 07:30.",
    ]);
    expect(withCells(rows[0]!, read.good).hand).toEqual({
      object_date: "2026-05-04",
      sample_tot_vol: 12.5,
      sample_ship: "=cmd|' /C calc'!A0",
    });
  });

  test("by pasting goes right and down, one value fills the selection", () => {
    const place = { rows: ["1", "2", "3"], columns: ["a", "b"] };
    const block = [
      ["x", "y"],
      ["z", "w"],
    ];
    expect(pastedCells(block, place, rangeOf({ r: 2, c: 1 }, { r: 2, c: 1 }))).toEqual({
      cells: [{ row: "3", column: "b", text: "x" }],
      beyond: 3,
    });
    const filled = pastedCells([["v"]], place, rangeOf({ r: 2, c: 1 }, { r: 1, c: 0 }));
    expect(filled.cells.map(({ row: at, column, text }) => at + column + text)).toEqual(["2av", "2bv", "3av", "3bv"]);
  });

  test("from a table finds samples and stations, whatever the columns are called", () => {
    const table = readMetadataTable(bytes("Station;Latitude;Filtered volume;Remark\nS1;-41,5;3;calm\nS9;1;1;\n"), SAMPLE_KEYS);
    const { cells, key, unused } = fillFrom(table, rows);
    expect([key, unused]).toEqual(["Station", ["S9"]]);
    const first = cells.filter(({ row: at }) => at === "1").map(({ column, text }) => `${column}=${text}`);
    expect(first.sort()).toEqual(["object_lat=-41.5", "sample_remark=calm", "sample_tot_vol=3"]);
  });
});

test("keys move as in a spreadsheet and stay within", () => {
  const size = { rows: 3, columns: 4 };
  const from = { r: 1, c: 1 };
  expect(
    ["ArrowUp", "ArrowDown", "ArrowLeft", "ArrowRight", "PageDown", "Home", "End", "x"].map((key) => movedBy(key, from, size, false)),
  ).toEqual([{ r: 0, c: 1 }, { r: 2, c: 1 }, { r: 1, c: 0 }, { r: 1, c: 2 }, { r: 2, c: 1 }, { r: 1, c: 0 }, { r: 1, c: 3 }, undefined]);
  expect(movedBy("ArrowRight", from, size, true)).toEqual({ r: 1, c: 3 });
});
