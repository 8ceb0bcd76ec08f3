import { describe, expect, test } from "vitest";
import { checkManifest, MemoryStore, manifestOf, sha256Of, writeArray } from "../src/index.ts";

const file = (path: string, ...values: number[]) => ({ path, bytes: Uint8Array.from(values) });

describe("writeArray", () => {
  test("writes every file below the prefix and names each, sorted, with the sha256 of the list", async () => {
    const store = new MemoryStore();
    const manifest = await writeArray(store, "p/segment/t", [file("zarr.json", 1), file("0/c/0", 2, 3)]);
    expect(manifest.entries).toEqual([
      { key: "0/c/0", size: 2, sha256: sha256Of(Uint8Array.of(2, 3)) },
      { key: "zarr.json", size: 1, sha256: sha256Of(Uint8Array.of(1)) },
    ]);
    expect(manifest).toEqual(manifestOf([...manifest.entries].reverse()));
    expect(await store.get("p/segment/t/0/c/0")).toEqual(Uint8Array.of(2, 3));
  });

  test("the sha256 of known bytes is the published one", () => {
    expect(sha256Of(new TextEncoder().encode("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  });

  test("writing the same again gives the same manifest; other bytes are refused and leave what is there", async () => {
    const store = new MemoryStore();
    const first = await writeArray(store, "p", [file("a", 1), file("b", 2)]);
    expect(await writeArray(store, "p", [file("b", 2), file("a", 1)])).toEqual(first);
    await expect(writeArray(store, "p", [file("a", 1), file("b", 3)])).rejects.toMatchObject({
      code: "data_loss",
      reason: "OUTPUT_DIFFERS",
      details: { key: "p/b" },
    });
    expect(await store.get("p/b")).toEqual(Uint8Array.of(2));
  });

  test("after a failure no further file is asked for", async () => {
    const store = new MemoryStore();
    await store.put("p/0", Uint8Array.of(9));
    let asked = 0;
    let closed = false;
    const files = async function* () {
      try {
        for (; asked < 1_000; asked++) yield file(`${asked}`, 0);
      } finally {
        closed = true;
      }
    };
    await expect(writeArray(store, "p", files())).rejects.toMatchObject({ reason: "OUTPUT_DIFFERS" });
    expect(asked).toBeLessThan(100);
    expect(closed).toBe(true);
  });
});

describe("checkManifest", () => {
  test("finds exactly what is missing, cut or changed", async () => {
    const store = new MemoryStore();
    const manifest = await writeArray(store, "p", [file("a", 1), file("b", 2), file("c", 3), file("d", 4)]);
    await store.delete("p/a");
    await store.put("p/b", Uint8Array.of(2, 2));
    await store.put("p/c", Uint8Array.of(4));
    const faults = [];
    for await (const fault of checkManifest(store, "p", manifest)) faults.push(fault);
    expect(faults).toEqual([
      { key: "p/a", fault: "missing" },
      { key: "p/b", fault: "size" },
      { key: "p/c", fault: "sha256" },
    ]);
  });
});
