import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loadServices } from "../../../test/security/services.ts";
import { greyPng, sizeOf } from "../../../test/support/pictures.ts";
import type { TestSystem } from "../../../test/support/start-services.ts";
import { startTestSystem } from "../../../test/support/start-services.ts";

const [WIDTH, HEIGHT] = [300, 250];
const original = greyPng(WIDTH, HEIGHT, (x) => Math.floor((x * 256) / WIDTH));
let system: TestSystem;
let authorization: string;
let project: string;
let image: string;
/** Events of the job as the browser got them. */
const seen: { state: string; id: string }[] = [];

beforeAll(async () => {
  system = await startTestSystem({ services: await loadServices() });
  authorization = `Bearer ${await system.gateway.localToken()}`;
  project = (await get("/api/projects")).json().projects[0].id;
  image = await importImage();
});
afterAll(() => system.stop());

const get = (url: string, headers: Record<string, string> = {}) => system.app.inject({ url, headers: { authorization, ...headers } });

/** Uploads the image, asks for its import, and follows the events until it has ended. */
async function importImage(): Promise<string> {
  const headers = {
    authorization,
    "tus-resumable": "1.0.0",
    "upload-length": String(original.length),
    "upload-metadata": `filename ${Buffer.from("tow 1/größe.png").toString("base64")}`,
    "content-type": "application/offset+octet-stream",
  };
  const upload = await system.app.inject({ method: "POST", url: `/api/projects/${project}/uploads`, headers, payload: original });
  const events = (await system.app.inject({ url: "/api/events", headers: { authorization }, payloadAsStream: true })).stream();
  const chunks = events[Symbol.asyncIterator]();
  await chunks.next();
  const payload = { kind: "import", project, collection: "tows", uploads: [String(upload.headers.location).slice(-26)] };
  const created = await system.app.inject({ method: "POST", url: "/api/jobs", headers: { authorization }, payload });
  expect([created.statusCode, created.headers.location]).toEqual([202, `/api/jobs/${created.json().id}`]);
  while (!["done", "failed"].includes(seen.at(-1)?.state ?? "")) {
    const { value } = await chunks.next();
    for (const line of String(value).split("\n")) if (line.startsWith("data: ")) seen.push(JSON.parse(line.slice(6)));
  }
  events.destroy();
  const job = (await get(`/api/jobs/${created.json().id}`)).json();
  expect(job).toMatchObject({ state: "done", kind: "import", failedItems: [] });
  expect(job.links).toMatchObject({ collection: `/api/projects/${project}/collections/${job.results.collection}` });
  const { images } = (await get(`${job.links.collection}/images`)).json();
  expect(images).toEqual([expect.objectContaining({ width: WIDTH, height: HEIGHT, dtype: "uint8", colour: "grey" })]);
  return images[0].id;
}

test("the events told of the job until its end", () => {
  expect(seen.length).toBeGreaterThan(0);
  expect(seen.at(-1)).toMatchObject({ state: "done" });
});

describe("the original", () => {
  test("comes back as it was, to be saved and not to be shown", async () => {
    const response = await get(`/blobs/${image}`);
    expect(response.statusCode).toBe(200);
    expect(response.rawPayload.equals(original)).toBe(true);
    expect(response.headers).toMatchObject({
      "content-type": "image/png",
      "accept-ranges": "bytes",
      "content-length": String(original.length),
    });
    expect(response.headers["content-disposition"]).toBe(`attachment; filename="gr__e.png"; filename*=UTF-8''gr%C3%B6%C3%9Fe.png`);
  });

  test("comes in parts", async () => {
    const middle = await get(`/blobs/${image}`, { range: "bytes=10-19" });
    expect([middle.statusCode, middle.headers["content-range"]]).toEqual([206, `bytes 10-19/${original.length}`]);
    expect(middle.rawPayload.equals(original.subarray(10, 20))).toBe(true);
    const end = await get(`/blobs/${image}`, { range: "bytes=-5" });
    expect(end.rawPayload.equals(original.subarray(-5))).toBe(true);
    const beyond = await get(`/blobs/${image}`, { range: `bytes=${original.length}-` });
    expect([beyond.statusCode, beyond.headers["content-range"], beyond.json().reason]).toEqual([
      416,
      `bytes */${original.length}`,
      "RANGE_INVALID",
    ]);
  });

  test("is not sent again to who has it, nor to who asks for the head", async () => {
    const { etag } = (await get(`/blobs/${image}`)).headers;
    expect((await get(`/blobs/${image}`, { "if-none-match": String(etag) })).statusCode).toBe(304);
    const head = await system.app.inject({ method: "HEAD", url: `/blobs/${image}`, headers: { authorization } });
    expect([head.statusCode, head.headers["content-length"], head.body]).toEqual([200, String(original.length), ""]);
  });
});

describe("tiles", () => {
  test("the whole image is one tile, padded or cut", async () => {
    expect(sizeOf((await get(`/blobs/${image}/tiles/0/0/0`)).rawPayload)).toEqual([256, 256]);
    expect(sizeOf((await get(`/blobs/${image}/tiles/0/0/0?edge=crop`)).rawPayload)).toEqual([150, 125]);
    expect(sizeOf((await get(`/blobs/${image}/tiles/0/0/0?edge=ff0000&format=png`)).rawPayload)).toEqual([256, 256]);
    expect(sizeOf((await get(`/blobs/${image}/tiles/1/1/0@2x?edge=crop`)).rawPayload)).toEqual([88, 500]);
    expect(sizeOf((await get(`/blobs/${image}/tiles/0/0/0?size=512`)).rawPayload)).toEqual([512, 512]);
  });

  test("Deep Zoom: the descriptor, and tiles of the sizes that it stands for", async () => {
    const descriptor = await get(`/blobs/${image}.dzi`);
    expect(descriptor.headers["content-type"]).toContain("application/xml");
    expect(descriptor.body).toContain('Format="jpeg" Overlap="1" TileSize="254"><Size Width="300" Height="250"/>');
    expect(sizeOf((await get(`/blobs/${image}_files/9/1_0.jpeg`)).rawPayload)).toEqual([47, 250]);
    expect(sizeOf((await get(`/blobs/${image}_files/0/0_0.png`)).rawPayload)).toEqual([1, 1]);
    const same = await get(`/blobs/${image}/gettile/9/1/0`);
    expect(same.rawPayload.equals((await get(`/blobs/${image}_files/9/1_0.jpeg`)).rawPayload)).toBe(true);
  });

  test.each(["tiles/-1/0/0", "tiles/0/1.5/0", "tiles/0/0/x", "tiles/0/0/0@3x", "gettile/9/-1/0", "gettile/a/0/0"])(
    "%s is malformed",
    async (rest) => {
      const response = await get(`/blobs/${image}/${rest}`);
      expect([response.statusCode, response.json().reason]).toEqual([400, "ADDRESS_INVALID"]);
    },
  );

  test.each(["tiles/2147483648/0/0", "tiles/0/1/0", "tiles/9/0/0", "gettile/10/0/0", "gettile/9/2/0"])("%s lies outside", async (rest) => {
    const response = await get(`/blobs/${image}/${rest}`);
    expect([response.statusCode, response.json().reason]).toEqual([404, "TILE_OUT_OF_RANGE"]);
  });

  test("a browser that has a tile is told so", async () => {
    const first = await get(`/blobs/${image}/tiles/1/0/0`);
    expect(first.headers).toMatchObject({ "content-type": "image/jpeg", "cache-control": "private, max-age=86400" });
    expect((await get(`/blobs/${image}/tiles/1/0/0`, { "if-none-match": String(first.headers.etag) })).statusCode).toBe(304);
  });

  test("a thumbnail is as small as asked", async () => {
    expect(sizeOf((await get(`/blobs/${image}/thumbnail?size=30`)).rawPayload)).toEqual([30, 25]);
    expect((await get(`/blobs/${image}/thumbnail?size=9999`)).statusCode).toBe(400);
  });
});

describe("Zarr", () => {
  test("is read by other sites, and what is not there is a plain 404", async () => {
    const metadata = await get(`/zarr/${image}/zarr.json`);
    expect(metadata.json()).toMatchObject({ zarr_format: 3, node_type: "group" });
    expect(metadata.headers).toMatchObject({ "access-control-allow-origin": "*", "cross-origin-resource-policy": "cross-origin" });
    expect(metadata.headers["access-control-expose-headers"]).toContain("content-range");
    for (const path of ["nope", "0/c/9/9/9/9", "../zarr.json", "%2e%2e/zarr.json"])
      expect((await get(`/zarr/${image}/${path}`)).statusCode).toBe(404);
    const preflight = await system.app.inject({ method: "OPTIONS", url: `/zarr/${image}/zarr.json` });
    expect([preflight.statusCode, preflight.headers["access-control-allow-headers"]]).toEqual([204, "authorization, range, if-none-match"]);
  });

  test("answers HEAD, ranges and the last bytes", async () => {
    const whole = await get(`/zarr/${image}/zarr.json`);
    const head = await system.app.inject({ method: "HEAD", url: `/zarr/${image}/zarr.json`, headers: { authorization } });
    expect([head.statusCode, head.headers["content-length"]]).toEqual([200, whole.headers["content-length"]]);
    const last = await get(`/zarr/${image}/zarr.json`, { range: "bytes=-4" });
    expect([last.statusCode, last.body]).toEqual([206, whole.body.slice(-4)]);
  });

  test("a version that never was is not there", async () => {
    const { array } = (await get(`/api/projects/${project}/images/${image}`)).json();
    expect((await get(`/zarr/${array}@1/zarr.json`)).statusCode).toBe(200);
    expect((await get(`/zarr/${array}@2/zarr.json`)).statusCode).toBe(404);
  });
});
