import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { inflateSync } from "node:zlib";
import { encodePng } from "@argosy/formats";
import { expect, test } from "vitest";
import { NODE_PICTURES, nodePictures } from "../run/node-pictures.ts";

const SMALL_BYTES = 12_000;

/** Size, colours and rows of a PNG: what it shows, whoever compressed it. */
function contentOf(png: Uint8Array) {
  const view = Buffer.from(png);
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = 8; at < view.length; at += 12 + view.readUInt32BE(at))
    chunks.push({ type: view.toString("latin1", at + 4, at + 8), data: view.subarray(at + 8, at + 8 + view.readUInt32BE(at)) });
  const of = (type: string) => Buffer.concat(chunks.filter((one) => one.type === type).map(({ data }) => data));
  return { head: of("IHDR").toString("hex"), rows: inflateSync(of("IDAT")).toString("base64") };
}

test("the pictures of docs/pictures/steps show what the steps do; otherwise run npm run gen:docs", { timeout: 120_000 }, async () => {
  const pictures = await nodePictures();
  expect((await readdir(NODE_PICTURES)).sort()).toEqual([...pictures.keys()].map((name) => `${name}.png`).sort());
  for (const [name, picture] of pictures) {
    const stored = await readFile(join(NODE_PICTURES, `${name}.png`));
    expect(contentOf(stored), name).toEqual(contentOf(encodePng(picture)));
    expect(stored.length, name).toBeLessThan(SMALL_BYTES);
  }
});
