import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { darkGraph } from "./graphs.ts";
import { RINGED, ringedFrame } from "./ringed-frame.ts";
import { Scenario, type ShownImage, type ShownJob } from "./scenario.ts";

const { width, height, bar } = RINGED;

interface ShownObject {
  readonly id: string;
  readonly area: number;
  readonly box: { readonly width: number; readonly height: number };
}

let home: Scenario;
let image: ShownImage;
let run: ShownJob;
let objects: ShownObject[];
const original = ringedFrame();
const PAGE = "<!doctype html><title>Argosy</title>";

beforeAll(async () => {
  home = await Scenario.open({ "index.html": PAGE, "assets/page.js": "" });
  const folder = join(home.folder, "rings");
  await mkdir(folder);
  await writeFile(join(folder, "ring.png"), original);
  const collection = await home.import("rings", [folder]);
  image = (await home.images(collection))["ring.png"]!;
  const { id } = await home.api.post<{ id: string }>(`${home.base}/graphs`, { definition: darkGraph(100) });
  run = await home.finish({ kind: "run", collection, graph: id });
  objects = await objectsOf(run);
});
afterAll(() => home.end());

async function objectsOf(job: ShownJob): Promise<ShownObject[]> {
  const query = { sort: "area", descending: "true" };
  return (await home.api.get<{ objects: ShownObject[] }>(`${home.base}/runs/${job.results["run"]}/objects`, { query })).objects;
}

async function decoded(path: string) {
  const response = await home.get(path);
  expect([response.status, path]).toEqual([200, path]);
  const bytes = Buffer.from(await response.arrayBuffer());
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [...data.subarray((y * info.width + x) * info.channels, (y * info.width + x + 1) * info.channels)];
  return { bytes, type: response.headers.get("content-type"), width: info.width, height: info.height, channels: info.channels, at };
}

describe("/blobs/{id}", () => {
  test("is the raw original, as an attachment under its name", async () => {
    const response = await home.get(`/blobs/${image.id}`);
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toBe("image/png");
    expect(response.headers.get("content-disposition")).toMatch(/^attachment;.*ring\.png/);
    expect(response.headers.get("x-content-type-options")).toBe("nosniff");
    expect(response.headers.get("accept-ranges")).toBe("bytes");
    expect(Buffer.from(await response.arrayBuffer()).equals(original)).toBe(true);
  });

  test.each([
    ["bytes=0-7", 0, 8],
    ["bytes=-10", -10, undefined],
    ["bytes=100-", 100, undefined],
  ])("answers %s with that part", async (range, start, end) => {
    const response = await home.get(`/blobs/${image.id}`, { range });
    expect(response.status).toBe(206);
    const part = Buffer.from(original).subarray(start, end);
    expect(Buffer.from(await response.arrayBuffer()).equals(part)).toBe(true);
    const first = start < 0 ? original.length + start : start;
    expect(response.headers.get("content-range")).toBe(`bytes ${first}-${first + part.length - 1}/${original.length}`);
  });

  test("answers a range beyond its end with 416", async () => {
    expect((await home.get(`/blobs/${image.id}`, { range: "bytes=9999999-" })).status).toBe(416);
  });

  test("is 410 ORIGINAL_NOT_KEPT where originals were dropped, and the image is there all the same", async () => {
    const folder = join(home.folder, "dropped");
    await mkdir(folder);
    await writeFile(join(folder, "gone.png"), ringedFrame(4));
    const collection = await home.import("dropped", [folder], { dropOriginals: true });
    const { id } = (await home.images(collection))["gone.png"]!;
    expect(await home.problem("GET", `/blobs/${id}`)).toMatchObject({ status: 410, code: "gone", reason: "ORIGINAL_NOT_KEPT" });
    expect((await decoded(`/blobs/${id}/tiles/0/0/0?format=png&edge=crop`)).width).toBe(150);
  });

  test.each(["0".repeat(26), "../x", "%2e%2e%2fx", "%00", "x".repeat(200)])("of %s is 404", async (id) => {
    expect((await home.get(`/blobs/${id}`)).status).toBe(404);
  });
});

describe("tiles z/x/y", () => {
  test("z = 0 is the whole image in one tile, the last z has full resolution", async () => {
    const whole = await decoded(`/blobs/${image.id}/tiles/0/0/0?format=png`);
    expect([whole.width, whole.height]).toEqual([256, 256]);
    const right = await decoded(`/blobs/${image.id}/tiles/1/1/0?format=png&edge=crop`);
    expect([right.width, right.height]).toEqual([width - 256, height]);
    expect((await decoded(`/blobs/${image.id}/tiles/1/0/0?format=png`)).at(bar.x + 5, bar.y + 5)[0]).toBe(40);
  });

  test("come larger, and with twice the pixels", async () => {
    expect((await decoded(`/blobs/${image.id}/tiles/0/0/0?size=512`)).width).toBe(512);
    expect((await decoded(`/blobs/${image.id}/tiles/0/0/0@2x`)).width).toBe(512);
  });

  test("show the grey values from low to high, where high is greater", async () => {
    const at = async (query: string, [x, y]: readonly [number, number]) =>
      (await decoded(`/blobs/${image.id}/tiles/1/0/0?format=png${query}`)).at(x, y)[0];
    const dark = [bar.x + 5, bar.y + 5] as const;
    expect(await at("&low=40&high=295", [0, 0])).toBe(170);
    expect(await at("&low=40&high=295", dark)).toBe(0);
    expect(await at("&low=0&high=80", dark)).toBe(128);
    expect(await at("&low=0&high=80", [0, 0])).toBe(255);
    expect(await at("&low=80&high=80", dark)).toBe(40);
  });

  test.each(["-1/0/0", "0/-1/0", "0/0/1.5", "x/0/0", "0/0/0@3x", "1e2/0/0", "%20/0/0"])("%s is malformed: 400", async (address) => {
    expect(await home.problem("GET", `/blobs/${image.id}/tiles/${address}`)).toMatchObject({ status: 400, reason: "ADDRESS_INVALID" });
  });

  test.each(["2/0/0", "2147483648/0/0", "0/1/0", "1/2/0", "1/0/1", "99999999999999999999/0/0"])("%s lies outside: 404", async (address) => {
    expect(await home.problem("GET", `/blobs/${image.id}/tiles/${address}`)).toMatchObject({ status: 404, reason: "TILE_OUT_OF_RANGE" });
  });
});

describe("Deep Zoom of 300 x 250", () => {
  test("has the descriptor of the format", async () => {
    const response = await home.get(`/blobs/${image.id}.dzi`);
    expect(response.headers.get("content-type")).toMatch(/^application\/xml/);
    expect(await response.text()).toContain(
      '<Image xmlns="http://schemas.microsoft.com/deepzoom/2008" Format="jpeg" Overlap="1" TileSize="254"><Size Width="300" Height="250"/></Image>',
    );
  });

  // The values of the golden test of openslide-python, tests/test_deepzoom.py.
  const LEVELS = [
    [1, 1],
    [2, 1],
    [3, 2],
    [5, 4],
    [10, 8],
    [19, 16],
    [38, 32],
    [75, 63],
    [150, 125],
  ] as const;

  test("has 10 levels and 11 tiles of the golden sizes", async () => {
    for (const [level, size] of LEVELS.entries()) {
      const tile = await decoded(`/blobs/${image.id}_files/${level}/0_0.png`);
      expect([level, tile.width, tile.height]).toEqual([level, ...size]);
      for (const beyond of ["1_0", "0_1"]) expect((await home.get(`/blobs/${image.id}_files/${level}/${beyond}.png`)).status).toBe(404);
    }
    const [left, right] = await Promise.all(["0_0", "1_0"].map((tile) => decoded(`/blobs/${image.id}_files/9/${tile}.png`)));
    expect([left!.width, left!.height, right!.width, right!.height]).toEqual([255, 250, 47, 250]);
    for (const beyond of ["9/2_0", "9/0_1", "10/0_0"]) expect((await home.get(`/blobs/${image.id}_files/${beyond}.png`)).status).toBe(404);
  });

  test("tile 9/1_0 begins at column 253, and gettile gives the same", async () => {
    const full = await sharp(original).greyscale().raw().toBuffer();
    const tile = await decoded(`/blobs/${image.id}/gettile/9/1/0?format=png`);
    for (const [x, y] of [
      [0, 0],
      [1, 100],
      [46, 249],
    ] as const)
      expect(tile.at(x, y)[0]).toBe(full[y * width + 253 + x]);
    expect(tile.bytes.equals((await decoded(`/blobs/${image.id}_files/9/1_0.png`)).bytes)).toBe(true);
  });

  test.each([
    ["gettile/9/2/0", 404, "TILE_OUT_OF_RANGE"],
    ["gettile/10/0/0", 404, "TILE_OUT_OF_RANGE"],
    ["gettile/-1/0/0", 400, "ADDRESS_INVALID"],
    ["gettile/9/a/0", 400, "ADDRESS_INVALID"],
  ])("%s is %i", async (address, status, reason) => {
    expect(await home.problem("GET", `/blobs/${image.id}/${address}`)).toMatchObject({ status, reason });
  });
});

describe("the mask of an object", () => {
  test("is a 1-bit palette PNG as large as its box, in the colour asked for, transparent around it", async () => {
    const [circle] = objects;
    const mask = await decoded(`/masks/${circle!.id}.png?color=00ff0080`);
    expect(mask.type).toBe("image/png");
    expect([mask.bytes[24], mask.bytes[25]], "bits and colour type of the header").toEqual([1, 3]);
    expect([mask.width, mask.height]).toEqual([circle!.box.width, circle!.box.height]);
    let pixels = 0;
    for (let y = 0; y < mask.height; y++) for (let x = 0; x < mask.width; x++) if (mask.at(x, y)[3]! > 0) pixels++;
    expect(pixels).toBe(circle!.area);
    expect(mask.at(40, 3)).toEqual([0, 255, 0, 128]);
    expect(mask.at(0, 0)[3]).toBe(0);
  });

  test.each(["red", "12345", "1234567", "123456789", "%23ff0000", "url(javascript)", "ff 000"])(
    "the colour %s is refused",
    async (color) => {
      expect(await home.problem("GET", `/masks/${objects[0]!.id}.png?color=${color}`)).toMatchObject({
        status: 400,
        reason: "COLOR_INVALID",
      });
    },
  );
});

test("the picture of a project is of an image with objects, though another came later", async () => {
  const folder = join(home.folder, "later");
  await mkdir(folder);
  await writeFile(
    join(folder, "mask.png"),
    await sharp({ create: { width: 40, height: 30, channels: 3, background: "white" } })
      .png()
      .toBuffer(),
  );
  await home.import("later", [folder]);
  const { overviews } = await home.api.get<{ overviews: readonly object[] }>("/api/projects/overview");
  expect(overviews).toContainEqual(expect.objectContaining({ project: home.project, picture: image.id }));
});

test("/viewer/{id} is the page, whatever parameters a share link has", async () => {
  const response = await home.get(`/viewer/${image.id}?z=2&x=100&y=50&run=${run.results["run"]}`);
  expect([response.status, await response.text()]).toEqual([200, PAGE]);
  expect((await home.get("/viewer/nobody")).status).toBe(404);
});
