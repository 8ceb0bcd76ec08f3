import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { bytesOf } from "@argosy/core";
import { createDecoderPool, encodePng, readHeader } from "@argosy/formats";
import { afterAll, describe, expect, test } from "vitest";
import { greyFields, rawTiff } from "./inputs.ts";
import { readImage, reasonOf } from "./read.ts";

const pool = createDecoderPool({ processes: 1 });
afterAll(() => pool.close());

describe("the pool", () => {
  const png = (side: number) =>
    encodePng({ width: side, height: side, bits: 8, planes: [new Uint8Array(side * side).map((_, i) => (i * 31) >> 4)] }, 1);
  test("a process above its memory is killed, the image fails with the reason, the next one is read", async () => {
    const small = createDecoderPool({ processes: 1, memoryBytes: 30 * 2 ** 20 });
    expect(await reasonOf(readImage(small, png(6_000)))).toBe("DECODER_OUT_OF_MEMORY");
    await small.close();
    expect((await readImage(pool, png(10))).width).toBe(10);
  });
  test("so with its time", async () => {
    const short = createDecoderPool({ processes: 1, timeoutSeconds: 0.05 });
    expect(await reasonOf(readImage(short, png(6_000)))).toBe("DECODER_TIMEOUT");
    await short.close();
  });
  test("a cancelled image frees its place", async () => {
    const one = createDecoderPool({ processes: 1 });
    const bytes = png(3_000);
    const header = await readHeader(bytesOf(bytes));
    const controller = new AbortController();
    const [running, waiting] = [one.decode(bytes, header, 0, controller.signal), one.decode(bytes, header, 0, controller.signal)];
    controller.abort();
    expect((await Promise.allSettled([running, waiting])).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
    expect((await readImage(one, png(10))).width).toBe(10);
    await one.close();
    expect(await reasonOf(readImage(one, png(10)))).toMatch(/^cancelled/);
  });
  const onLinux = existsSync("/proc/self/statm");
  const decoders = () =>
    readdirSync("/proc").filter((pid) => {
      if (!/^[0-9]+$/.test(pid)) return false;
      try {
        const parent = readFileSync(`/proc/${pid}/stat`, "latin1").split(") ")[1]?.split(" ")[1];
        return parent === String(process.pid) && readFileSync(`/proc/${pid}/cmdline`, "latin1").includes("decoder-process");
      } catch {
        return false; // it ended while it was looked at
      }
    });
  test.skipIf(!onLinux)(`processes that were prepared take the first images${onLinux ? "" : " (skipped: no /proc)"}`, async () => {
    const before = new Set(decoders());
    const mine = () => decoders().filter((pid) => !before.has(pid));
    const two = createDecoderPool({ processes: 2 });
    two.prepare();
    while (mine().length < 2) await setImmediate();
    const prepared = mine();
    two.prepare();
    expect((await Promise.all([readImage(two, png(10)), readImage(two, png(12))])).map(({ width }) => width)).toEqual([10, 12]);
    expect(mine()).toEqual(prepared);
    await two.close();
  });
  test.skipIf(!onLinux)(`a process that dies costs one image${onLinux ? "" : " (skipped: no /proc)"}`, async () => {
    const one = createDecoderPool({ processes: 1 });
    const before = new Set(decoders());
    const mine = () => decoders().filter((pid) => !before.has(pid));
    const lost = reasonOf(readImage(one, png(3_000)));
    while (mine().length === 0) await setImmediate();
    for (const pid of mine()) process.kill(Number(pid), "SIGSEGV");
    expect(await lost).toBe("DECODER_CRASHED");
    expect((await readImage(one, png(10))).width).toBe(10);
    for (const pid of mine()) process.kill(Number(pid), "SIGKILL");
    while (mine().length > 0) await setImmediate();
    expect((await readImage(one, png(10))).width).toBe(10);
    await one.close();
  });
  test("a file is read by range; one strip of 18 MB comes in parts", async () => {
    const folder = await mkdtemp(join(tmpdir(), "argosy-"));
    const [width, height] = [3_000, 3_000];
    const fields = (offset: number) => ({ ...greyFields(width, height, 16), 273: [4, [offset]], 279: [4, [2 * width * height]] }) as const;
    const start = rawTiff([{ fields: fields(0) }]).length;
    const samples = Uint16Array.from({ length: width * height }, (_, i) => i % 65_521);
    const bytes = Buffer.concat([rawTiff([{ fields: fields(start) }]), new Uint8Array(samples.buffer)]);
    const file = join(folder, "strip.tif");
    await writeFile(file, bytes);
    const image = await pool.decode({ file }, await readHeader(bytesOf(bytes)), 0);
    expect(Buffer.compare(Buffer.from(image.data.buffer), Buffer.from(samples.buffer))).toBe(0);
    await rm(folder, { recursive: true });
  });
  test("a page that the header does not have is refused", async () =>
    expect(await reasonOf(readImage(pool, png(2), 1))).toMatch(/^invalid_argument/));
});
