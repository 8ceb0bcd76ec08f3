import { join } from "node:path";
import { deflateSync } from "node:zlib";
import { expect, test } from "vitest";
import type { EcotaxaRuleId } from "../src/index.ts";
import { checkBundle, encodeTsv } from "../src/index.ts";
import type { Files } from "./bundle-folder.ts";
import { inFolder, writeFiles, writeZip } from "./bundle-folder.ts";
import { lyingPng, tinyPng } from "./tiny-png.ts";

type Table = string[][];

const clean = (): Table => [
  [
    "img_file_name",
    "img_rank",
    "object_id",
    "object_lat",
    "object_lon",
    "object_date",
    "object_time",
    "object_area",
    "object_note",
    "object_annotation_category",
    "object_annotation_status",
    "object_annotation_category_id",
    "sample_id",
    "sample_ship",
    "acq_id",
    "process_id",
  ],
  ["[t]", "[f]", "[t]", "[f]", "[f]", "[t]", "[t]", "[f]", "[t]", "[t]", "[t]", "[f]", "[t]", "[t]", "[t]", "[t]"],
  ["a.png", "0", "o1", "43.6", "-7.3", "20200105", "081500", "12.5", "Zoë", "Copepoda", "validated", "25828", "s1", "Tara", "a1", "p1"],
  ["b.png", "0", "o2", "43.6", "-7.3", "2020-01-05", "08:15:00", "", "", "", "", "", "s1", "Tara", "a1", "p1"],
  ["sub/c.gif", "1", "o2", "43.6", "-7.3", "2020-01-05", "815", "1e-3", "", "", "", "", "s1", "Tara", "a1", "p1"],
]; // prettier-ignore

const GIF = Buffer.concat([
  Buffer.from("GIF89a"),
  Buffer.from([2, 0, 2, 0, 0, 0, 0, 0x2c, 0, 0, 0, 0, 2, 0, 2, 0, 0, 2, 2, 0x4c, 1, 0, 0x3b]),
]);

function textOf(table: Table): string {
  return table.map((row) => row.join("\t")).join("\n");
}

function files(table: Table, name = "s1/ecotaxa_a1.tsv"): Record<string, Uint8Array | string> {
  return { [name]: `\u{feff}${textOf(table)}\n`, "s1/a.png": tinyPng(), "s1/b.png": tinyPng(5, 5), "s1/sub/c.gif": GIF };
}

function cell(row: number, header: string, value: string): Files {
  const table = clean();
  (table[row] as string[])[(table[0] as string[]).indexOf(header)] = value;
  return files(table);
}

function addColumns(count: number, prefix: string, type: string, value = ""): Files {
  return files(
    clean().map((row, y) => [...row, ...Array.from({ length: count }, (_, i) => (y === 0 ? `${prefix}${i}` : y === 1 ? type : value))]),
  );
}

const withoutMark = (): Files => ({ ...files(clean()), "s1/ecotaxa_a1.tsv": textOf(clean()) });
const utf16 = (): Files => ({ ...files(clean()), "s1/ecotaxa_a1.tsv": Buffer.from(`\u{feff}${textOf(clean())}`, "utf16le") });

const BROKEN: readonly (readonly [what: string, rule: EcotaxaRuleId, files: Files])[] = [
  ["an index file with a capital letter", "A1", files(clean(), "s1/Ecotaxa_a1.tsv")],
  ["an image that is not there", "A3", cell(2, "img_file_name", "missing.png")],
  ["an image outside of the bundle", "A3", cell(2, "img_file_name", "../../a.png")],
  ["UTF-8 without its mark", "E1", withoutMark()],
  ["UTF-16", "E1", utf16()],
  ["no type line", "E2", files(clean().filter((_, i) => i !== 1))],
  ["types without brackets", "E2", cell(1, "object_area", "f")],
  ["an upper-case Object_ID", "E3", cell(0, "object_id", "Object_ID")],
  ["values beyond the last header", "E4", files(clean().map((row, i) => (i === 3 ? [...row, "extra"] : row)))],
  ["an unknown table", "C1", cell(0, "object_note", "img_note")],
  ["a header without a table", "C1", cell(0, "object_note", "note")],
  ["no sample_id beside sample columns", "C2", files(clean().map((row) => row.filter((_, i) => i !== 12)))],
  ["501 columns of numbers", "C4", addColumns(500, "object_f", "[f]")],
  ["21 columns of texts", "C4", addColumns(20, "object_t", "[t]")],
  ["61 sample columns", "C4", addColumns(60, "sample_f", "[t]")],
  ["a text of 251 characters", "C6", cell(2, "object_note", "é".repeat(251))],
  ["a descriptor of 8,001 characters", "C3", addColumns(1, "sample_dataportal_descriptor", "[t]", "x".repeat(8001))],
  ["a decimal comma", "V1", cell(2, "object_area", "12,5")],
  ["minus infinity", "V1", cell(2, "object_area", "-inf")],
  ["a latitude of 91", "V2", cell(2, "object_lat", "91")],
  ["an American date", "V3", cell(2, "object_date", "08/07/2024")],
  ["a time of one digit", "V3", cell(2, "object_time", "8:00")],
  ["an unknown status", "V4", cell(2, "object_annotation_status", "sure")],
  ["a category without a status", "V4", cell(2, "object_annotation_status", "")],
  ["one acquisition in two samples", "V5", cell(3, "sample_id", "s2")],
  ["the same object and image twice", "V6", files([...clean(), clean()[2] as string[]])],
  ["a volume that is no number", "V7", addColumns(1, "sample_tot_vol", "[t]", "lots")],
  ["a TIFF named .png", "I1", { ...files(clean()), "s1/a.png": Buffer.from("II*\0\x08\0\0\0\0\0", "latin1") }],
  ["a PNG that was cut", "I1", { ...files(clean()), "s1/a.png": tinyPng(40, 40).subarray(0, 60) }],
  ["an image 40,000 pixels wide", "I2", { ...files(clean()), "s1/a.png": widePng() }],
  ["more pixels than Pillow opens", "I2", { ...files(clean()), "s1/a.png": lyingPng(30_000, 30_000) }],
  ["a rank of 40,000", "I3", cell(2, "img_rank", "40000")],
];

function widePng(): Buffer {
  return tinyPng(40_000, 1);
}

/** Names that only become right with the number that the generator appended. */
function withExactNames(broken: Files): Files {
  const path = "s1/ecotaxa_a1.tsv";
  const text = broken[path];
  if (typeof text !== "string") return broken;
  return {
    ...broken,
    [path]: text.replace("sample_dataportal_descriptor0", "sample_dataportal_descriptor").replace("sample_tot_vol0", "sample_tot_vol"),
  };
}

async function errorsOf(content: Files, databaseLimits = true): Promise<readonly string[]> {
  return inFolder(async (folder) => {
    await writeFiles(folder, withExactNames(content));
    const report = await checkBundle(folder, { databaseLimits });
    return [...new Set(report.findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule))].sort();
  });
}

test("the clean bundle is clean, as a folder and as an archive", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, files(clean()));
    const expected = { findings: [], objects: 2, images: 3, tsvs: 1 };
    expect(await checkBundle(folder, { databaseLimits: true })).toEqual(expected);
    const zip = join(folder, "bundle.ZIP");
    await writeZip(zip, Object.entries(files(clean())));
    expect(await checkBundle(zip, { databaseLimits: true })).toEqual(expected);
  });
});

test.each(BROKEN)("%s breaks rule %s and no other", async (what, rule, content) => {
  const expected = what.startsWith("an index file with a capital") ? ["A1"] : [rule];
  expect(await errorsOf(content)).toEqual(expected);
});

test("among thousands of pictures each that is no picture is found, at its line", async () => {
  await inFolder(async (folder) => {
    const [head, types, first] = clean();
    const names = Array.from({ length: 2_100 }, (_, i) => `p${i}.png`);
    const rows = names.map((name, i) => [name, "0", `o${i}`, ...first!.slice(3)]);
    const bytes = new Map<string, Uint8Array>(names.map((name) => [name, tinyPng()]));
    bytes.set("p1000.png", tinyPng().subarray(0, 40));
    bytes.set("p1500.png", Buffer.from("no picture"));
    bytes.set("p2099.png", GIF);
    const zip = join(folder, "many.zip");
    await writeZip(zip, [["ecotaxa_many.tsv", `\u{feff}${textOf([head!, types!, ...rows])}`], ...bytes]);
    const { findings, images } = await checkBundle(zip, { databaseLimits: true });
    expect(images).toBe(2_100);
    expect(findings.map(({ severity, rule, where }) => [severity, rule, where.line])).toEqual([
      ["error", "I1", 1_003],
      ["error", "I1", 1_503],
      ["warning", "I1", 2_102],
    ]);
  });
});

test("what only the database refuses is not reported without its limits", async () => {
  for (const [what, rule, content] of BROKEN)
    if (["C3", "C6", "I3"].includes(rule) || what.includes("40,000 pixels")) expect(await errorsOf(content, false), what).toEqual([]);
});

test("archives that are named wrongly, cut, or hold a path twice", async () => {
  await inFolder(async (folder) => {
    const rules = async (path: string): Promise<readonly string[]> =>
      (await checkBundle(path, { databaseLimits: true })).findings.filter(({ severity }) => severity === "error").map(({ rule }) => rule);
    const bundle = join(folder, "bundle.rar");
    await writeZip(bundle, Object.entries(files(clean())));
    expect(await rules(bundle)).toEqual(["A2"]);
    const twice = join(folder, "twice.zip");
    await writeZip(twice, [...Object.entries(files(clean())), ["s1/ecotaxa_a1.tsv", files(clean())["s1/ecotaxa_a1.tsv"] ?? ""]]);
    expect(await rules(twice)).toEqual(["A4"]);
    await writeFiles(folder, { "cut.zip": deflateSync(Buffer.from("no archive")) });
    expect(await rules(join(folder, "cut.zip"))).toEqual(["A2"]);
  });
});

test("a finding says where", async () => {
  await inFolder(async (folder) => {
    await writeFiles(folder, cell(3, "object_lat", "91"));
    const { findings } = await checkBundle(folder, { databaseLimits: true });
    expect(findings).toEqual([
      {
        rule: "V2",
        severity: "error",
        where: { file: "s1/ecotaxa_a1.tsv", line: 4, column: "object_lat" },
        message: '"91" is no latitude',
      },
    ]);
  });
});

test("an earlier bundle of the project takes part in what has to be unique", async () => {
  await inFolder(async (folder) => {
    await writeFiles(join(folder, "first"), files(clean()));
    await writeFiles(join(folder, "second"), cell(2, "object_id", "o9"));
    const project = [join(folder, "first")];
    const { findings } = await checkBundle(join(folder, "second"), { databaseLimits: true, project });
    expect(findings.map(({ rule }) => rule)).toEqual(["V6", "V6"]);
  });
});

test("a bundle of 17,437 objects is checked in seconds", { timeout: 60_000 }, async () => {
  await inFolder(async (folder) => {
    const measures = Array.from({ length: 40 }, (_, i) => `object_m${i}`);
    const columns = [
      ...["img_file_name", "object_id", "sample_id", "acq_id", "process_id"].map((header) => ({ header, type: "[t]" as const })),
      ...measures.map((header) => ({ header, type: "[f]" as const })),
    ];
    const rows = Array.from({ length: 17_437 }, (_, i) => [`${i}.png`, `o${i}`, "s", "a", "p", ...measures.map((_m, k) => i / (k + 3))]);
    const png = tinyPng(30, 30);
    const zip = join(folder, "large.zip");
    await writeZip(zip, [["ecotaxa_a.tsv", encodeTsv(columns, rows)], ...rows.map((_, i) => [`${i}.png`, png] as const)]);
    const start = performance.now();
    const report = await checkBundle(zip, { databaseLimits: true });
    expect(report).toEqual({ findings: [], objects: 17_437, images: 17_437, tsvs: 1 });
    expect(performance.now() - start).toBeLessThan(30_000);
  });
});
