import { expect, test } from "vitest";
import * as storage from "../src/index.ts";

test("what the package offers", () => {
  expect(Object.keys(storage).sort()).toMatchInlineSnapshot(`
    [
      "FolderStore",
      "MemoryStore",
      "PackWriter",
      "S3Store",
      "StoredArray",
      "ZSTD_LEVEL",
      "arrayMigration",
      "assembleShard",
      "checkKey",
      "checkManifest",
      "decodeChunk",
      "describeStack",
      "encodeChunk",
      "encodePlane",
      "encodeStack",
      "isKey",
      "isKeySegment",
      "layoutOf",
      "manifestOf",
      "openArray",
      "planStacks",
      "pyramidOf",
      "rangeIn",
      "readPart",
      "readWholeObjects",
      "sha256Of",
      "shardFiles",
      "sizeAtLevel",
      "storedBytes",
      "streamPart",
      "viewFile",
      "writeArray",
    ]
  `);
});
