import { joinMetadata, readMetadataTable } from "@argosy/core";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { reasonOf } from "./reason-of.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text));

describe("readMetadataTable", () => {
  test.each([
    { name: "commas", text: "file,depth\na.tif,10\nb.tif,20\n" },
    { name: "tabs and a byte order mark", text: "\ufefffile\tdepth\r\na.tif\t10\r\nb.tif\t20" },
    { name: "semicolons", text: "file;depth\na.tif;10\nb.tif;20\n" },
    { name: "quotes and empty lines", text: '"file","depth"\n\n"a.tif","10"\n"b.tif",20\n\n' },
    { name: "the type row of EcoTaxa", text: "file\tdepth\n[t]\t[f]\na.tif\t10\nb.tif\t20\n" },
  ])("$name", ({ text }) => {
    const { columns, keyColumn, rows } = readMetadataTable(bytes(text));
    expect([columns, keyColumn, rows.map((row) => row.values)]).toEqual([
      ["file", "depth"],
      "file",
      [
        { file: "a.tif", depth: "10" },
        { file: "b.tif", depth: "20" },
      ],
    ]);
  });
  test("the key column is found by its name, else it is the first", () => {
    expect(readMetadataTable(bytes("depth,Image\n1,a")).keyColumn).toBe("Image");
    expect(readMetadataTable(bytes("id,depth\n1,a")).keyColumn).toBe("id");
  });
  test("keys may have or lack folder and extension; what has no partner is listed", () => {
    const table = readMetadataTable(bytes("file,n\ns1/a.tif,1\nb,2\nc.tif,3\ns2\\d,4\nlost,5\nb,6\n"));
    const { rows, missing, unused } = joinMetadata(table, ["s1/a.tif", "s1/b.tif", "s9/c.tif", "s2/d.png", "e.tif"]);
    expect([...rows].map(([name, row]) => [name, row.values["n"]])).toEqual([
      ["s1/a.tif", "1"],
      ["s1/b.tif", "2"],
      ["s9/c.tif", "3"],
      ["s2/d.png", "4"],
    ]);
    expect([missing, unused, table.duplicates]).toEqual([["e.tif"], ["lost"], ["b"]]);
  });
  test("Latin-1 is read where it is not UTF-8", () =>
    expect(readMetadataTable(new Uint8Array(Buffer.from("file,by\na,Zo\xeb", "latin1"))).rows[0]?.values["by"]).toBe("Zoë"));
  test.each([
    ["", 1],
    ["file,file\na,b", 1],
    ["file,\na,b", 1],
    ["file,n\na,1,2", 2],
    ["file,n\na,1\n,2", 3],
    ['file,n\n"a,1', 2],
    ["file,__proto__\na,1", 1],
  ])("%j is refused in line %i", async (text, line) => {
    const work = Promise.resolve().then(() => readMetadataTable(bytes(text)));
    await expect(work).rejects.toMatchObject({ reason: "METADATA_TABLE_INVALID", details: { line } });
  });
  test("any bytes give a table or the refusal", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (data) => {
        expect(await reasonOf(Promise.resolve().then(() => readMetadataTable(data)))).toMatch(/it succeeded|METADATA_TABLE_INVALID/);
      }),
      { numRuns: 1_000 },
    );
  });
});
