import { newId } from "@argosy/core";
import { encodePng } from "@argosy/formats";
import { ingestService } from "@argosy/ingest";
import { pipelineService } from "@argosy/pipeline";
import type { Intake, Parcel } from "@argosy/rpc";
import { IngestServiceDefinition } from "@argosy/rpc";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { tarOf } from "../scenarios/tar.ts";
import type { ServiceHome } from "../support/service-home.ts";
import { startServiceHome } from "../support/service-home.ts";
import { failure } from "./drawn-cruise.ts";

const project = newId();
let home: ServiceHome;
const ingest = () => home.client(IngestServiceDefinition);

beforeAll(async () => {
  home = await startServiceHome(project, [ingestService, pipelineService]);
});
afterAll(() => home.stop());

const picture = (grey: number) => encodePng({ width: 20, height: 10, bits: 8, planes: [new Uint8Array(200).fill(grey)] });
const FILES: Readonly<Record<string, Uint8Array>> = {
  "tow/a_1.png": picture(10),
  "tow/a_2.png": picture(20),
  "tow/deep/b_3.png": picture(30),
  "tow/notes.txt": new TextEncoder().encode("calm sea"),
};

/** Texts that have broken other programs. */
const HOSTILE: readonly string[] = [
  "<img src=x onerror=alert(1)>",
  "<script>alert(1)<∕script>",
  '"><svg onload=alert(1)>',
  "javascript:alert(1)",
  "&lt;b&gt;&amp;",
  "{{constructor.constructor('alert(1)')()}}",
  "\u0024{7*7}",
  "'; drop table file; --",
  '" or 1=1',
  "%00%2e%2e",
  "%s%n%x",
  "=cmd|' C calc'!A0",
  "+1+1",
  "-1",
  "@SUM(A1)",
  "\u202Egnp.exe",
  "\u200Bzero\u200Bwidth",
  "مرحبا",
  "👩‍🔬🐟",
  "e\u0301",
  "Ω≈ç√∫",
  "CON",
  "a;b,c|d",
  "*?:",
  " spaced ",
  "#hash",
  "a@2",
  "nul\u0000byte",
  "tab\tbed",
  "line\nbreak",
  "back\\slash",
  "../../etc/passwd",
  "x".repeat(10_000),
];
/** Control characters, backslashes, ways out of the folder, too long. */
const REFUSED_NAMES = 6;

async function open(collection: string, more: readonly { readonly path: string; readonly size: number }[] = []): Promise<Intake> {
  const { id } = await ingest().createIntake({
    project,
    name: "tow",
    collection,
    names: "{station}_{frame:int}.png",
    defaultPixelSize: 2.5,
  });
  const listed = [...Object.entries(FILES).map(([path, { length }]) => ({ path, size: length })), ...more];
  return ingest().addIntakeFiles({ project, intake: id, files: listed.map((file) => ({ ...file, modified: 1 })), complete: true });
}

const fates = async (intake: string) =>
  Object.fromEntries(
    (await ingest().listIntakeFiles({ project, intake })).files.map(({ path, state, problem }) => [
      path,
      problem === undefined ? state : `${state} ${problem.reason}`,
    ]),
  );

/** Sends a parcel whole, or only its first bytes. */
async function send(intake: string, { parcel, kind, name }: Parcel, bytes: number | undefined): Promise<void> {
  const { files } = await ingest().getParcel({ project, intake, parcel });
  const tar = tarOf(Object.fromEntries(files.map(({ path }) => [path, FILES[path] ?? picture(40)])));
  const upload = await ingest().createUpload({ project, name, kind, size: tar.length, intake, parcel });
  const piece = tar.subarray(0, bytes);
  const key = `${upload.prefix}${newId()}`;
  await home.store.put(key, piece);
  await ingest().appendUpload({ project, upload: upload.id, offset: 0, length: piece.length, key });
}

async function parcels(intake: string): Promise<readonly Parcel[]> {
  return (await ingest().listParcels({ project, intake })).parcels;
}

describe("an intake", () => {
  test("tells of every file what became of it, from the list to the image", async () => {
    const { id, state, fates: counts } = await open("fates");
    expect([state, counts]).toEqual(["sending", { queued: 4 }]);
    const [parcel] = await parcels(id);
    await send(id, parcel!, 700);
    expect(await fates(id)).toMatchObject({ "tow/a_1.png": "sending" });
    expect(await parcels(id)).toMatchObject([{ offset: 700, complete: false }]);
    expect(await failure(ingest().createImport({ project, intake: id }))).toMatchObject({ reason: "INTAKE_UNFINISHED" });
    await send(id, parcel!, undefined);
    expect(await ingest().getIntake({ project, intake: id })).toMatchObject({ fates: { received: 4 } });
    const job = await ingest().createImport({ project, intake: id });
    expect((await home.ended(project, job.id)).state).toBe("done");
    expect(await fates(id)).toEqual({
      "tow/a_1.png": "ready",
      "tow/a_2.png": "ready",
      "tow/deep/b_3.png": "ready",
      "tow/notes.txt": "refused FORMAT_UNKNOWN",
    });
    const again = await ingest().createImport({ project, intake: id });
    expect(again.id).toBe(job.id);
    const images = await ingest().listImages({ project, collection: job.results["collection"]! });
    expect(
      images.images.map(({ name, metadata, pixelWidth, pixelSizeProvenance }) => [name, metadata, pixelWidth, pixelSizeProvenance]),
    ).toEqual([
      ["tow/a_1.png", { station: "a", frame: 1 }, 2.5, "project"],
      ["tow/a_2.png", { station: "a", frame: 2 }, 2.5, "project"],
      ["tow/deep/b_3.png", { station: "b", frame: 3 }, 2.5, "project"],
    ]);
  });

  test("refuses from the list what cannot be taken, in words, and imports the rest", async () => {
    const long = `${"x".repeat(10_000)}.png`;
    const { id } = await open("refusals", [
      { path: long, size: 5 },
      { path: "../up.png", size: 5 },
      { path: "tow/a_1.png", size: 5 },
      { path: "tow/empty.png", size: 0 },
      { path: "tow/<img src=x onerror=alert(1)>.png", size: 0 },
    ]);
    expect(Object.values((await ingest().getIntake({ project, intake: id })).fates)).toEqual(expect.arrayContaining([4, 5]));
    const { files, total } = await ingest().listIntakeFiles({ project, intake: id, state: "refused" });
    expect(files.map(({ path, problem }) => [path.slice(0, 40), problem?.reason])).toEqual([
      ["x".repeat(40), "NAME_INVALID"],
      ["../up.png", "NAME_INVALID"],
      ["tow/a_1.png", "NAME_DUPLICATE"],
      ["tow/empty.png", "IMAGE_EMPTY"],
      ["tow/<img src=x onerror=alert(1)>.png", "IMAGE_EMPTY"],
    ]);
    expect(total).toBe(5);
    for (const parcel of await parcels(id)) await send(id, parcel, undefined);
    const job = await home.ended(project, (await ingest().createImport({ project, intake: id })).id);
    const collection = await ingest().getCollection({ project, collection: job.results["collection"]! });
    expect(collection).toMatchObject({ images: 3, refused: 6 });
  });

  test("goes on without files that changed: the rest of their parcel is packed anew", async () => {
    const { id } = await open("changed");
    await send(id, (await parcels(id))[0]!, 700);
    await ingest().leaveOut({ project, intake: id, files: [1] });
    const [fresh] = await parcels(id);
    expect(fresh).toMatchObject({ parcel: 0, offset: 0, upload: "" });
    expect(await fates(id)).toMatchObject({ "tow/a_1.png": "queued", "tow/a_2.png": "refused FILE_CHANGED" });
    await send(id, fresh!, undefined);
    expect(await ingest().getIntake({ project, intake: id })).toMatchObject({ fates: { received: 3, refused: 1 } });
  });

  test("keeps hostile names as they are, or refuses them with a reason", async () => {
    const { id } = await ingest().createIntake({ project, name: HOSTILE[0]!, collection: HOSTILE[1]! });
    const listed = HOSTILE.map((text) => ({ path: `h/${text}.png`, size: FILES["tow/a_1.png"]!.length, modified: 1 }));
    await ingest().addIntakeFiles({ project, intake: id, files: listed, complete: true });
    for (const parcel of await parcels(id)) await send(id, parcel, undefined);
    const job = await home.ended(project, (await ingest().createImport({ project, intake: id })).id);
    expect(job.state).toBe("done");
    const { images } = await ingest().listImages({ project, collection: job.results["collection"]!, page: { limit: 1_000, cursor: "" } });
    const taken = new Set(images.map(({ name }) => name));
    const { files } = await ingest().listIntakeFiles({ project, intake: id, limit: 1_000 });
    expect(files).toHaveLength(HOSTILE.length);
    for (const { path, state, problem } of files) {
      if (state === "ready") expect(taken).toContain(path);
      else
        expect([path.slice(0, 40), problem?.reason, problem?.detail]).toEqual([
          path.slice(0, 40),
          "NAME_INVALID",
          expect.stringContaining("name"),
        ]);
    }
    expect(taken.size).toBe(HOSTILE.length - REFUSED_NAMES);
  });

  test("may be given up, and is gone with its bytes", async () => {
    const { id } = await open("given up");
    await send(id, (await parcels(id))[0]!, 700);
    await ingest().deleteIntake({ project, intake: id });
    expect((await failure(ingest().getIntake({ project, intake: id }))).code).toBe("not_found");
    const { intakes } = await ingest().listIntakes({ project });
    expect(intakes.map(({ collection }) => collection)).not.toContain("given up");
  });

  test("of nothing that can be taken is no import", async () => {
    const { id } = await ingest().createIntake({ project, name: "empty", collection: "empty" });
    await ingest().addIntakeFiles({ project, intake: id, files: [{ path: "a.png", size: 0, modified: 0 }], complete: true });
    expect(await failure(ingest().createImport({ project, intake: id }))).toMatchObject({ reason: "INTAKE_EMPTY" });
  });

  test("keeps its order and finds files by part of their path", async () => {
    const { id } = await open("found");
    const { files, total } = await ingest().listIntakeFiles({ project, intake: id, text: "A_", offset: 1, limit: 1 });
    expect([files.map(({ path }) => path), total]).toEqual([["tow/a_2.png"], 2]);
  });
});
