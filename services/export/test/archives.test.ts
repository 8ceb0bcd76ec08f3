import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { crc32, deflateRawSync } from "node:zlib";
import fc from "fast-check";
import { expect, test } from "vitest";
import { checkBundle, openArchive } from "../src/index.ts";
import { inFolder, writeZip } from "./bundle-folder.ts";
import { tinyPng } from "./tiny-png.ts";

interface RawEntry {
  readonly name: string;
  readonly data: Buffer;
  /** Unpacked size that is stated; default the true one. */
  readonly size?: number;
  readonly mode?: number;
  /** Point at the first entry's data instead of own. */
  readonly overlap?: boolean;
}

/** A ZIP archive whose fields say what the test wants. */
function rawZip(entries: readonly RawEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const entry of entries) {
    const packed = deflateRawSync(entry.data);
    const name = Buffer.from(entry.name, "utf8");
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800, 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(entry.data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(entry.size ?? entry.data.length, 18);
    common.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6);
    tail.writeUInt32LE(entry.overlap === true ? 0 : offset, 10);
    central.push(Buffer.concat([Buffer.from("PK\x01\x02\x14\x03", "latin1"), common, tail, name]));
    if (entry.overlap === true) continue;
    const local = Buffer.concat([Buffer.from("PK\x03\x04", "latin1"), common, name, packed]);
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

async function reasonOf(zip: Buffer): Promise<unknown> {
  try {
    const archive = await openArchive(zip);
    for (const file of archive.files) for await (const chunk of await file.open()) expect(chunk.length).toBeGreaterThanOrEqual(0);
    archive.close();
    return "read";
  } catch (error) {
    return (error as { reason?: string }).reason;
  }
}

const data = Buffer.from("object");

test("a plain archive is read", async () => {
  expect(
    await reasonOf(
      rawZip([
        { name: "a/b.txt", data },
        { name: "c.txt", data: Buffer.alloc(0) },
      ]),
    ),
  ).toBe("read"); // prettier-ignore
});

test.each(["../a", "/a", "C:/a", "a/../../b", "..\\a", "a\0b"])("the entry name %j is refused", async (name) => {
  expect(await reasonOf(rawZip([{ name, data }]))).toBe("ARCHIVE_BAD_PATH");
});

test("a symbolic link is refused", async () => {
  expect(await reasonOf(rawZip([{ name: "a", data, mode: 0o120777 }]))).toBe("ARCHIVE_BAD_PATH");
});

test("lies about sizes are refused", async () => {
  expect(await reasonOf(rawZip([{ name: "a", data, size: 3 }]))).toBe("ARCHIVE_CORRUPT");
  expect(await reasonOf(rawZip([{ name: "a", data, size: 3_000_000 }]))).toBe("ARCHIVE_CORRUPT");
});

test("lies about the size and the checksum of a large file are refused", async () => {
  const large = Buffer.alloc(12 * 2 ** 20);
  for (let i = 0; i < large.length; i += 64) large.writeUInt32LE(i, i);
  expect(await reasonOf(rawZip([{ name: "a", data: large }]))).toBe("read");
  for (const size of [large.length - 1, large.length + 1])
    expect(await reasonOf(rawZip([{ name: "a", data: large, size }]))).toBe("ARCHIVE_CORRUPT");
  const zip = rawZip([{ name: "a", data: large }]);
  const at = zip.lastIndexOf("PK\x01\x02", undefined, "latin1") + 16;
  zip.writeUInt32LE((zip.readUInt32LE(at) ^ 1) >>> 0, at);
  expect(await reasonOf(zip)).toBe("ARCHIVE_CORRUPT");
});

test("bombs are refused from the directory", async () => {
  expect(await reasonOf(rawZip([{ name: "a", data: Buffer.alloc(40 * 2 ** 20) }]))).toBe("ARCHIVE_TOO_LARGE");
  expect(
    await reasonOf(
      rawZip([
        { name: "a", data },
        { name: "b", data, overlap: true },
      ]),
    ),
  ).toBe("ARCHIVE_TOO_LARGE"); // prettier-ignore
  expect(await reasonOf(rawZip(Array.from({ length: 20 }, (_, i) => ({ name: `${i}`, data, size: 0xfffffff0 }))))).toBe(
    "ARCHIVE_TOO_LARGE",
  );
});

test("a wrong checksum is refused", async () => {
  const zip = rawZip([{ name: "a", data }]);
  zip[zip.indexOf("PK\x01\x02", 0, "latin1") + 16] = (zip[zip.indexOf("PK\x01\x02", 0, "latin1") + 16] ?? 0) ^ 0xff;
  expect(await reasonOf(zip)).toBe("ARCHIVE_CORRUPT");
});

test("a bundle with any bytes changed is judged or refused, never an inner error", { timeout: 120_000 }, async () => {
  await inFolder(async (folder) => {
    const path = join(folder, "b.zip");
    await writeZip(path, [
      ["ecotaxa_a.tsv", "img_file_name\tobject_id\n[t]\t[t]\na.png\to1\n"],
      ["a.png", tinyPng()],
    ]); // prettier-ignore
    const whole = await readFile(path);
    const changes = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(changes, fc.nat(whole.length), async (bytes, length) => {
        const broken = Buffer.from(whole);
        for (const [at, byte] of bytes) broken[at] = byte;
        await writeFile(path, length % 3 === 0 ? broken.subarray(0, length) : broken);
        const outcome = await checkBundle(path, { databaseLimits: true }).then(
          (report) => report.findings.length,
          (error: { reason?: string }) => error.reason ?? error,
        );
        expect(typeof outcome === "number" || outcome === "ARCHIVE_BAD_PATH" || outcome === "ARCHIVE_TOO_LARGE", String(outcome)).toBe(
          true,
        );
      }),
      { numRuns: 1_000 },
    );
  });
});
