import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { LocalFile } from "../src/upload/dropped-files.ts";
import { folderOf } from "../src/upload/dropped-files.ts";
import { packParcels } from "../src/upload/parcels.ts";
import { tarBlob } from "../src/upload/tar-blob.ts";

const MEBI = 2 ** 20;
const file = (path: string, content: BlobPart): LocalFile => ({ path, file: new File([content], path.split("/").at(-1)!) });
/** A file that only says how large it is. */
const sized = (path: string, size: number): LocalFile => ({
  path,
  file: Object.defineProperty(new File([], path), "size", { value: size }),
});

describe("parcels", () => {
  test("many small files go as one, a large one alone and last", () => {
    const parcels = packParcels([sized("a/1.tif", 10), sized("a/2.tif", 9 * MEBI), sized("a/3.tif", 8 * MEBI)]);
    expect(parcels.map(({ name, kind, files }) => [name, kind, files])).toEqual([
      ["a.tar", "tar", 2],
      ["a/2.tif", "file", 1],
    ]);
  });

  test("a parcel ends at 64 MiB and at a thousand files", () => {
    const heavy = packParcels(Array.from({ length: 17 }, (_, i) => sized(`${i}.png`, 8 * MEBI)));
    expect(heavy.map(({ name, files }) => [name, files])).toEqual([
      ["files-1.tar", 8],
      ["files-2.tar", 8],
      ["files-3.tar", 1],
    ]);
    expect(packParcels(Array.from({ length: 1_001 }, (_, i) => sized(`${i}.png`, 1))).map(({ files }) => files)).toEqual([1_000, 1]);
    expect(packParcels([])).toEqual([]);
  });

  test("a folder gives its name only when everything lies in it", () => {
    expect(folderOf([sized("cruise/a.png", 1), sized("cruise/b/c.png", 1)])).toBe("cruise");
    expect(folderOf([sized("cruise/a.png", 1), sized("b.png", 1)])).toBe("");
    expect(folderOf([])).toBe("");
  });
});

describe("a tar of files", () => {
  const long = `${"folder-".repeat(20)}/größe.txt`;
  const blob = tarBlob([file("a/one.txt", "eins"), file("empty.txt", ""), file(long, "x".repeat(513))]);

  test("is read by tar, with long names and every size of a file", async () => {
    const bytes = new Uint8Array(await blob.arrayBuffer());
    expect(bytes.length % 512).toBe(0);
    const tar = (...args: string[]) =>
      execFileSync("tar", args, { input: bytes, encoding: "utf8", env: { ...process.env, LC_ALL: "C.UTF-8" } });
    expect(tar("-t", "--quoting-style=literal").trim().split("\n")).toEqual(["a/one.txt", "empty.txt", long]);
    expect(tar("-xO", "a/one.txt")).toBe("eins");
    expect(tar("-xO", "empty.txt")).toBe("");
    expect(tar("-xO", long)).toBe("x".repeat(513));
  });
});
