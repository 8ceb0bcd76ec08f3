import { crc32 } from "node:zlib";
import { refusal } from "@argosy/core";
import type { WindowReader } from "../window-reader.ts";
import { latin1, viewOf } from "../window-reader.ts";

/** Where the first chunk of a PNG starts. */
export const FIRST_CHUNK = 8;

/** Bytes that a chunk has beside its data: length, type and checksum. */
export const CHUNK_FRAME = 12;

/** One chunk of a PNG: its type, where it starts, and how long its data are. */
export interface ChunkHead {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
}

/** Length and type of the chunk at `offset` (PNG specification, third edition, 5.3). Its data may lie beyond the end of the file. */
export async function readChunkHead(reader: WindowReader, offset: number): Promise<ChunkHead> {
  const head = await reader.bytes(offset, 8, "the head of a PNG chunk");
  const length = viewOf(head).getUint32(0);
  const type = latin1(head.subarray(4, 8));
  if (length > 0x7fffffff || !/^[A-Za-z]{4}$/.test(type))
    throw refusal("IMAGE_CORRUPT", `there is no PNG chunk at byte ${offset}`, { offset, what: "chunk" });
  return { type, offset, length };
}

/**
 * The data of a chunk, checked against its checksum.
 *
 * @throws {ArgosyError} `IMAGE_CORRUPT` naming chunk and offset.
 */
export async function readChunkData(reader: WindowReader, chunk: ChunkHead): Promise<Uint8Array> {
  const all = await reader.bytes(chunk.offset + 4, chunk.length + 8, `the PNG chunk ${chunk.type} at byte ${chunk.offset}`);
  const body = all.subarray(0, chunk.length + 4);
  if (crc32(body) !== viewOf(all).getUint32(chunk.length + 4))
    throw refusal("IMAGE_CORRUPT", `the checksum of the PNG chunk ${chunk.type} at byte ${chunk.offset} is wrong`, {
      what: chunk.type,
      offset: chunk.offset,
    });
  return body.subarray(4);
}
