import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadServices } from "../../../test/security/services.ts";
import { greyPng, sizeOf } from "../../../test/support/pictures.ts";
import type { TestSystem } from "../../../test/support/start-services.ts";
import { startTestSystem } from "../../../test/support/start-services.ts";
import type { ApiDocument } from "./document.ts";
import { expectAsDocumented } from "./document.ts";

const inside = (x: number, y: number, at: number, side: number) => x >= at && x < at + side && y >= 30 && y < 30 + side;
/** A bright frame with a dark square of 40 x 40 and one of 20 x 20. */
const frame = greyPng(200, 160, (x, y) => (inside(x, y, 30, 40) || inside(x, y, 120, 20) ? 40 : 220));
const CSV = { "content-type": "text/csv" };

interface Job {
  readonly id: string;
  readonly state: string;
  readonly results: Record<string, string>;
  readonly links: Record<string, string>;
  readonly failedItems: readonly unknown[];
}
interface Found {
  readonly id: string;
  readonly area: number;
  readonly box: { readonly width: number; readonly height: number };
}

let system: TestSystem;
let authorization: string;
let base: string;
let project: string;
let run: Job;
let objects: Found[];

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices() });
  authorization = `Bearer ${await system.gateway.localToken()}`;
  project = (await get("/api/projects")).json().projects[0].id;
  base = `/api/projects/${project}`;
  const upload = await send("POST", `${base}/uploads`, frame, {
    "tus-resumable": "1.0.0",
    "upload-length": String(frame.length),
    "upload-metadata": `filename ${btoa("frame.png")}`,
    "content-type": "application/offset+octet-stream",
  });
  const imported = await finish({ kind: "import", project, collection: "tow", uploads: [String(upload.headers.location).slice(-26)] });
  run = await finish({ kind: "run", project, collection: imported.results["collection"], graph: "plankton" });
  objects = (await get(`${base}/runs/${run.results["run"]}/objects?sort=area&descending=true`)).json().objects;
});
afterAll(() => system.stop());

const get = (url: string, headers: Record<string, string> = {}) => system.app.inject({ url, headers: { authorization, ...headers } });
const send = (method: "POST" | "PUT" | "DELETE", url: string, payload?: object | string, headers: Record<string, string> = {}) =>
  system.app.inject({ method, url, headers: { authorization, ...headers }, ...(payload === undefined ? {} : { payload }) });

/** Starts a job and listens until it has ended. */
async function finish(request: object): Promise<Job> {
  const stream = (await system.app.inject({ url: "/api/events", headers: { authorization }, payloadAsStream: true })).stream();
  const chunks = stream[Symbol.asyncIterator]();
  await chunks.next();
  const created = await send("POST", "/api/jobs", request);
  expect([created.statusCode, created.body]).toEqual([202, created.body]);
  for (;;) {
    const job = (await get(`/api/jobs/${created.json().id}`)).json() as Job;
    if (["done", "failed"].includes(job.state)) {
      stream.destroy();
      expect([job.state, job.failedItems]).toEqual(["done", []]);
      return job;
    }
    await chunks.next();
  }
}

test("the run found both squares", () => {
  expect(objects.map(({ area }) => area)).toEqual([1_600, 400]);
});

describe("objects", () => {
  test("are sorted, filtered, shown by columns and page by page", async () => {
    const list = `${base}/runs/${run.results["run"]}/objects`;
    expect((await get(`${list}?filter=area:lt:1000`)).json()).toMatchObject({ total: 1, objects: [{ area: 400 }] });
    expect((await get(`${list}?filter=class:eq:`)).json().total).toBe(2);
    expect((await get(`${list}?filter=class:ne:`)).json().total).toBe(0);
    const [first] = (await get(`${list}?columns=shape.area&sort=shape.area&limit=1`)).json().objects;
    expect(first.measures).toEqual({ "shape.area": 400 });
    const page = (await get(`${list}?limit=1`)).json();
    const next = (await get(`${list}?limit=1&cursor=${encodeURIComponent(page.nextCursor)}`)).json();
    expect([page, next].map(({ objects: [object] }) => object.id).sort()).toEqual(objects.map(({ id }) => id).sort());
    for (const bad of ["sort=owner_id", "filter=password:eq:x", "columns=nope.nope"])
      expect([bad, (await get(`${list}?${bad}`)).statusCode]).toEqual([bad, 400]);
  });

  test("show their facets and every step from the file on", async () => {
    const { id } = objects[0]!;
    const { object, facets } = (await get(`/api/objects/${id}`)).json();
    expect(object).toMatchObject({ id, area: 1_600, name: "frame#1" });
    expect(facets.map(({ kind }: { kind: string }) => kind)).toEqual(expect.arrayContaining(["labels", "table"]));
    const { steps } = (await get(`/api/objects/${id}/lineage`)).json();
    expect(steps[0]).toMatchObject({ kind: "file", sha256: expect.stringMatching(/^[0-9a-f]{64}$/) });
  });
});

describe("pictures of objects", () => {
  test("a mask is a 1-bit palette PNG as large as the box", async () => {
    const { id, box } = objects[0]!;
    const { rawPayload, headers } = await get(`/masks/${id}.png?color=00ff0080`);
    expect(headers["content-type"]).toBe("image/png");
    expect([sizeOf(rawPayload), rawPayload[24], rawPayload[25]]).toEqual([[box.width, box.height], 1, 3]);
    for (const color of ["red", "url(javascript)", "ff00", "f".repeat(10_000)]) {
      const refused = await get(`/masks/${id}.png?color=${encodeURIComponent(color)}`);
      expect([refused.statusCode, refused.json().reason]).toEqual([400, "COLOR_INVALID"]);
    }
  });

  test("a crop is a PNG", async () => {
    const { rawPayload, headers } = await get(`/objects/${objects[0]!.id}/crop?size=32`);
    expect([headers["content-type"], Math.max(...sizeOf(rawPayload))]).toEqual(["image/png", 32]);
  });

  test("labels lie over the image as tiles", async () => {
    const { images } = (
      await get(`${run.links["run"]!.replace(/runs.*/, "")}collections/${(await get(run.links["run"]!)).json().collection}/images`)
    ).json();
    const at = `/blobs/${images[0].id}`;
    const labels = `run=${run.results["run"]}`;
    for (const address of [`${at}/tiles/0/0/0?${labels}&by=object`, `${at}_files/8/0_0.jpeg?${labels}&by=class`]) {
      const { headers, statusCode } = await get(address);
      expect([statusCode, headers["content-type"], headers["cache-control"]]).toEqual([200, "image/png", "private, no-cache"]);
    }
    const [filled, outlined] = await Promise.all(
      ["fill", "outline"].map((style) => get(`${at}_files/8/0_0.png?${labels}&by=object&style=${style}`)),
    );
    expect([filled!.statusCode, outlined!.statusCode]).toEqual([200, 200]);
    expect(Buffer.compare(filled!.rawPayload, outlined!.rawPayload)).not.toBe(0);
    expect((await get(`${at}_files/8/0_0.png?${labels}&style=dots`)).statusCode).toBe(400);
    expect((await get(`${at}.dzi?${labels}`)).body).toContain('Format="png"');
    expect((await get(`${at}/tiles/0/0/0?run=${"0".repeat(26)}`)).statusCode).toBe(404);
  });
});

describe("files of a run", () => {
  test("the table, what its columns mean, and the form that can be compared", async () => {
    const at = `${base}/runs/${run.results["run"]}`;
    const table = await get(`${at}/objects.csv`);
    expect(table.headers["content-type"]).toContain("text/csv");
    expect(table.body.split("\n")[0]).toMatch(/^image,label,class,status,/);
    expect((await get(`${at}/objects.csv-metadata.json`)).json()).toHaveProperty("tableSchema");
    expect((await get(`${at}/canonical`)).body).not.toBe("");
    expect((await get(`${base}/runs/${"0".repeat(26)}/objects.csv`)).statusCode).toBe(404);
  });

  test("the bundle comes whole and in parts", async () => {
    const address = run.links["bundle"]!;
    const whole = await get(address);
    expect([whole.statusCode, whole.headers["content-type"], whole.rawPayload.subarray(0, 2).toString()]).toEqual([
      200,
      "application/zip",
      "PK",
    ]);
    const end = await get(address, { range: "bytes=-22" });
    expect([end.statusCode, end.rawPayload.equals(whole.rawPayload.subarray(-22))]).toEqual([206, true]);
    const { bundles } = (await get(`${base}/bundles?run=${run.results["run"]}`)).json() as { bundles: { id: string }[] };
    const listed = bundles.find(({ id }) => id === run.results["bundle"]);
    expect(listed).toMatchObject({ kind: "ecotaxa", findings: [], size: whole.rawPayload.length });
    expect(listed).not.toHaveProperty("parts");
  });
});

describe("labels", () => {
  test("are set, imported as a table in either way, and remembered", async () => {
    const [first, second] = objects;
    const set = await send("POST", `${base}/labels`, { labels: [{ object: first!.id, class: "square" }], createClasses: true });
    expect(set.json()).toMatchObject({ changed: 1, refused: [] });
    const table = `object,class,status\n${second!.id},dot,dubious\n`;
    const query = `run=${run.results["run"]}&createClasses=true`;
    expect((await send("POST", `${base}/labels/import?${query}`, table, CSV)).json()).toMatchObject({ changed: 1 });
    const again = await send("POST", `${base}/labels/import`, { table, run: run.results["run"], createClasses: true });
    expect(again.json()).toMatchObject({ changed: 0, unchanged: 1 });
    expect((await get(`/api/objects/${first!.id}/labels`)).json().events).toEqual([
      expect.objectContaining({ class: "square", status: "validated" }),
    ]);
    const { classes } = (await get(`${base}/classes`)).json();
    expect(classes.map(({ name }: { name: string }) => name).sort()).toEqual(["dot", "square"]);
  });
});

test("a bundle is made anew from the labels as they stand", async () => {
  const job = await finish({ kind: "export", project, run: run.results["run"] });
  expect((await get(job.links["bundle"]!)).rawPayload.subarray(0, 2).toString()).toBe("PK");
});

test("what is answered is what the document says", async () => {
  const document = (await get("/api/openapi.json")).json() as ApiDocument;
  const { collection, graph } = (await get(run.links["run"]!)).json();
  const { images } = (await get(`${base}/collections/${collection}/images`)).json();
  const at = `${base}/runs/${run.results["run"]}`;
  const addresses = [
    "/api/me",
    "/api/projects",
    base,
    "/api/jobs",
    `/api/jobs/${run.id}`,
    "/api/jobs/none",
    `${base}/collections`,
    `${base}/collections/${collection}`,
    `${base}/collections/${collection}/files`,
    `${base}/collections/${collection}/images`,
    `${base}/images/${images[0].id}`,
    `${base}/graphs`,
    `${base}/graphs/${graph}`,
    `${base}/runs`,
    at,
    `${at}/feature-sets`,
    `${at}/objects?columns=shape.area`,
    `/api/objects/${objects[0]!.id}`,
    `/api/objects/${objects[0]!.id}/lineage`,
    `/api/objects/${objects[0]!.id}/labels`,
    `${base}/classes`,
    `${base}/models`,
    `${base}/bundles`,
    "/api/nodes",
    "/api/templates",
    "/api/users",
    "/api/tokens",
  ];
  for (const address of addresses) {
    const { statusCode, body } = await get(address);
    expectAsDocumented(document, address, statusCode, JSON.parse(body));
  }
});
