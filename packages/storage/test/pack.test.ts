import { describe, expect, test } from "vitest";
import { MemoryStore, PackWriter, storedBytes, streamPart } from "../src/index.ts";

describe("PackWriter", () => {
  test("files lie one after another and are read back by their place", async () => {
    const pack = new PackWriter();
    const first = pack.add(Uint8Array.of(1, 2, 3));
    const none = pack.add(new Uint8Array(0));
    const second = pack.add(Uint8Array.of(4, 5));
    expect([first, none, second]).toEqual([
      { offset: 0, length: 3 },
      { offset: 3, length: 0 },
      { offset: 3, length: 2 },
    ]);
    const store = new MemoryStore();
    await store.put("p/pack", pack.finish());
    const bytes = storedBytes(store, { key: "p/pack", ...second });
    expect(await bytes.read(0, 100)).toEqual(Uint8Array.of(4, 5));
    expect(await bytes.read(1, 1)).toEqual(Uint8Array.of(5));
    expect(await bytes.read(2, 1)).toEqual(new Uint8Array(0));
    expect(await bytes.read(9, 1)).toEqual(new Uint8Array(0));
    const pieces = [];
    for await (const piece of streamPart(store, { key: "p/pack", ...first })) pieces.push(...piece);
    expect(pieces).toEqual([1, 2, 3]);
  });

  test("what does not fit is refused and the pack stays as it was", () => {
    const pack = new PackWriter(4);
    pack.add(Uint8Array.of(1, 2, 3));
    expect(pack.fits(1)).toBe(true);
    expect(pack.fits(2)).toBe(false);
    expect(() => pack.add(Uint8Array.of(4, 5))).toThrow(expect.objectContaining({ code: "payload_too_large" }));
    expect(pack.finish()).toEqual(Uint8Array.of(1, 2, 3));
  });

  test("an object that ends before the part does is corrupt, and named", async () => {
    const store = new MemoryStore();
    await store.put("p/pack", Uint8Array.of(1));
    const error = { reason: "OBJECT_CORRUPT", details: { key: "p/pack" } };
    await expect(storedBytes(store, { key: "p/pack", offset: 0, length: 2 }).read(0, 2)).rejects.toMatchObject(error);
    await store.delete("p/pack");
    await expect(storedBytes(store, { key: "p/pack", offset: 0, length: 2 }).read(0, 2)).rejects.toMatchObject(error);
  });
});
