import { execFileSync } from "node:child_process";
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test } from "vitest";
import type { Entry } from "yauzl";
import { fromBufferPromise, fromRandomAccessReaderPromise, RandomAccessReader } from "yauzl";
import { ArchiveWriter } from "../src/index.ts";
import { inFolder } from "./bundle-folder.ts";

const hasPython = process.env["CI"] === "true" || canRun("python3");

function canRun(program: string): boolean {
  try {
    execFileSync(program, ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function written(files: Iterable<readonly [string, Uint8Array, boolean]>, path: string): Promise<void> {
  const writer = new ArchiveWriter(createWriteStream(path));
  for (const file of files) await writer.add(...file);
  await writer.end();
}

function* many(count: number): Generator<[string, Uint8Array, boolean]> {
  for (let i = 0; i < count; i++) yield [`images/µ_${i}.png`, Buffer.from(`crop ${i}`), i % 1000 === 0];
}

const mixed: readonly (readonly [string, Uint8Array, boolean])[] = [
  ["empty", new Uint8Array(), false],
  ["empty.tsv", new Uint8Array(), true],
  ["Zoë/\u{1f980}.txt", Buffer.from("crab\n".repeat(500_000)), true],
  ["large.png", Buffer.alloc(3 * 2 ** 20 + 1, 7), false],
];

/** Names and the CRC of what Python reads, which checks every entry against the CRC that is stated. */
const PYTHON = `
import json, sys, zipfile, zlib
archive = zipfile.ZipFile(sys.argv[1])
assert archive.testzip() is None
infos = archive.infolist()
print(json.dumps([len(infos), sum(zlib.crc32(i.filename.encode() + archive.read(i)) for i in infos), str(infos[0].date_time), infos[0].external_attr >> 16]))
`;

test.skipIf(!hasPython).each([
  ["a few files of all kinds", mixed],
  ["more files than 16 bits count", [...many(65_536)]],
])("Python reads %s", { timeout: 60_000 }, async (_, files) => {
  const { crc32 } = await import("node:zlib");
  await inFolder(async (folder) => {
    const path = join(folder, "a.zip");
    await written(files, path);
    const sum = files.reduce((total, [name, bytes]) => total + crc32(bytes, crc32(name)), 0);
    expect(JSON.parse(execFileSync("python3", ["-c", PYTHON, path], { encoding: "utf8" }))).toEqual([
      files.length,
      sum,
      "(2000, 1, 1, 0, 0, 0)",
      0o100644,
    ]);
  });
});

test("an archive of 65,535 files has ZIP64 records, one of 65,534 has none", { timeout: 60_000 }, async () => {
  await inFolder(async (folder) => {
    for (const count of [65_534, 65_535]) {
      const path = join(folder, `${count}.zip`);
      await written(many(count), path);
      const bytes = await readFile(path);
      expect(bytes.includes("PK\x06\x06", 0, "latin1")).toBe(count === 65_535);
      expect((await fromBufferPromise(bytes, { lazyEntries: true })).entryCount).toBe(count);
    }
  });
});

const ZEROS = Buffer.alloc(2 ** 21);

/** A file of zeros with something else in few places; keeps only that. */
class SparseFile extends RandomAccessReader {
  readonly #pieces: { readonly at: number; readonly bytes: Buffer }[] = [];
  size = 0;

  add(bytes: Buffer): void {
    if (!bytes.equals(ZEROS.subarray(0, bytes.length))) this.#pieces.push({ at: this.size, bytes: Buffer.from(bytes) });
    this.size += bytes.length;
  }

  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null, read?: number) => void,
  ): void {
    buffer.fill(0, offset, offset + length);
    for (const { at, bytes } of this.#pieces) {
      const from = Math.max(at, position);
      const to = Math.min(at + bytes.length, position + length);
      if (from < to) bytes.copy(buffer, offset + from - position, from - at, to - at);
    }
    setImmediate(callback, null, Math.min(length, this.size - position));
  }
}

test("files that begin behind 4 GiB are found", { timeout: 120_000 }, async () => {
  const file = new SparseFile();
  const sink = new Writable({
    write(chunk: Buffer, _, done) {
      file.add(chunk);
      done();
    },
  });
  const writer = new ArchiveWriter(sink);
  const zeros = Buffer.alloc(2 ** 28);
  for (let i = 0; i < 16; i++) await writer.add(`${i}`, zeros, false);
  await writer.add("last", Buffer.from("found"), false);
  await writer.end();
  const zip = await fromRandomAccessReaderPromise(file, file.size, { lazyEntries: true });
  const entries: Entry[] = [];
  for await (const entry of zip.eachEntry()) entries.push(entry);
  const last = entries.at(-1)!;
  expect(last.relativeOffsetOfLocalHeader).toBeGreaterThan(2 ** 32);
  const { fileDataStart } = await new Promise<{ fileDataStart: number }>((resolve, reject) =>
    zip.readLocalFileHeader(last, (error, header) => (error === null ? resolve(header) : reject(error))),
  );
  const found = Buffer.alloc(5);
  await new Promise((resolve) => file.read(found, 0, 5, fileDataStart, resolve));
  expect(found.toString()).toBe("found");
});

test("a file that comes in pieces is written as the same file at once is", async () => {
  await inFolder(async (folder) => {
    const text = Buffer.from(Array.from({ length: 400_000 }, (_, i) => `${i}\t${Math.sqrt(i)}\n`).join(""));
    await written([["ecotaxa_a.tsv", text, true]], join(folder, "whole.zip"));
    const writer = new ArchiveWriter(createWriteStream(join(folder, "pieces.zip")));
    const pieces = Array.from({ length: 8 }, (_, i) => text.subarray(i * 2 ** 20, i === 7 ? text.length : (i + 1) * 2 ** 20));
    await writer.addPieces("ecotaxa_a.tsv", pieces);
    await writer.end();
    expect((await readFile(join(folder, "pieces.zip"))).equals(await readFile(join(folder, "whole.zip")))).toBe(true);
  });
});

test("a sink that fails ends the writing with its error", async () => {
  const full = new Error("no space left");
  const sink = new Writable({ write: (_chunk, _encoding, done) => done(full) });
  const writer = new ArchiveWriter(sink);
  const all = async (): Promise<void> => {
    for (let i = 0; i < 100; i++) await writer.add(`${i}`, Buffer.alloc(2 ** 19), false);
    await writer.end();
  };
  await expect(all()).rejects.toBe(full);
});

test.each(["../a", "/a", "C:/a", "a\\b", "a".repeat(65_536)])("the name %.10j is refused", async (name) => {
  const writer = new ArchiveWriter(new Writable({ write: (_chunk, _encoding, done) => done() }));
  await expect(writer.add(name, new Uint8Array(), false)).rejects.toMatchObject({ reason: "ARCHIVE_BAD_PATH" });
});
