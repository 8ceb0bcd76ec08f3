import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { request as httpRequest } from "node:http";
import { join, resolve } from "node:path";
import { REASONS, type Reason } from "@argosy/core";
import { encodePng } from "@argosy/formats";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createRandom } from "../../cli/src/demo/random.ts";
import { writeMixedFolder } from "../faults/mixed-folder.ts";
import { Scenario, type ShownJob } from "./scenario.ts";
import { tarOf } from "./tar.ts";

const TUS = { "tus-resumable": "1.0.0" };
const BYTES = { ...TUS, "content-type": "application/offset+octet-stream" };
const EXIF = join(resolve(process.env["ARGOSY_SAMPLES"] ?? "../shared/data"), "exif", "ianare", "jpg");
const NO_SAMPLES = !existsSync(EXIF) && process.env["CI"] !== "true";

interface ShownFile {
  readonly path: string;
  readonly state: string;
  readonly sha256: string;
  readonly problem?: {
    readonly code: string;
    readonly reason: Reason;
    readonly title: string;
    readonly detail: string;
    readonly hint: string;
  };
}

let home: Scenario;
beforeAll(async () => {
  home = await Scenario.open();
});
afterAll(() => home.end());

/** A picture of noise, which no compression makes small. */
function noise(width: number, height: number, seed: number): Uint8Array {
  const random = createRandom(seed);
  return encodePng({ width, height, bits: 8, planes: [Uint8Array.from({ length: width * height }, () => random.integer(0, 255))] });
}

async function files(collection: string): Promise<Record<string, ShownFile>> {
  const { files: all } = await home.api.get<{ files: ShownFile[] }>(`${home.base}/collections/${collection}/files`, {
    query: { limit: 1_000 },
  });
  return Object.fromEntries(all.map((file) => [file.path, file]));
}

async function openUpload(name: string, size: number, kind?: string): Promise<string> {
  const fields = { filename: name, ...(kind === undefined ? {} : { kind }) };
  const metadata = Object.entries(fields).map(([key, value]) => `${key} ${Buffer.from(value).toString("base64")}`);
  const headers = { ...TUS, "upload-length": String(size), "upload-metadata": metadata.join(",") };
  const response = await home.request("POST", `${home.base}/uploads`, { headers });
  expect(response.status).toBe(201);
  return response.headers.get("location")!;
}

async function offsetOf(upload: string): Promise<number> {
  return Number((await home.request("HEAD", upload, { headers: TUS })).headers.get("upload-offset"));
}

async function patch(upload: string, offset: number, bytes: Uint8Array): Promise<Response> {
  return home.request("PATCH", upload, { headers: { ...BYTES, "upload-offset": String(offset) }, bytes });
}

/** Announces all bytes, sends the first of them, and hangs up. */
async function hangUp(upload: string, all: Uint8Array, sent: number): Promise<void> {
  const headers = { ...BYTES, "upload-offset": "0", "content-length": all.length, authorization: `Bearer ${home.token}` };
  const outgoing = httpRequest(new URL(upload, home.api.url), { method: "PATCH", headers });
  const closed = new Promise((done) => outgoing.on("error", done).on("close", done));
  outgoing.write(all.subarray(0, sent), () => outgoing.destroy());
  await closed;
}

describe("an upload", () => {
  test("goes on after a lost connection, and after a restart of the server, and is imported as it was", async () => {
    const picture = noise(1_200, 1_000, 1);
    const upload = await openUpload("tow/noise.png", picture.length);
    await hangUp(upload, picture, 400_000);
    let next = await goOn(upload, picture, 100_000);
    expect(next).toBeLessThan(picture.length);
    await home.stop();
    await home.start();
    expect(await offsetOf(upload)).toBe(next);
    next = await goOn(upload, picture, picture.length);
    expect(next).toBe(picture.length);
    const job = await home.finish({ kind: "import", collection: "resumed", uploads: [upload.slice(-26)] });
    const collection = job.results["collection"]!;
    expect((await files(collection))["tow/noise.png"]).toMatchObject({
      state: "ready",
      sha256: createHash("sha256").update(picture).digest("hex"),
    });
    const image = (await home.images(collection))["tow/noise.png"]!;
    expect(image).toMatchObject({ width: 1_200, height: 1_000, dtype: "uint8", channels: 1 });
    expect(new Uint8Array(await (await home.get(`/blobs/${image.id}`)).arrayBuffer())).toEqual(new Uint8Array(picture));
  });

  /** As a client does that was cut off: asks where it stands, sends from there, asks again while the old request is still ending. */
  async function goOn(upload: string, all: Uint8Array, bytes: number): Promise<number> {
    for (let attempt = 0; attempt < 50; attempt++) {
      const offset = await offsetOf(upload);
      const response = await patch(upload, offset, all.subarray(offset, offset + bytes));
      if (response.status === 204) return Number(response.headers.get("upload-offset"));
      expect([409, 423]).toContain(response.status);
    }
    throw new Error("the upload stays busy");
  }

  test("of many small files as one archive is all of them, each with a fate of its own", async () => {
    const pictures = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`tow ${i % 4}/vignette ${i}.png`, noise(24, 18, i)]));
    const tar = tarOf({ ...pictures, "notes.txt": Buffer.from("calm sea") });
    const upload = await openUpload("tow.tar", tar.length, "tar");
    expect((await patch(upload, 0, tar)).status).toBe(204);
    const job = await home.ended((await home.begin({ kind: "import", collection: "small", uploads: [upload.slice(-26)] })).id);
    expect(job).toMatchObject({ state: "done", failed: 0 });
    const collection = job.results["collection"]!;
    expect(Object.keys(await home.images(collection)).sort()).toEqual(Object.keys(pictures).sort());
    const fates = await files(collection);
    expect(fates["notes.txt"]).toMatchObject({ state: "refused", problem: { reason: "FORMAT_UNKNOWN" } });
    expect(Object.values(fates).filter((file) => file.state === "ready")).toHaveLength(40);
  });
});

describe("the metadata of an image", () => {
  test("comes typed out of its name, and from the row of its key in a table", async () => {
    const folder = join(home.folder, "named");
    await mkdir(folder);
    for (const name of ["AZ1_stA_025_007.png", "AZ1_stB_100_008.png"]) await writeFile(join(folder, name), noise(20, 20, 3));
    const metadataTable = "file,latitude,ship,frame\nAZ1_stA_025_007.png,-41.5,Polarstern,70\n";
    const collection = await home.import("named", [folder], { names: "{cruise}_{station}_{depth:int}_{frame:int}.png", metadataTable });
    const images = await home.images(collection);
    expect(images["AZ1_stA_025_007.png"]!.metadata).toEqual({
      cruise: "AZ1",
      station: "stA",
      depth: 25,
      frame: 70,
      latitude: -41.5,
      ship: "Polarstern",
    });
    expect(images["AZ1_stB_100_008.png"]!.metadata).toEqual({ cruise: "AZ1", station: "stB", depth: 100, frame: 8 });
  });

  test("a pattern or table that makes no sense is refused before anything is imported", async () => {
    const body = { kind: "import", project: home.project, paths: [home.folder] };
    expect(await home.problem("POST", "/api/jobs", { body: { ...body, names: "{a:int" } })).toMatchObject({
      status: 400,
      reason: "NAMES_PATTERN_INVALID",
    });
    expect(await home.problem("POST", "/api/jobs", { body: { ...body, metadataTable: "file,a\nx.png,1,2,3\n" } })).toMatchObject({
      status: 400,
      reason: "METADATA_TABLE_INVALID",
    });
  });

  test.skipIf(NO_SAMPLES)("comes out of EXIF, and its orientation is applied (samples absent: skipped)", { timeout: 60_000 }, async () => {
    const names = ["gps/DSCN0010.jpg", "orientation/landscape_1.jpg", "orientation/landscape_6.jpg", "orientation/portrait_8.jpg"];
    const folder = join(home.folder, "exif");
    await mkdir(folder);
    for (const name of names) await writeFile(join(folder, name.replace("/", "-")), await readFile(join(EXIF, name)));
    const images = await home.images(await home.import("exif", [folder]));
    const gps = images["gps-DSCN0010.jpg"]!;
    expect(gps.metadata).toMatchObject({
      exif_make: "NIKON",
      exif_model: "COOLPIX P6000",
      exif_date_time: "2008-10-22T16:28:39",
      exif_iso: 64,
    });
    expect(gps.metadata["latitude"]).toBeCloseTo(43.467448, 5);
    expect(gps.metadata["longitude"]).toBeCloseTo(11.885127, 5);
    const [upright, turned, portrait] = names.slice(1).map((name) => images[name.replace("/", "-")]!);
    expect([turned!.width, turned!.height]).toEqual([upright!.width, upright!.height]);
    expect(upright!.width).toBeGreaterThan(upright!.height);
    expect(portrait!.width).toBeLessThan(portrait!.height);
    const [a, b] = await Promise.all([upright!, turned!].map(async ({ id }) => pixels(`/blobs/${id}/tiles/0/0/0?format=png`)));
    const difference = a!.reduce((sum, value, i) => sum + Math.abs(value - b![i]!), 0) / a!.length;
    expect(difference).toBeLessThan(6);
  });

  async function pixels(path: string): Promise<Uint8Array> {
    return sharp(await (await home.get(path)).arrayBuffer())
      .removeAlpha()
      .raw()
      .toBuffer();
  }
});

test("the same folder again is the same collection: what is new or changed is imported, the rest is left alone", async () => {
  const folder = join(home.folder, "tow 7");
  await mkdir(folder);
  for (let i = 0; i < 4; i++) await writeFile(join(folder, `${i}.png`), noise(30, 20, i));
  await writeFile(join(folder, "late.png"), noise(30, 20, 9).subarray(0, 300));
  const first = await importAgain(folder);
  const before = await home.images(first.results["collection"]!);
  expect(Object.keys(before)).toHaveLength(4);
  const nothing = await importAgain(folder);
  expect(nothing.results["collection"]).toBe(first.results["collection"]);
  expect(await home.images(first.results["collection"]!)).toEqual(before);
  await writeFile(join(folder, "2.png"), noise(31, 20, 20));
  await writeFile(join(folder, "4.png"), noise(30, 20, 4));
  await writeFile(join(folder, "late.png"), noise(30, 20, 9));
  const third = await importAgain(folder);
  expect(third.results["collection"]).toBe(first.results["collection"]);
  const after = await home.images(first.results["collection"]!);
  expect(Object.keys(after).sort()).toEqual(["0.png", "1.png", "2.png", "3.png", "4.png", "late.png"]);
  for (const name of ["0.png", "1.png", "3.png"]) expect(after[name]).toEqual(before[name]);
  expect(after["2.png"]).toMatchObject({ id: before["2.png"]!.id, width: 31 });
  const fresh = new Set(["2.png", "4.png", "late.png"].map((name) => after[name]!.array));
  expect([...fresh].filter((array) => Object.values(before).some((image) => image.array === array))).toEqual([]);
});

async function importAgain(folder: string): Promise<ShownJob> {
  const job = await home.ended((await home.begin({ kind: "import", paths: [folder] })).id);
  expect(job).toMatchObject({ state: "done", failed: 0 });
  return job;
}

test("a bad file fails alone, with its reason and a sentence of its own", { timeout: 60_000 }, async () => {
  await writeMixedFolder(join(home.folder, "mixed"), 1);
  const { results } = await importAgain(join(home.folder, "mixed", "frames"));
  const all = Object.values(await files(results["collection"]!));
  const refused = Object.fromEntries(all.filter((file) => file.state === "refused").map(({ path, problem }) => [path, problem!]));
  expect(Object.fromEntries(Object.entries(refused).map(([path, { reason }]) => [path, reason]))).toEqual({
    "cut.tif": "IMAGE_TRUNCATED",
    "empty.tif": "IMAGE_EMPTY",
    "huge.png": "IMAGE_TRUNCATED",
    "letter.png": "FORMAT_UNKNOWN",
    "loop.tif": "TIFF_IFD_LOOP",
  });
  for (const { code, reason, detail, title, hint } of Object.values(refused)) {
    expect(code).toBe("unprocessable");
    expect({ title, hint }).toEqual({ title: REASONS[reason].sentence, hint: REASONS[reason].hint });
    expect(detail).toMatch(/ /);
    expect(detail).not.toContain(home.folder);
  }
  expect(all.filter((file) => file.state === "ready")).toHaveLength(9);
  const shown = await home.api.get<{ images: number; refused: number }>(`${home.base}/collections/${results["collection"]}`);
  expect(shown).toMatchObject({ images: 11, refused: 5 });
});
