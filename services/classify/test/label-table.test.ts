import { gzipSync } from "node:zlib";
import { newId } from "@argosy/core";
import { describe, expect, test } from "vitest";
import { readLabelTable } from "../src/label-table.ts";
import { parseObjectName, stemOf } from "../src/object-names.ts";

const bytes = (...lines: readonly string[]) => new TextEncoder().encode(lines.join("\n"));

describe("readLabelTable", () => {
  test("takes names of objects, with the defaults", () => {
    const { rows, refused } = readLabelTable(bytes("object,class", "a/b#12,copepod"));
    expect(rows).toEqual([
      {
        line: 2,
        object: "a/b#12",
        ref: { image: "a/b", label: 12, inner: false },
        class: "copepod",
        status: "validated",
        author: "",
      },
    ]);
    expect(refused).toEqual([]);
  });

  test.each([
    { name: "TSV with a byte order mark", table: bytes("\uFEFFimage\tlabel\tclass", "a.tif\t3\tx") },
    { name: "semicolons and other columns", table: bytes("area;IMAGE;label;Class", "12,5;a.tif;3;x") },
    { name: "Windows lines and quotes", table: bytes('"image","label","class"\r', '"a.tif","3","x"\r', "") },
    { name: "the types of EcoTaxa", table: bytes("image\tlabel\tclass", "[t]\t[f]\t[t]", "a.tif\t3\tx") },
    { name: "gzip", table: gzipSync(bytes("image,label,class", "a.tif,3,x")) },
  ])("reads $name", ({ table }) => {
    expect(readLabelTable(table).rows.map(({ ref, class: name }) => ({ ref, name }))).toEqual([
      { ref: { image: "a.tif", label: 3, inner: false }, name: "x" },
    ]);
  });

  test("reports each bad row with its line, and keeps the others", () => {
    const table = bytes(
      "object,class,status,author",
      "a#1,x,Dubious,Ada",
      "a#1,x,sure,",
      "a#1,,validated,",
      "a,x,validated,",
      ",x,validated,",
      "a#1,x",
      "",
      "a#2,x,discarded,",
    );
    const { rows, refused } = readLabelTable(table);
    expect(rows.map(({ line, status, author }) => [line, status, author])).toEqual([
      [2, "dubious", "Ada"],
      [9, "discarded", ""],
    ]);
    expect(refused.map(({ line, problem }) => [line, problem.reason])).toEqual([
      [3, "FIELD_INVALID"],
      [4, "LABEL_TABLE_INVALID"],
      [5, "LABEL_TABLE_INVALID"],
      [6, "LABEL_TABLE_INVALID"],
      [7, "LABEL_TABLE_INVALID"],
    ]);
  });

  test.each([
    { name: "nothing", table: bytes("") },
    { name: "no class", table: bytes("object,status", "a#1,validated") },
    { name: "no object", table: bytes("image,class", "a,x") },
    { name: "a column twice", table: bytes("object,class,class", "a#1,x,y") },
    { name: "an open quote", table: bytes("object,class", 'a#1,"x') },
    { name: "no text", table: Uint8Array.of(0xff, 0xfe, 0x00, 0xd8) },
    { name: "a damaged archive", table: Uint8Array.of(0x1f, 0x8b, 8, 0, 0) },
  ])("refuses a table with $name", ({ table }) => {
    expect(() => readLabelTable(table)).toThrow(expect.objectContaining({ reason: "LABEL_TABLE_INVALID" }));
  });
});

describe("parseObjectName", () => {
  const id = newId();
  test.each([
    { text: id, ref: { id } },
    { text: "deep/a#b#7", ref: { image: "deep/a#b", label: 7, inner: false } },
    { text: "a#7i", ref: { image: "a", label: 7, inner: true } },
    { text: "a#", ref: undefined },
    { text: "#7", ref: undefined },
    { text: "a#-7", ref: undefined },
    { text: "a", ref: undefined },
  ])("$text", ({ text, ref }) => {
    expect(parseObjectName(text)).toEqual(ref);
  });
});

test.each([
  ["a/b.tif", "a/b"],
  ["a.b/c", "a.b/c"],
  ["a/.tif", "a/.tif"],
  ["a.tar.gz", "a.tar"],
])("the stem of %s is %s", (path, stem) => {
  expect(stemOf(path)).toBe(stem);
});
