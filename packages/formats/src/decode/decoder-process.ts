import { once } from "node:events";
import { type FileHandle, open } from "node:fs/promises";
import type { ByteSource } from "@argosy/core";
import { bytesOf, LIMITS, toArgosyError } from "@argosy/core";
import sharp from "sharp";
import type { Format, PageHeader } from "../header.ts";
import { decodePage } from "./decode-page.ts";
import { frameHead, readFrames } from "./frames.ts";

/**
 * A process that decodes images from outside, one after another: requests come on standard input, bands go to standard output.
 * It is watched and, where it grows or stalls, killed by the pool that started it; what it is given can do no more than that.
 */
interface Request {
  readonly format: Format;
  readonly page: PageHeader;
  /** A file to read by range; without it the bytes follow. */
  readonly file?: string;
}

sharp.cache(false);
sharp.concurrency(1);
sharp.block({
  operation: [
    "VipsForeignLoadSvg",
    "VipsForeignLoadPdf",
    "VipsForeignLoadMagick",
    "VipsForeignLoadVips",
    "VipsForeignLoadNsgif",
    "VipsForeignLoadWebp",
    "VipsForeignLoadHeif",
    "VipsForeignLoadTiff",
    "VipsForeignLoadPng",
    "VipsForeignLoadRaw",
    "VipsForeignLoadCsv",
    "VipsForeignLoadMatrix",
  ],
});

async function answer(request: Request, source: ByteSource): Promise<void> {
  const bands = decodePage(source, request.format, request.page);
  for (;;) {
    const next = await bands.next();
    if (next.done === true) return send({ kind: "done", ...next.value });
    const { data, ...band } = next.value;
    await send({ kind: "band", ...band }, new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
}

async function send(value: unknown, bytes: Uint8Array = new Uint8Array(0)): Promise<void> {
  process.stdout.write(frameHead(value, bytes.length));
  // the next band waits until this one is taken, so that no more than two are in memory
  if (bytes.length > 0 && !process.stdout.write(bytes)) await once(process.stdout, "drain");
}

async function fileSource(handle: FileHandle): Promise<ByteSource> {
  const { size } = await handle.stat();
  return {
    size,
    async read(offset, length) {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - offset)));
      let filled = 0;
      for (let got = 1; got > 0 && filled < bytes.length; filled += got)
        got = (await handle.read(bytes, filled, bytes.length - filled, offset + filled)).bytesRead;
      return bytes.subarray(0, filled);
    },
  };
}

for await (const frame of readFrames(process.stdin, LIMITS.fileBytes)) {
  const request = frame.value as Request;
  let handle: FileHandle | undefined;
  try {
    if (request.file !== undefined) handle = await open(request.file, "r");
    await answer(request, handle === undefined ? bytesOf(frame.bytes) : await fileSource(handle));
  } catch (error) {
    const { code, reason, message, details } = toArgosyError(error);
    const cause = error instanceof Error && code === "internal" ? String(error.stack).slice(0, 2_000) : undefined;
    await send({ kind: "error", code, reason, message, details, cause });
  } finally {
    await handle?.close();
  }
}
