import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { checkBundle, openArchive } from "@argosy/export";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ecotaxaTable } from "../scenarios/ecotaxa-table.ts";
import { darkGraph } from "../scenarios/graphs.ts";
import { ringedFrame } from "../scenarios/ringed-frame.ts";
import { Scenario } from "../scenarios/scenario.ts";
import { HOSTILE, inFileName } from "../support/hostile-strings.ts";

const FILES = HOSTILE.filter(inFileName);
/** No table holds NUL characters. */
const CELLS = HOSTILE.filter((text) => !text.includes("\u0000"));
const cellOf = (row: number, column: number) => CELLS[(row + column) % CELLS.length]!;
/** As EcoTaxa can store it: one line of at most 250 characters. */
const stored = (text: string) => [...text.replaceAll(/\p{Cc}+/gu, " ").trim()].slice(0, 250).join("");
const SAFE = /^[A-Za-z0-9._/-]+$/;
/** What a spreadsheet would run stands behind an apostrophe. */
const inCsv = (text: string) => (/^[=+\-@\t|]/.test(text) ? `'${text}` : text);

interface ShownFile {
  readonly path: string;
  readonly state: string;
  readonly problem?: { readonly reason: string };
}
interface ShownObject {
  readonly id: string;
  readonly name: string;
  readonly class: string;
}

let home: Scenario;
let collection: string;
let run: string;
let classes: string[];

beforeAll(async () => {
  home = await Scenario.open();
  const folder = join(home.folder, "hostile");
  await mkdir(folder);
  for (const [shade, text] of FILES.entries()) await writeFile(join(folder, `${text}.png`), ringedFrame(shade % 20));
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const lines = FILES.map((text, row) => [`${text}.png`, `station ${row}`, ...CELLS.map((_, column) => cellOf(row, column))].map(quoted));
  const metadataTable = [["file", "station", ...CELLS].map(quoted), ...lines].map((line) => line.join(",")).join("\n");
  const job = await home.ended((await home.begin({ kind: "import", collection: "hostile", paths: [folder], metadataTable })).id);
  collection = job.results["collection"]!;
});
afterAll(() => home.end());

const filesOf = async (of: string): Promise<readonly ShownFile[]> =>
  (await home.api.get<{ files: ShownFile[] }>(`${home.base}/collections/${of}/files?limit=1000`)).files;

test("as names of files each is there under its name, or refused with a reason", async () => {
  const files = await filesOf(collection);
  expect(files).toHaveLength(FILES.length);
  const ready = files.filter(({ state }) => state === "ready").map(({ path }) => path);
  for (const { path, state, problem } of files) expect([path, state, problem?.reason]).not.toEqual([path, "refused", undefined]);
  expect(ready.length).toBeGreaterThan(FILES.length - 4);
  const names = new Set(FILES.map((text) => `${text.normalize("NFC")}.png`));
  expect(ready.filter((name) => !names.has(name))).toEqual([]);
});

test("as headers and cells of a metadata table each is kept to the letter", async () => {
  const images = await home.images(collection);
  let seen = 0;
  for (const [row, text] of FILES.entries()) {
    const image = images[`${text.normalize("NFC")}.png`];
    if (image === undefined) continue;
    seen += 1;
    for (const [column, header] of CELLS.entries())
      expect([text, header, image.metadata[header]]).toEqual([text, header, cellOf(row, column)]);
  }
  expect(seen).toBe(Object.keys(images).length);
});

test("as names of uploads each becomes a file of that name, or one that is refused with a reason", async () => {
  const uploads: string[] = [];
  for (const [shade, text] of HOSTILE.entries()) {
    const bytes = ringedFrame(shade % 20);
    const headers = {
      "tus-resumable": "1.0.0",
      "upload-length": String(bytes.length),
      "upload-metadata": `filename ${Buffer.from(text).toString("base64")}`,
      "content-type": "application/offset+octet-stream",
    };
    const response = await home.request("POST", `${home.base}/uploads`, { bytes, headers });
    if (response.status === 201) uploads.push(response.headers.get("location")!.split("/").at(-1)!);
    else expect([text, await response.json()]).toEqual([text, expect.objectContaining({ reason: expect.any(String) as string })]);
  }
  expect(uploads.length).toBeGreaterThan(20);
  const job = await home.ended((await home.begin({ kind: "import", collection: "uploaded", uploads })).id);
  const names = new Set(HOSTILE.map((text) => text.normalize("NFC")));
  for (const { path, state, problem } of await filesOf(job.results["collection"]!))
    if (state === "ready") expect(names).toContain(path);
    else expect([path, problem?.reason]).toEqual([path, expect.any(String)]);
});

test("as names of classes each is shown at the objects, learnt and predicted", async () => {
  const { id } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: { ...darkGraph(100), name: HOSTILE[1] } });
  run = (await home.finish({ kind: "run", collection, graph: id, model: "none", title: HOSTILE[0] })).results["run"]!;
  const objects = await objectsOf();
  const added: string[] = [];
  for (const name of HOSTILE) if ((await home.request("POST", `${home.base}/classes`, { body: { name } })).status === 201) added.push(name);
  classes = added.map((name) => name.normalize("NFC"));
  expect(classes.length).toBeGreaterThan(20);
  const classAt = (at: number) => classes[at % classes.length]!;
  await home.api.post(`${home.base}/labels`, { labels: objects.map((object, at) => ({ object: object.id, class: classAt(at) })) });
  expect((await objectsOf()).map((object) => object.class)).toEqual(objects.map((_, at) => classAt(at)));
  for (const name of classes) {
    const query = { filter: `class:eq:${name}` };
    const found = await home.api.get<{ objects: ShownObject[] }>(`${home.base}/runs/${run}/objects`, { query });
    expect([name, new Set(found.objects.map((object) => object.class))]).toEqual([name, new Set([name])]);
  }
  const job = await home.finish({ kind: "training", run, trees: 10, minPerClass: 1 });
  const model = await home.api.get<{ classes: string[] }>(job.links["model"]!);
  expect(model.classes.filter((name) => !classes.includes(name))).toEqual([]);
  expect(model.classes.length).toBeGreaterThan(20);
});

const objectsOf = async (): Promise<ShownObject[]> =>
  (await home.api.get<{ objects: ShownObject[] }>(`${home.base}/runs/${run}/objects?limit=1000`)).objects;

async function exported(format: string, more: object = {}): Promise<Buffer> {
  const { results } = await home.finish({ kind: "export", run, format, ...more });
  const id = results[format === "ecotaxa" ? "bundle" : format]!;
  return Buffer.from(await (await home.get(`${home.base}/bundles/${id}/content`)).arrayBuffer());
}

test("a bundle for EcoTaxa has them in its cells and none of them in its file names", async () => {
  const bytes = await exported("ecotaxa");
  const file = join(home.folder, "hostile.zip");
  await writeFile(file, bytes);
  expect((await checkBundle(file, { databaseLimits: true })).findings.filter(({ severity }) => severity === "error")).toEqual([]);
  const names = await namesIn(bytes);
  expect(names.filter((name) => !SAFE.test(name))).toEqual([]);
  const { header, rows } = await allRows(bytes);
  const column = (name: string) => rows.map((row) => row[header.indexOf(name)]);
  const objects = await objectsOf();
  expect(new Set(column("object_id"))).toEqual(new Set(objects.map(({ name }) => name)));
  expect(new Set(column("object_annotation_category"))).toEqual(new Set(objects.map((object) => stored(object.class))));
  const imageOf = new Map(FILES.map((text, row) => [text.normalize("NFC"), row]));
  const places = column("object_id").map((name) => imageOf.get(name!.slice(0, name!.lastIndexOf("#")))!);
  expect(column("sample_station")).toEqual(places.map((row) => `station ${row}`));
  const written = header.map((_, at) => JSON.stringify(rows.map((row) => row[at])));
  for (const [at, text] of CELLS.entries())
    expect([text, written.includes(JSON.stringify(places.map((row) => stored(cellOf(row, at)))))]).toEqual([text, true]);
});

test("the choice of a class exports the objects of that class alone", async () => {
  const objects = await objectsOf();
  for (const name of [classes[0]!, classes.at(-1)!]) {
    const { rows } = await allRows(await exported("ecotaxa", { classes: [name] }));
    expect([name, rows.length]).toEqual([name, objects.filter((object) => object.class === name).length]);
  }
});

test("a CSV and label images carry them as data, safe for spreadsheets and for whoever unpacks them", async () => {
  const objects = await objectsOf();
  const records: string[][] = parse(await exported("csv"));
  const images = objects.map(({ name }) => inCsv(`${name.slice(0, name.lastIndexOf("#"))}.png`));
  expect(records.slice(1).map((record) => record[0])).toEqual(images);
  expect(records.slice(1).map((record) => record[2])).toEqual(objects.map((object) => inCsv(object.class)));
  const masks = await exported("masks");
  const names = await namesIn(masks);
  expect(names.filter((name) => name.split("/").includes("..") || /^[/\\]|\p{Cc}/u.test(name))).toEqual([]);
  expect(names.filter((name) => name.endsWith("_labels.tif"))).toHaveLength(new Set(images).size);
});

async function namesIn(bytes: Buffer): Promise<readonly string[]> {
  const archive = await openArchive(bytes);
  try {
    return archive.files.map(({ path }) => path);
  } finally {
    archive.close();
  }
}

/** The rows of all tables of a bundle. */
async function allRows(bytes: Buffer): Promise<{ readonly header: readonly string[]; readonly rows: readonly (readonly string[])[] }> {
  const names = (await namesIn(bytes)).filter((name) => name.endsWith(".tsv"));
  const tables = await Promise.all(names.map((name) => ecotaxaTable(bytes, name)));
  const [first] = tables;
  expect(tables.map(({ header }) => header)).toEqual(tables.map(() => first!.header));
  return { header: first!.header, rows: tables.flatMap(({ rows }) => rows) };
}
