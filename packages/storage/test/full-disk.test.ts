import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { FolderStore } from "../src/index.ts";

const folder = mkdtempSync(join(tmpdir(), "argosy-full-"));
const mounted = mountSmall(folder);

afterAll(() => {
  if (mounted) execFileSync("umount", [folder]);
  rmSync(folder, { recursive: true });
});

// Only root may mount, and only on Linux is there tmpfs.
describe.skipIf(!mounted)("a folder store on a full disk (skipped where a small file system cannot be mounted)", () => {
  test("answers STORAGE_FULL, keeps what it has, and goes on when there is space again", async () => {
    const store = await FolderStore.open(folder);
    const half = new Uint8Array(600_000).fill(1);
    await store.put("p/first", half);
    const full = { code: "resource_exhausted", reason: "STORAGE_FULL" };
    await expect(store.put("p/second", half)).rejects.toMatchObject(full);
    await expect(store.put("p/second", half, { ifAbsent: true })).rejects.toMatchObject(full);
    const stream = async function* () {
      yield half;
    };
    await expect(store.putStream("p/second", half.length, stream())).rejects.toMatchObject(full);
    await expect(store.put("p/first", half)).rejects.toMatchObject(full);
    expect(await readdir(join(folder, "~unfinished"))).toEqual([]);
    expect(await store.get("p/second")).toBeUndefined();
    expect(await store.get("p/first")).toEqual(half);
    await store.delete("p/first");
    expect(await store.put("p/second", half)).toBe(true);
  });
});

function mountSmall(at: string): boolean {
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=1m", "tmpfs", at], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
