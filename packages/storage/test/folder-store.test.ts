import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FolderStore } from "../src/index.ts";

describe("FolderStore", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "argosy-store-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("objects are plain files at their key and outlive the store", async () => {
    await (await FolderStore.open(folder)).put("p/a", Uint8Array.of(1));
    expect(await readdir(join(folder, "p"))).toEqual(["a"]);
    expect(await (await FolderStore.open(folder)).get("p/a")).toEqual(Uint8Array.of(1));
  });

  test("unfinished files of writers that are no more are never listed, and swept when they are old enough", async () => {
    const store = await FolderStore.open(folder);
    await writeFile(join(folder, "~unfinished", "left-behind"), "x");
    await writeFile(join(folder, "not a key"), "x");
    for await (const key of store.list("")) expect.unreachable(key);
    expect(await store.sweep(3_600_000)).toBe(0);
    expect(await store.sweep(0)).toBe(1);
    expect(await readdir(join(folder, "~unfinished"))).toEqual([]);
  });

  test("a key that names a folder of other keys cannot be written, and nothing is left behind", async () => {
    const store = await FolderStore.open(folder);
    await store.put("p/a", Uint8Array.of(1));
    await expect(store.put("p", Uint8Array.of(1))).rejects.toThrow();
    await expect(store.put("p/a/b", Uint8Array.of(1))).rejects.toThrow();
    expect(await store.get("p/a")).toEqual(Uint8Array.of(1));
    expect(await readdir(join(folder, "~unfinished"))).toEqual([]);
  });
});
