import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import type { LocalFile } from "../src/upload/dropped-files.ts";
import { folderOf } from "../src/upload/dropped-files.ts";
import { tarBlob } from "../src/upload/tar-blob.ts";

const file = (path: string, content: BlobPart): LocalFile => ({ path, file: new File([content], path.split("/").at(-1)!) });
/** A file that only says how large it is. */
const sized = (path: string, size: number): LocalFile => ({
  path,
  file: Object.defineProperty(new File([], path), "size", { value: size }),
});

describe("files that are brought", () => {
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
