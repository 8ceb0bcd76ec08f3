import { PassThrough } from "node:stream";
import { text } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { MeasureColumn } from "../src/index.ts";
import { canonicalLines, canonicalNumber, csvHeader, csvLine, csvMetadata, csvMetadataName, writeCsv } from "../src/index.ts";

const columns: readonly MeasureColumn[] = [
  { name: "shape.area", datatype: "number", definition: "Area without holes.", unit: "px2" },
  { name: "zooprocess.%area", datatype: "number", definition: "Holes in percent of the area." },
];

test("the table has one header line, quotes as RFC 4180 does and keeps numbers exactly", async () => {
  const sink = new PassThrough();
  const rows = [
    { image: "a,b.png", label: 1, class: 'the "big" one', status: "validated", measures: [0.1, -3] },
    { image: "é.png", label: 2, class: "", status: "", measures: [undefined, Number.NaN] },
  ];
  const written = text(sink);
  const count = await writeCsv(
    columns,
    (async function* () {
      yield* rows;
    })(),
    sink,
  ); // prettier-ignore
  expect(count).toBe(2);
  expect(await written).toBe(
    'image,label,class,status,shape.area,zooprocess.%area\r\n"a,b.png",1,"the ""big"" one",validated,0.1,-3\r\né.png,2,,,,NaN\r\n',
  );
});

test("a text that a spreadsheet would run is escaped, a negative number is not", () => {
  const line = (name: string): string => csvLine({ image: name, label: -1, class: "", status: "", measures: [-5] });
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) expect(parse(line(`${start}cmd`))[0]?.slice(0, 2)).toEqual([`'${start}cmd`, "-1"]);
  expect(line("a=b")).toBe("a=b,-1,,,-5\r\n");
});

test("any text and number reads back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), fc.double({ noNaN: true, noDefaultInfinity: true }), (name, number) => {
      fc.pre(!/^[=+\-@\t\r\n|]/.test(name));
      const [cells] = parse(csvLine({ image: name, label: 1, class: "c", status: "s", measures: [number] })) as string[][];
      expect(cells?.[0]).toBe(name);
      expect(Object.is(Number(cells?.[4]), number)).toBe(true);
    }),
    { numRuns: 2_000 },
  );
});

test("the metadata beside the table names every column of its header", () => {
  expect(csvMetadataName("objects.csv")).toBe("objects.csv-metadata.json");
  const metadata = JSON.parse(csvMetadata("my objects.csv", columns)) as {
    url: string;
    tableSchema: { columns: Record<string, string>[] };
  };
  expect(metadata.url).toBe("my%20objects.csv");
  const described = metadata.tableSchema.columns;
  expect(`${described.map(({ titles }) => titles).join(",")}\r\n`).toBe(csvHeader(columns));
  expect(described.at(-2)).toEqual({
    name: "shape.area",
    titles: "shape.area",
    datatype: "double",
    "dc:description": "Area without holes.",
    "schema:unitText": "px2",
  }); // prettier-ignore
  for (const { name } of described) expect(name).toMatch(/^(?:[A-Za-z0-9_.]|%[0-9A-F]{2})+$/);
});

test("the canonical text is in the order of bytes of the names, then of the labels, whatever the order given", () => {
  const object = (image: string, label: number) => ({ image, label, class: "c", status: "predicted", measures: [0.1, undefined] });
  const array = (image: string, slot: string) => ({ image, slot, shape: [2, 3], dtype: "uint16", sha256: "00ff" });
  const objects = [object("b", 2), object("é", 1), object("b", 10), object("B", 1)];
  const arrays = [array("b", "segment.labels"), array("B", "segment.labels"), array("b", "fade.image")];
  const lines = [...canonicalLines(["shape.area", "x"], objects, arrays)];
  expect(lines).toEqual([
    "image\tlabel\tclass\tstatus\tshape.area\tx",
    "B\t1\tc\tpredicted\t1.0000000000000001e-1\t",
    "b\t2\tc\tpredicted\t1.0000000000000001e-1\t",
    "b\t10\tc\tpredicted\t1.0000000000000001e-1\t",
    "é\t1\tc\tpredicted\t1.0000000000000001e-1\t",
    "B\tsegment.labels\t2x3\tuint16\t00ff",
    "b\tfade.image\t2x3\tuint16\t00ff",
    "b\tsegment.labels\t2x3\tuint16\t00ff",
  ]);
  expect([...canonicalLines(["shape.area", "x"], objects.toReversed(), arrays.toReversed())]).toEqual(lines);
});

test("canonical numbers tell every double from every other", () => {
  expect([0, -0, 1, Number.NaN, -Infinity].map(canonicalNumber)).toEqual([
    "0.0000000000000000e+0",
    "-0.0000000000000000e+0",
    "1.0000000000000000e+0",
    "NaN",
    "-INF",
  ]); // prettier-ignore
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => Object.is(Number(canonicalNumber(x)), x)),
    { numRuns: 5_000 },
  );
});

test("a name cannot make a line of its own in the canonical text", () => {
  const [, line] = [...canonicalLines([], [{ image: "a\nb\tc\\", label: 1, class: "", status: "", measures: [] }], [])];
  expect(line).toBe("a\\nb\\tc\\\\\t1\t\t");
});
