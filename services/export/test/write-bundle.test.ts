import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { expect, test } from "vitest";
import type { BundleSummary, EcotaxaRow } from "../src/index.ts";
import { checkBundle, encodeTsv, measureColumn, openArchive, writeEcotaxaBundle } from "../src/index.ts";
import { inFolder } from "./bundle-folder.ts";
import { tinyPng } from "./tiny-png.ts";

const PAYLOADS: readonly string[] = [
  "",
  " ",
  "\0",
  "a\tb",
  "a\nb",
  "a\r\nb",
  '"',
  '""',
  'say "hi"',
  "'",
  "=1+1",
  "+1",
  "-1",
  "@SUM(A1)",
  "../../etc/passwd",
  "C:\\x",
  "\\\\host\\x",
  "con",
  "a/b/c",
  "<script>alert(1)</script>",
  "Zoë µm",
  "\u{1f980} crab",
  "\u202eevil",
  "e\u0301",
  "\ud800",
  "\u{feff}mark",
  "\u0085\u2028\u2029",
  "é".repeat(300),
  "\u{1f980}".repeat(260),
  "nan",
  "[t]",
  "object_id",
  "__proto__",
  "a".repeat(9000),
  ".",
  "..",
  "%00",
  "a~b",
  "A",
  "a",
]; // prettier-ignore

function row(id: string, more: Partial<EcotaxaRow> = {}): EcotaxaRow {
  return {
    objectId: id,
    imageFiles: [{ name: `${id}.png`, bytes: tinyPng() }],
    object: { lat: 43.5, lon: -7.25, date: "2020-01-05", time: "08:15:00", depthMin: 0, depthMax: 10 },
    sample: { id: "s", ship: "Tara", tot_vol: 12.5 },
    acquisition: { id: "a", instrument: "FlowCam" },
    process: { id: "p", pixel: 1.2 },
    measures: [
      ["shape.area", 12],
      ["zooprocess.area", 14],
      ["morphocut.%area", 0.25],
      ["intensity.mean", Number.NaN],
    ],
    ...more,
  }; // prettier-ignore
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

async function write(rows: readonly EcotaxaRow[], path: string): Promise<BundleSummary> {
  return writeEcotaxaBundle(each(rows), {}, createWriteStream(path));
}

async function texts(path: string): Promise<ReadonlyMap<string, string>> {
  const archive = await openArchive(path);
  const found = new Map<string, string>();
  for (const file of archive.files) {
    const chunks: Uint8Array[] = [];
    for await (const chunk of await file.open()) chunks.push(chunk);
    found.set(file.path, Buffer.concat(chunks).toString("utf8"));
  }
  archive.close();
  return found;
}

test("an index file has its mark, quotes its texts and leaves out what is not finite", () => {
  const columns = [
    { header: "object_id", type: "[t]" },
    { header: "object_a", type: "[f]" },
  ] as const; // prettier-ignore
  const bytes = encodeTsv(columns, [
    ['a"b', 0.1],
    ["c", Number.POSITIVE_INFINITY],
    [undefined, -0],
  ]); // prettier-ignore
  expect(Buffer.from(bytes).toString("utf8")).toBe('\u{feff}"object_id"\t"object_a"\n"[t]"\t"[f]"\n"a""b"\t0.1\n"c"\t\n\t-0\n');
});

test("measurements get the column of their set", () => {
  expect(
    ["zooprocess.%area", "zooprocess.perim.", "shape.area", "intensity.mean", "morphocut.area", "deep.f 1", "rim/shape.area", "size"].map(
      measureColumn,
    ),
  ).toEqual([
    "object_%area",
    "object_perim.",
    "object_ski_area",
    "object_ski_mean",
    "object_mc_area",
    "object_deep_f_1",
    "object_rim_ski_area",
    "object_size",
  ]);
});

test("a bundle has its images in order, one index file an acquisition, and is clean", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    const images = [
      { name: "o2_scale.png", bytes: tinyPng(6, 6) },
      { name: "o2_raw.png", bytes: tinyPng() },
    ]; // prettier-ignore
    const summary = await write([row("o1"), row("o2", { imageFiles: images, acquisition: { id: "A2" } })], path);
    expect(summary).toEqual({ objects: 2, images: 3, tsvs: ["ecotaxa_A2.tsv", "ecotaxa_a.tsv"], notes: [] });
    expect(await checkBundle(path, { databaseLimits: true })).toEqual({ findings: [], objects: 2, images: 3, tsvs: 2 });
    const files = await texts(path);
    expect([...files.keys()]).toEqual(["images/o1.png", "images/o2_scale.png", "images/o2_raw.png", "ecotaxa_A2.tsv", "ecotaxa_a.tsv"]);
    const lines = (files.get("ecotaxa_A2.tsv") ?? "").split("\n");
    expect(lines[0]).toContain('"object_ski_area"\t"object_area"\t"object_mc_%area"\t"object_ski_mean"');
    expect(lines.slice(2).map((line) => line.split("\t").slice(0, 2))).toEqual([
      ['"images/o2_scale.png"', "0"],
      ['"images/o2_raw.png"', "1"],
      [""],
    ]); // prettier-ignore
  });
});

test("the same rows give the same bytes in every time zone", async () => {
  await inFolder(async (folder) => {
    const zone = process.env["TZ"];
    const digests: string[] = [];
    for (const [i, name] of ["UTC", "Pacific/Auckland", "America/Lima"].entries()) {
      process.env["TZ"] = name;
      await write([row("o1"), row("o2")], join(folder, `${i}.zip`));
      digests.push(
        createHash("sha256")
          .update(await readFile(join(folder, `${i}.zip`)))
          .digest("hex"),
      ); // prettier-ignore
    }
    if (zone === undefined) delete process.env["TZ"];
    else process.env["TZ"] = zone;
    expect(new Set(digests).size).toBe(1);
  });
});

test("columns beyond the budget of a project are left out, the first ones kept, and said so", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    const many = (count: number, value: number | string): [string, number | string][] =>
      Array.from({ length: count }, (_, i) => [`many.${typeof value}${i}`, value]);
    const sample = Object.fromEntries([["id", "s"], ...Array.from({ length: 61 }, (_, i) => [`f${i}`, "x"])]); // prettier-ignore
    const summary = await write([row("o1", { measures: [...many(501, 1), ...many(21, "x")], sample })], path);
    expect(summary.notes.map(({ column }) => column)).toEqual(["object_many_number500", "object_many_string20", "sample_f60"]);
    expect((await checkBundle(path, { databaseLimits: true })).findings).toEqual([]);
  });
});

test("what breaks a rule is left out or shortened with a note", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    const object = { lat: 91, lon: 7, date: "2020-02-30", time: "25:00:00", annotation: { category: "Copepoda", status: "sure" } };
    const summary = await write([row("o1", { object, sample: { id: "s", tot_vol: "lots", note: "x".repeat(400) } }), row("o1")], path);
    expect(summary.notes.map(({ column, count }) => [column, count])).toEqual([
      ["object_lat", 1],
      ["object_date", 1],
      ["object_time", 1],
      ["object_annotation_status", 1],
      ["object_annotation_category", 1],
      ["sample_tot_vol", 1],
      ["sample_note", 1],
      ["object_id", 1],
    ]); // prettier-ignore
    expect(await checkBundle(path, { databaseLimits: true })).toEqual({ findings: [], objects: 2, images: 2, tsvs: 1 });
  });
});

test("an acquisition of the same name in another sample gets an id of its own, a process need not", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    const summary = await write([row("o1"), row("o2", { sample: { id: "s2" } }), row("o3", { acquisition: { id: "a3" } })], path);
    expect(summary.notes.map(({ column, objectId }) => [column, objectId])).toEqual([["acq_id", "o2"]]);
    expect(summary.tsvs).toHaveLength(3);
    expect((await checkBundle(path, { databaseLimits: true })).findings).toEqual([]);
  });
});

test("an object without an image, a damaged image and an empty export are refused", async () => {
  await inFolder(async (folder) => {
    const refused = async (rows: readonly EcotaxaRow[]): Promise<unknown> =>
      write(rows, join(folder, "b.zip")).catch((error: { details: { rule: string } }) => error.details.rule);
    expect(await refused([row("o1", { imageFiles: [] })])).toBe("C2");
    expect(await refused([row("o1", { imageFiles: [{ name: "a.png", bytes: Buffer.from("II*\0") }] })])).toBe("I1");
    expect(await refused([row("o1", { imageFiles: [{ name: "a.png", bytes: tinyPng(9, 9).subarray(0, 50) }] })])).toBe("I1");
    expect(await refused([])).toBe("E2");
  });
});

const hostile = fc.oneof(fc.constantFrom(...PAYLOADS), fc.string({ unit: "binary", maxLength: 40 }), fc.double().map(String));
const value = fc.oneof(hostile, fc.double(), fc.integer());
const parent = fc
  .record({ id: hostile, fields: fc.dictionary(hostile, value, { maxKeys: 4 }) })
  .map(({ id, fields }) => ({ ...fields, id }));
const anyRow: fc.Arbitrary<EcotaxaRow> = fc.record({
  objectId: hostile,
  imageFiles: fc.array(
    hostile.map((name) => ({ name, bytes: tinyPng() })),
    { minLength: 1, maxLength: 3 },
  ),
  object: fc.record(
    {
      lat: fc.double(),
      lon: fc.double(),
      date: hostile,
      time: hostile,
      depthMin: fc.double(),
      depthMax: fc.double(),
      link: hostile,
      complement: hostile,
      annotation: fc.record({
        category: hostile,
        status: fc.oneof(hostile, fc.constantFrom("validated", "Predicted")),
        categoryId: fc.double(),
        personName: hostile,
        personEmail: hostile,
        date: hostile,
        time: hostile,
      }),
    }, // prettier-ignore
    { requiredKeys: [] },
  ) as fc.Arbitrary<EcotaxaRow["object"]>,
  sample: parent,
  acquisition: parent,
  process: parent,
  measures: fc.array(
    fc.tuple(
      fc.oneof(
        hostile,
        hostile.map((name) => `shape.${name}`),
      ),
      fc.oneof(fc.double(), hostile),
    ),
    { maxLength: 6 },
  ),
});

test("whatever the rows hold, the bundle is clean with the limits of the database", { timeout: 120_000 }, async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    await fc.assert(
      fc.asyncProperty(fc.array(anyRow, { minLength: 1, maxLength: 4 }), async (rows) => {
        const summary = await write(rows, path);
        const report = await checkBundle(path, { databaseLimits: true });
        expect(report.findings).toEqual([]);
        expect(report.objects).toBe(rows.length);
        expect(report.images).toBe(summary.images);
      }),
      { numRuns: 400 },
    );
  });
});

test("every payload in every place of a row at once", async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    const rows = PAYLOADS.map((text): EcotaxaRow => {
      const any = { id: text, [text]: text, filename: text, comment: text };
      const annotation = { category: text, status: "validated", personName: text, personEmail: text };
      return {
        objectId: text,
        imageFiles: [{ name: text, bytes: tinyPng() }],
        object: { link: text, complement: text, annotation },
        sample: any,
        acquisition: any,
        process: any,
        measures: [[`shape.${text}`, text]],
      };
    });
    await write(rows, path);
    const report = await checkBundle(path, { databaseLimits: true });
    expect({ ...report, tsvs: 0 }).toEqual({ findings: [], objects: PAYLOADS.length, images: PAYLOADS.length, tsvs: 0 });
  });
});
